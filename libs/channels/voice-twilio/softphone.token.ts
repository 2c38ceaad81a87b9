import AccessToken from 'twilio/lib/jwt/AccessToken.js';
import type { SoftphoneAccess } from '../voice.js';
import type { AccountSettings } from './account.settings.js';

/** How long a softphone may register with one token, in seconds. Twilio allows 24 hours. */
const GOOD_FOR_SECONDS = 3_600;

/** Twilio takes letters, digits and underscores only. Source: twilio.com/docs/voice/twiml/client. */
export function identityOf(staffId: string): string {
  return staffId.replaceAll('-', '_');
}

/** Where the softphone's wire goes. Source: `@twilio/voice-sdk`, signaling uri of the roaming edge. */
export function softphoneOrigin({ softphoneUrl }: AccountSettings): string {
  return softphoneUrl ? new URL(softphoneUrl).origin : 'wss://voice-js.roaming.twilio.com';
}

/** A token that lets one person register a softphone and be called; signed by the account's API key. */
export function softphoneAccess(settings: AccountSettings, staffId: string, now: Date): SoftphoneAccess {
  const { accountSid, apiKeySid, apiKeySecret, twimlApplicationSid, softphoneUrl } = settings;
  const identity = identityOf(staffId);
  const token = new AccessToken(accountSid, apiKeySid, apiKeySecret, { identity, ttl: GOOD_FOR_SECONDS });
  const outgoing = twimlApplicationSid ? { outgoingApplicationSid: twimlApplicationSid } : {};
  token.addGrant(new AccessToken.VoiceGrant({ incomingAllow: true, ...outgoing }));
  return {
    driver: softphoneUrl ? 'simulator' : 'twilio',
    token: token.toJwt(),
    identity,
    expiresAt: new Date(now.getTime() + GOOD_FOR_SECONDS * 1_000),
    ...(softphoneUrl ? { url: softphoneUrl } : {}),
  };
}
