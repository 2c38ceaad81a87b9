import { z } from 'zod';
import { secret } from '../channel.js';

/** What one account at X needs. README.md says where each value is found, and why OAuth 1.0a. */
export const accountSettings = z.object({
  userId: z
    .string()
    .trim()
    .regex(/^\d{1,20}$/, 'the numeric id of the account, not its @name')
    .meta({
      title: 'User id',
      titleAr: 'معرّف الحساب',
      description: 'The number of the association’s account, not its @name.',
      descriptionAr: 'رقم حساب الجمعية، لا اسمه المسبوق بعلامة @.',
    }),
  consumerKey: secret({ title: 'API key', titleAr: 'مفتاح الواجهة البرمجية (API key)' }),
  consumerSecret: secret({
    title: 'API key secret',
    titleAr: 'سرّ المفتاح (API key secret)',
    description: 'Signs our calls and what X sends.',
    descriptionAr: 'به تُوقَّع طلباتنا وطلبات إكس.',
  }),
  accessToken: secret({ title: 'Access token', titleAr: 'رمز الوصول (Access token)' }),
  accessTokenSecret: secret({ title: 'Access token secret', titleAr: 'سرّ رمز الوصول' }),
  clientSecret: secret({
    title: 'OAuth 2.0 client secret',
    titleAr: 'سرّ العميل (OAuth 2.0)',
    description: 'If the app has one: X then signs with it.',
    descriptionAr: 'إن كان للتطبيق واحد، فبه يوقّع إكس.',
  }).optional(),
  furtherSecrets: secret({
    title: 'Further secrets',
    titleAr: 'أسرار إضافية',
    description: 'Accepted for signatures while secrets are being changed; separated by spaces.',
    descriptionAr: 'تُقبل توقيعاتها أثناء تبديل الأسرار، وتُفصل بينها مسافات.',
  }).optional(),
  apiBaseUrl: z
    .url()
    .default('https://api.x.com')
    .meta({ title: 'API address', titleAr: 'عنوان الواجهة البرمجية', advanced: true }),
});

export type AccountSettings = z.output<typeof accountSettings>;

/** Every secret whose signature counts; the first one answers X's challenge. */
export function signingSecrets(settings: AccountSettings): readonly [string, ...string[]] {
  const further = settings.furtherSecrets?.split(/[\s,]+/).filter((secretText) => secretText !== '') ?? [];
  const { clientSecret, consumerSecret } = settings;
  return clientSecret === undefined
    ? [consumerSecret, ...further]
    : [clientSecret, consumerSecret, ...further];
}
