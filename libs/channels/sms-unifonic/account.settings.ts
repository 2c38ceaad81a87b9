import { z } from 'zod';
import { secret } from '../channel.js';

/** What one sender name at Unifonic needs. README.md says where each value is found. */
export const accountSettings = z.object({
  appSid: secret({
    title: 'AppSid',
    titleAr: 'معرّف التطبيق (AppSid)',
    description: 'Opens the API; whoever has it can send in your name.',
    descriptionAr: 'به تُفتح الواجهة البرمجية، ومن ملكه أرسل باسمكم.',
  }),
  senderId: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9 ._-]{1,11}$/, 'the registered name: at most 11 Latin letters and digits')
    .meta({
      title: 'Sender name',
      titleAr: 'اسم المرسِل',
      description: 'As it is registered with the operators.',
      descriptionAr: 'كما هو مسجّل لدى مشغّلي الاتصالات.',
    }),
  callbackKey: secret({
    title: 'Callback key',
    titleAr: 'مفتاح الإشعارات',
    description:
      'For the delivery webhook that is entered in Unifonic’s console: stands in its address as ?t=…',
    descriptionAr: 'لعنوان إشعارات التسليم المُدخل في لوحة يونيفونك: يوضع في آخره ‎?t=…',
  })
    .min(20, 'at least 20 characters that nobody can guess')
    .optional(),
  apiBaseUrl: z
    .url()
    .default('https://el.cloud.unifonic.com')
    .meta({ title: 'API address', titleAr: 'عنوان الواجهة البرمجية', advanced: true }),
});

export type AccountSettings = z.output<typeof accountSettings>;
