import { z } from 'zod';
import { accountFields, apiAddressField, type TwilioSender } from '../providers/twilio/account.settings.js';

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
  ...accountFields,
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
  ...apiAddressField,
  templates: z.array(template).max(200).default([]).meta({
    title: 'Approved templates',
    titleAr: 'القوالب المعتمدة',
    description: 'Needed to write to somebody 24 hours after their last message.',
    descriptionAr: 'تلزم للكتابة إلى شخص مضت على رسالته الأخيرة 24 ساعة.',
  }),
});

export type AccountSettings = z.output<typeof accountSettings>;

/** The sender as Twilio names it: `whatsapp:+9665…`, or a messaging service. */
export function senderOf({ sender }: AccountSettings): TwilioSender {
  if (sender.startsWith('MG')) return { messagingServiceSid: sender };
  return { from: `whatsapp:${sender.replace(/^whatsapp:/, '')}` };
}
