import type { StoredMedia } from '../core/media.store.js';
import type { TwilioMessage } from './messages.store.js';
import { mediaSid } from './sid.js';

const apiVersion = '2010-04-01';

/** What Twilio's REST interface answers for a message. Source: the Message resource of Twilio's OpenAPI (2010-04-01). */
export const messageResource = (message: TwilioMessage) => {
  const base = `/${apiVersion}/Accounts/${message.accountSid}/Messages/${message.sid}`;
  return {
    account_sid: message.accountSid,
    api_version: apiVersion,
    body: message.body,
    date_created: rfc2822(message.createdAt),
    date_sent: message.sentAt === null ? null : rfc2822(message.sentAt),
    date_updated: rfc2822(message.updatedAt),
    direction: message.direction,
    error_code: message.errorCode,
    error_message: message.errorCode === null ? null : errorText(message.errorCode),
    from: message.from,
    messaging_service_sid: message.messagingServiceSid,
    num_media: String(message.mediaCount),
    num_segments: '1',
    price: null,
    price_unit: null,
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${base}/Media.json` },
    to: message.to,
    uri: `${base}.json`,
  };
};

export const mediaResource = (message: TwilioMessage, media: StoredMedia) => ({
  account_sid: message.accountSid,
  content_type: media.contentType,
  date_created: rfc2822(media.createdAt),
  date_updated: rfc2822(media.createdAt),
  parent_sid: message.sid,
  sid: mediaSid(media),
  uri: `/${apiVersion}/Accounts/${message.accountSid}/Messages/${message.sid}/Media/${mediaSid(media)}.json`,
});

/** What Twilio's REST interface answers for an account. */
export const accountResource = (accountSid: string, at: number) => ({
  auth_token: null,
  date_created: rfc2822(at),
  date_updated: rfc2822(at),
  friendly_name: 'Sila simulator',
  owner_account_sid: accountSid,
  sid: accountSid,
  status: 'active',
  subresource_uris: {},
  type: 'Full',
  uri: `/${apiVersion}/Accounts/${accountSid}.json`,
});

/** RFC 2822 in UTC, "Thu, 24 Aug 2023 05:01:45 +0000". */
export const rfc2822 = (at: number): string => new Date(at).toUTCString().replace('GMT', '+0000');

const errorTexts: Readonly<Record<number, string>> = {
  20003: 'Authenticate',
  20404: 'The requested resource was not found',
  20429: 'Too Many Requests',
  20001: 'Invalid parameter',
  20500: 'Internal Server Error',
  21205: 'Url is not a valid URL',
  21210: "'From' phone number not verified",
  21211: "Invalid 'To' Phone Number",
  21220: 'Invalid call state',
  21617: 'The concatenated message body exceeds the 1600 character limit',
  21619: 'A text message body or media urls must be specified',
  21655: 'The ContentSid is Invalid',
  63005: 'Channel did not accept given content',
  63007: 'Twilio could not find a Channel with the specified From address',
  63016: 'Failed to send freeform message because you are outside the allowed window',
  63019: 'Media failed to download',
  63024: 'Invalid message recipient',
};

export const errorText = (code: number): string => errorTexts[code] ?? `Error ${code}`;

/** The body of a refusal, as Twilio's REST interface words it. */
export const errorResource = (status: number, code: number) => ({
  code,
  message: errorText(code),
  more_info: `https://www.twilio.com/docs/errors/${code}`,
  status,
});
