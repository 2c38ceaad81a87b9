import { z } from 'zod';
import { secret } from '../channel.js';

/** One approved message template, as an administrator copied it from Twilio's Content editor. */
const template = z.object({
  id: z
    .string()
    .regex(/^HX[0-9a-fA-F]{32}$/)
    .meta({ title: 'Content SID', titleAr: 'معرّف القالب (Content SID)' }),
  name: z.string().min(1).max(100).meta({ title: 'Name', titleAr: 'الاسم' }),
  /** The approved words with their placeholders, `{{1}}`, `{{2}}` … */
  body: z.string().min(1).max(1600).meta({ title: 'Text', titleAr: 'النص' }),
  /** Names of the placeholders in the order an officer fills them. */
  variables: z
    .array(z.string().min(1).max(40))
    .default([])
    .meta({ title: 'Variables', titleAr: 'المتغيّرات' }),
});

/** What one WhatsApp number at Twilio needs. README.md says where each value is found. */
export const accountSettings = z.object({
  accountSid: z
    .string()
    .trim()
    .regex(/^AC[0-9a-fA-F]{32}$/, 'an account SID is "AC" and 32 hexadecimal digits')
    .meta({ title: 'Account SID', titleAr: 'معرّف الحساب (Account SID)' }),
  authToken: secret({
    title: 'Auth token',
    titleAr: 'رمز التحقّق (Auth token)',
    description: 'Signs what Twilio sends and opens its API.',
    descriptionAr: 'به تُوقَّع طلبات Twilio، وبه نستخدم واجهتها البرمجية.',
  }),
  furtherAuthTokens: secret({
    title: 'Further auth tokens',
    titleAr: 'رموز تحقّق إضافية',
    description: 'Accepted for signatures while tokens are being changed; separated by spaces.',
    descriptionAr: 'تُقبل توقيعاتها أثناء تبديل الرموز، وتُفصل بينها مسافات.',
  }).optional(),
  sender: z
    .string()
    .trim()
    .regex(
      /^((whatsapp:)?\+\d{8,15}|MG[0-9a-fA-F]{32})$/,
      'a number with + and country code, or a messaging service (MG…)',
    )
    .meta({
      title: 'Sender',
      titleAr: 'المرسِل',
      description: 'The WhatsApp number with its country code, or a messaging service.',
      descriptionAr: 'رقم واتساب مع رمز الدولة، أو خدمة مراسلة (MG…).',
    }),
  apiBaseUrl: z
    .url()
    .default('https://api.twilio.com')
    .meta({ title: 'API address', titleAr: 'عنوان الواجهة البرمجية', advanced: true }),
  templates: z.array(template).max(200).default([]).meta({
    title: 'Approved templates',
    titleAr: 'القوالب المعتمدة',
    description: 'Needed to write to somebody 24 hours after their last message.',
    descriptionAr: 'تلزم للكتابة إلى شخص مضت على رسالته الأخيرة 24 ساعة.',
  }),
});

export type AccountSettings = z.output<typeof accountSettings>;

/** Every token whose signature counts: the current one first. */
export function signingTokens(settings: AccountSettings): string[] {
  const further = settings.furtherAuthTokens?.split(/[\s,]+/) ?? [];
  return [settings.authToken, ...further].filter((token) => token !== '');
}

/** The sender as Twilio names it: `whatsapp:+9665…`, or null when a messaging service chooses the number. */
export function senderAddress(settings: AccountSettings): string | null {
  if (settings.sender.startsWith('MG')) return null;
  return `whatsapp:${settings.sender.replace(/^whatsapp:/, '')}`;
}
