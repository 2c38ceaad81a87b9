import { z } from 'zod';
import { secret } from '../../channel.js';

/** The fields of every account at Twilio: who we are there, and how each proves it to the other. */
export const accountFields = {
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
};

/** Where the API is; it stands behind the fields that people fill. */
export const apiAddressField = {
  apiBaseUrl: z
    .url()
    .default('https://api.twilio.com')
    .meta({ title: 'API address', titleAr: 'عنوان الواجهة البرمجية', advanced: true }),
};

/** What signing and calling need of an account's settings. */
export interface TwilioAccount {
  readonly accountSid: string;
  readonly authToken: string;
  readonly furtherAuthTokens?: string | undefined;
  readonly apiBaseUrl: string;
}

/** Every token whose signature counts: the current one first. */
export function signingTokens(account: TwilioAccount): string[] {
  const further = account.furtherAuthTokens?.split(/[\s,]+/) ?? [];
  return [account.authToken, ...further].filter((token) => token !== '');
}

/** Whom a message leaves from: a number or name as Twilio writes it, or a messaging service that chooses one. */
export type TwilioSender = { readonly from: string } | { readonly messagingServiceSid: string };
