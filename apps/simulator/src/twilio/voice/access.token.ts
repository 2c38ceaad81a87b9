import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { VoiceAccount, VoiceAccounts } from './voice.account.js';

const headerSchema = z.object({ alg: z.literal('HS256'), cty: z.literal('twilio-fpa;v=1') });
const claimsSchema = z.object({
  iss: z.string(),
  sub: z.string(),
  exp: z.number(),
  grants: z.object({ identity: z.string().min(1), voice: z.object({}) }),
});

/** Whose softphone it is. */
export type SoftphoneHolder = { readonly account: VoiceAccount; readonly identity: string };

/** Twilio's reason for refusing an access token. Source: twilio.com/docs/api/errors, 20101 to 20107. */
export type TokenRefusal = { readonly refusal: string };

/** Reads a softphone's access token: signed with the API key's secret, of this account, with a voice grant, not expired. */
export const readAccessToken = (
  token: string,
  accounts: VoiceAccounts,
  now: number,
): SoftphoneHolder | TokenRefusal => {
  const [header = '', claims = '', signature = ''] = token.split('.');
  const read = claimsSchema.safeParse(decoded(claims));
  if (!headerSchema.safeParse(decoded(header)).success || !read.success)
    return { refusal: '20101 Invalid Access Token' };
  const account = accounts.byApiKey(read.data.iss);
  if (account?.apiKeySecret === undefined || account.accountSid !== read.data.sub)
    return { refusal: '20103 Invalid Access Token issuer/subject' };
  if (!isSigned(`${header}.${claims}`, signature, account.apiKeySecret))
    return { refusal: '20107 Invalid Access Token signature' };
  if (read.data.exp * 1000 <= now) return { refusal: '20104 Access Token expired' };
  return { account, identity: read.data.grants.identity };
};

const decoded = (part: string): unknown => {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
};

const isSigned = (text: string, signature: string, secret: string): boolean => {
  const expected = createHmac('sha256', secret).update(text).digest();
  const given = Buffer.from(signature, 'base64url');
  return given.length === expected.length && timingSafeEqual(given, expected);
};
