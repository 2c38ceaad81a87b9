import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RawRequest, Reply } from '../channel.js';

/** X signs with the OAuth 2.0 client secret, the OAuth 1.0 consumer secret, or both: docs.x.com, "V2 Webhooks API". */
const HEADERS = ['x-twitter-webhooks-signature-oauth2', 'x-twitter-webhooks-signature'];

/**
 * True when one of the secrets signed these bytes. All are tried over both headers, so the time does not tell which one
 * matched. Only a JSON object counts as an event: see `challengeToken`.
 */
export function isSigned(request: RawRequest, secrets: readonly string[]): boolean {
  if (request.method !== 'POST' || request.body.at(0) !== OPENING_BRACE) return false;
  const given = HEADERS.flatMap((name) => request.headers[name] ?? []);
  return secrets
    .map((secretText) => signatureOf(secretText, request.body))
    .flatMap((expected) => given.map((signature) => isSame(signature, expected)))
    .includes(true);
}

const OPENING_BRACE = '{'.charCodeAt(0);

/** Answers the challenge-response check; null for a request that is none. */
export function challengeReply(request: RawRequest, secretText: string): Reply | null {
  const token = challengeToken(request);
  if (token === null) return null;
  const body = JSON.stringify({ response_token: signatureOf(secretText, Buffer.from(token)) });
  return { status: 200, contentType: 'application/json', body };
}

/**
 * The token X wants signed. Nobody vouches for the question, and the answer is what a signature over the token's own bytes
 * would be: so only what could never pass as an event is signed, neither braces nor quotes nor blanks.
 */
export function challengeToken(request: RawRequest): string | null {
  if (request.method !== 'GET') return null;
  const token = new URL(request.url).searchParams.get('crc_token') ?? '';
  return /^[A-Za-z0-9_=+/.-]{1,256}$/.test(token) ? token : null;
}

/** `sha256=` and the base64 of HMAC-SHA256. */
export function signatureOf(secretText: string, bytes: Buffer): string {
  return `sha256=${createHmac('sha256', secretText).update(bytes).digest('base64')}`;
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
