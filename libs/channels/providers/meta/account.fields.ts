import { z } from 'zod';
import { secret } from '../../channel.js';

/** What every account of one of Meta's products needs beside its own id. README.md of each channel says where each value is found. */
export const metaFields = {
  accessToken: secret({
    title: 'Access token',
    titleAr: 'رمز الوصول (Access token)',
    description: 'Opens the Graph API. Take one that does not expire.',
    descriptionAr: 'به نستخدم واجهة Graph البرمجية، ويُفضَّل رمز لا تنتهي صلاحيته.',
  }),
  appSecret: secret({
    title: 'App secret',
    titleAr: 'سرّ التطبيق (App secret)',
    description: 'Signs what Meta sends.',
    descriptionAr: 'به توقِّع Meta ما ترسله.',
  }),
  furtherAppSecrets: secret({
    title: 'Further app secrets',
    titleAr: 'أسرار تطبيق إضافية',
    description: 'Accepted for signatures while secrets are being changed; separated by spaces.',
    descriptionAr: 'تُقبل توقيعاتها أثناء تبديل الأسرار، وتُفصل بينها مسافات.',
  }).optional(),
  verifyToken: secret({
    title: 'Verify token',
    titleAr: 'رمز التحقّق (Verify token)',
    description: 'A word of your own, entered in Meta beside the address of the hook.',
    descriptionAr: 'كلمة تختارونها، وتُدخل في Meta بجانب عنوان الاستقبال.',
  }),
  apiVersion: z
    .string()
    .regex(/^v\d{1,3}\.\d$/, 'a version like v23.0')
    .default('v23.0')
    .meta({ title: 'Graph API version', titleAr: 'إصدار واجهة Graph', advanced: true }),
};

/** The address of the API, with the one that an account uses unless it says otherwise. */
export function apiAddress(standard: string) {
  return z
    .url()
    .default(standard)
    .meta({ title: 'API address', titleAr: 'عنوان الواجهة البرمجية', advanced: true });
}

/** An id in Meta's numbering: digits, too long for a number. */
export function metaId(label: {
  readonly title: string;
  readonly titleAr: string;
  readonly description?: string;
  readonly descriptionAr?: string;
}) {
  return z
    .string()
    .trim()
    .regex(/^\d{5,30}$/, 'an id of digits')
    .meta(label);
}

/** What an opened account of any of Meta's products has. */
export interface MetaSettings {
  readonly accessToken: string;
  readonly appSecret: string;
  readonly furtherAppSecrets?: string | undefined;
  readonly verifyToken: string;
  readonly apiBaseUrl: string;
  readonly apiVersion: string;
}

/** Every app secret whose signature counts: the current one first. */
export function signingSecrets(settings: MetaSettings): string[] {
  const further = settings.furtherAppSecrets?.split(/[\s,]+/) ?? [];
  return [settings.appSecret, ...further].filter((each) => each !== '');
}
