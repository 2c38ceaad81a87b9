import { createHmac } from 'node:crypto';
import { NUMBER, TWILIO } from '../support/accounts.js';

/** One message of a beneficiary on its way to a hook. */
export interface Written {
  readonly from: string;
  readonly text: string;
  /** Unique: the provider's id is made of it. */
  readonly key: string;
}

/** The bytes of a whole HTTP request as Twilio would send it, signed over the address it is meant for. */
export function webhookRequest(url: string, written: Written): Buffer {
  const { host, pathname } = new URL(url);
  const fields = fieldsOf(written);
  const body = new URLSearchParams(fields).toString();
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `host: ${host}`,
    'user-agent: TwilioProxy/1.1',
    'content-type: application/x-www-form-urlencoded; charset=utf-8',
    `x-twilio-signature: ${signatureOf(url, Object.entries(fields))}`,
    'i-twilio-idempotency-token: 5f1d9d6c-6b0c-4d5e-9a6e-1c7a55d1f2ab',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** Twilio's signature: HMAC-SHA1 over the address and the sorted fields (twilio.com/docs/usage/security). */
export function signatureOf(url: string, fields: readonly (readonly [string, string])[]): string {
  const sorted = [...fields].sort(([a], [b]) => (a < b ? -1 : 1));
  const signed = url + sorted.map(([name, value]) => name + value).join('');
  return createHmac('sha1', TWILIO.authToken).update(signed, 'utf8').digest('base64');
}

/** The number of the nth person of the bench. */
export function personNumber(n: number): string {
  return `+9665${String(20_000_000 + n)}`;
}

function fieldsOf({ from, text, key }: Written): Record<string, string> {
  const sid = `SM${Buffer.from(key).toString('hex').padEnd(32, '0').slice(-32)}`;
  return {
    SmsMessageSid: sid,
    NumMedia: '0',
    ProfileName: 'نورة العتيبي',
    MessageType: 'text',
    SmsSid: sid,
    WaId: from.slice(1),
    SmsStatus: 'received',
    Body: text,
    To: `whatsapp:${NUMBER}`,
    NumSegments: '1',
    ReferralNumMedia: '0',
    MessageSid: sid,
    AccountSid: TWILIO.accountSid,
    From: `whatsapp:${from}`,
    ApiVersion: '2010-04-01',
  };
}
