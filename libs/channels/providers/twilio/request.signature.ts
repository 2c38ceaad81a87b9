import { createHash, timingSafeEqual } from 'node:crypto';
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import type { RawRequest } from '../../channel.js';
import { queryOf, readParams, type Params } from './request.params.js';

/**
 * True when one of the tokens signed this request. Twilio signs the address it called and the sorted form fields
 * (twilio.com/docs/usage/security); a body that is no form is covered by `bodySHA256` in the address. The address
 * with and without its port, and with the query as older back ends escaped it, are all tried by Twilio's own
 * validator, which compares in constant time. All tokens are tried, so the time does not tell which one matched.
 */
export function isSigned(request: RawRequest, tokens: readonly string[]): boolean {
  const signature = request.headers['x-twilio-signature'] ?? '';
  const params = signedParams(request);
  if (signature === '' || params === null) return false;
  return tokens.map((token) => signedBy(token, signature, request.url, params)).includes(true);
}

function signedBy(token: string, signature: string, url: string, params: Record<string, string[]>): boolean {
  try {
    return validateRequest(token, signature, url, params);
  } catch {
    return false;
  }
}

/** The fields that the signature covers; null when the body is not the one the address vouches for. */
function signedParams(request: RawRequest): Record<string, string[]> | null {
  const bodyHash = queryOf(request, 'bodySHA256');
  if (bodyHash !== null) return hasHash(request.body, bodyHash) ? {} : null;
  if (request.method === 'GET') return {};
  return asRecord(readParams(request));
}

/** Without a prototype: a field may be called `__proto__`. */
function asRecord(params: Params): Record<string, string[]> {
  const record = Object.create(null) as Record<string, string[]>;
  for (const [name, values] of params) record[name] = [...values];
  return record;
}

function hasHash(body: Buffer, expected: string): boolean {
  const actual = Buffer.from(createHash('sha256').update(body).digest('hex'));
  const given = Buffer.from(expected.toLowerCase());
  return actual.length === given.length && timingSafeEqual(actual, given);
}
