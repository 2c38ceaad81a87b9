import { z } from 'zod';
import { accountFields, apiAddressField, type TwilioSender } from '../providers/twilio/account.settings.js';

/** What one SMS sender at Twilio needs. README.md says where each value is found, and what a country allows. */
export const accountSettings = z.object({
  ...accountFields,
  sender: z
    .string()
    .trim()
    .regex(
      /^(\+\d{8,15}|MG[0-9a-fA-F]{32}|(?=.*[A-Za-z])[A-Za-z0-9 +_&-]{1,11})$/,
      'a number with + and country code, a registered name of at most 11 letters, or a messaging service (MG…)',
    )
    .meta({
      title: 'Sender',
      titleAr: 'المرسِل',
      description: 'A registered sender name, a number with its country code, or a messaging service.',
      descriptionAr: 'اسم مرسِل مسجّل، أو رقم مع رمز الدولة، أو خدمة مراسلة (MG…).',
    }),
  receives: z.boolean().default(false).meta({
    title: 'People can answer',
    titleAr: 'يستطيع الناس الرد',
    description: 'Only for numbers that receive SMS. Saudi sender names never do.',
    descriptionAr: 'للأرقام التي تستقبل الرسائل النصية فقط. أسماء المرسِلين السعودية لا تستقبل.',
  }),
  pictures: z.boolean().default(false).meta({
    title: 'Pictures (MMS)',
    titleAr: 'الصور (MMS)',
    description: 'Only where the country carries MMS. Elsewhere people get a link, or nothing.',
    descriptionAr: 'حيث تدعم الدولة رسائل MMS فقط. في غيرها يصل رابط، أو لا يصل شيء.',
  }),
  ...apiAddressField,
});

export type AccountSettings = z.output<typeof accountSettings>;

/** The sender as Twilio names it. */
export function senderOf({ sender }: AccountSettings): TwilioSender {
  return /^MG[0-9a-fA-F]{32}$/.test(sender) ? { messagingServiceSid: sender } : { from: sender };
}

/** A name receives nothing, whatever the setting says. */
export function canReceive({ sender, receives }: AccountSettings): boolean {
  return receives && /^(\+|MG)/.test(sender);
}
