import { z } from 'zod';
import type { FieldLabel } from '../channel.js';

/** WCAG 2.2 (1.4.3): the least contrast of text with its ground. */
const LEAST_CONTRAST = 4.5;
const DEFAULT_COLOUR = '#0b6b63';

const words = (title: string, titleAr: string, description?: string, descriptionAr?: string): FieldLabel => ({
  title,
  titleAr,
  ...(description && { description }),
  ...(descriptionAr && { descriptionAr }),
});
const paragraph = (fallback: string) => z.string().trim().min(1).max(1000).default(fallback);

/** Settings of one website chat. */
export const accountSettings = z.object({
  allowedOrigins: z
    .array(z.string().trim().max(300).refine(isOrigin, 'must be an origin such as https://example.org'))
    .min(1)
    .max(50)
    .meta(
      words(
        'Websites that may carry the chat',
        'المواقع المسموح لها بعرض المحادثة',
        'Origins such as https://example.org, without a path. Every other site is refused.',
        'عناوين مثل https://example.org بلا مسار. وما عداها لا تعمل عليه المحادثة.',
      ),
    ),
  greetingAr: paragraph('أهلًا بك. كيف نخدمك؟').meta(words('Greeting in Arabic', 'الترحيب بالعربية')),
  greetingEn: paragraph('Welcome. How can we help you?').meta(
    words('Greeting in English', 'الترحيب بالإنجليزية'),
  ),
  outOfHoursAr: paragraph(
    'نحن خارج أوقات العمل الآن. اترك رسالتك ورقم جوالك أو بريدك، وسنردّ عليك حين نعود بإذن الله.',
  ).meta(words('Out of hours, in Arabic', 'خارج أوقات العمل بالعربية')),
  outOfHoursEn: paragraph(
    'We are closed now. Leave your message with a mobile number or e-mail, and we will answer when we are back.',
  ).meta(words('Out of hours, in English', 'خارج أوقات العمل بالإنجليزية')),
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #0b6b63')
    .refine(
      (colour) => contrastWithWhite(colour) >= LEAST_CONTRAST,
      'is too light for white text (less than 4.5 : 1)',
    )
    .default(DEFAULT_COLOUR)
    .meta(
      words(
        'Colour',
        'اللون',
        'Dark enough to carry white text: contrast 4.5 or more.',
        'لون داكن يُقرأ عليه النص الأبيض: تباين 4.5 فأكثر.',
      ),
    ),
  askName: z
    .boolean()
    .default(false)
    .meta(words('Ask for a name before the first message', 'السؤال عن الاسم قبل أول رسالة')),
  position: z
    .enum(['end', 'start'])
    .default('end')
    .meta(
      words(
        'Corner of the page',
        'موضع الزر في الصفحة',
        'end: left on Arabic pages and right on English ones.',
        'end: يسار الصفحات العربية ويمين الإنجليزية.',
      ),
    ),
});
export type AccountSettings = z.output<typeof accountSettings>;

/** Scheme, host and port of a website and nothing else; http or https. */
function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { origin, protocol, href } = new URL(text);
  return /^https?:$/.test(protocol) && (href === `${origin}/` || href === origin) && !text.endsWith('?');
}

/** Contrast of a colour `#rrggbb` with white, 1 to 21. Source: WCAG 2.2, relative luminance. */
export function contrastWithWhite(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    linear(parseInt(colour.slice(at, at + 2), 16) / 255),
  );
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

/** The settings' origins as browsers state them: lower case, no trailing slash, no default port. */
export function allowedOrigins(settings: Pick<AccountSettings, 'allowedOrigins'>): readonly string[] {
  return settings.allowedOrigins.map((text) => new URL(text).origin);
}
