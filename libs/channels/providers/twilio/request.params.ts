import type { RawRequest } from '../../channel.js';

/** The form fields of a webhook; a name that came several times keeps every value. */
export type Params = ReadonlyMap<string, readonly string[]>;

/** What was read of a body, while somebody holds the body: verifying and taking apart read the same one. */
const known = new WeakMap<Buffer, Params>();

/**
 * Reads the form a webhook carries. Twilio adds fields without notice, so nothing is filtered, and names are kept
 * as they came: a general form parser would take `a[b]` apart and break the signature.
 */
export function readParams(request: RawRequest): Params {
  if (request.method !== 'POST') return decode(encodedFields(request));
  const read = known.get(request.body) ?? decode(encodedFields(request));
  known.set(request.body, read);
  return read;
}

function decode(encoded: string): Params {
  const params = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(encoded)) {
    const values = params.get(name);
    if (values) values.push(value);
    else params.set(name, [value]);
  }
  return params;
}

/** A hook that Twilio is told to call by GET carries its fields in the address. */
function encodedFields(request: RawRequest): string {
  if (request.method === 'GET') return request.url.split('?').slice(1).join('?');
  return isForm(request) ? request.body.toString('utf8') : '';
}

function isForm(request: RawRequest): boolean {
  const type = request.headers['content-type'];
  return type === undefined || type.startsWith('application/x-www-form-urlencoded');
}

/** The first value of a field; empty values count as absent. */
export function field(params: Params, name: string): string | null {
  return params.get(name)?.find((value) => value !== '') ?? null;
}

/** A query parameter of the address that was called. */
export function queryOf(request: RawRequest, name: string): string | null {
  const start = request.url.indexOf('?');
  return start === -1 ? null : new URLSearchParams(request.url.slice(start + 1)).get(name);
}
