import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RawEvent, RawRequest, Reply, Webhook } from '../../channel.js';
import { signingSecrets, type MetaSettings } from './account.fields.js';

/** The webhook of one account: the handshake by GET, signed events by POST. */
export function metaWebhook(settings: MetaSettings, events: (request: RawRequest) => RawEvent[]): Webhook {
  const secrets = signingSecrets(settings);
  return {
    verify: (request) =>
      request.method === 'GET' ? isHandshake(request, settings.verifyToken) : isSigned(request, secrets),
    challenge: (request) => (request.method === 'GET' ? handshakeReply(request) : null),
    events,
    reply: { status: 200, contentType: 'text/plain', body: 'EVENT_RECEIVED' },
  };
}

/**
 * True when one of the secrets signed these bytes: `X-Hub-Signature-256: sha256=<hex HMAC-SHA256>` over the raw body
 * (Meta, "Validate payloads"). Meta escapes what is not ASCII, so a body written again would never match. All secrets
 * are tried, so the time does not tell which one matched.
 */
export function isSigned(request: RawRequest, secrets: readonly string[]): boolean {
  const given = Buffer.from(request.headers['x-hub-signature-256'] ?? '');
  return secrets.map((each) => isSame(given, Buffer.from(signatureOf(request.body, each)))).includes(true);
}

/** The value of `X-Hub-Signature-256` for these bytes. */
export function signatureOf(body: Buffer, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
}

function isHandshake(request: RawRequest, verifyToken: string): boolean {
  const query = queryOf(request);
  const given = Buffer.from(query.get('hub.verify_token') ?? '');
  return query.get('hub.mode') === 'subscribe' && isSame(given, Buffer.from(verifyToken));
}

/** The challenge itself, and nothing that a browser would run. */
function handshakeReply(request: RawRequest): Reply {
  return { status: 200, contentType: 'text/plain', body: queryOf(request).get('hub.challenge') ?? '' };
}

function queryOf({ url }: RawRequest): URLSearchParams {
  const start = url.indexOf('?');
  return new URLSearchParams(start === -1 ? '' : url.slice(start + 1));
}

function isSame(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}
