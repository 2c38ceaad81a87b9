import { createHmac, timingSafeEqual } from 'node:crypto';

/** Who a visitor is, as their browser can prove: nobody but the same browser as before. */
export interface VisitorClaim {
  /** A UUID that Sila made; the value of the `visitor` identity. */
  readonly visitorId: string;
  readonly accountId: string;
  readonly issuedAt: Date;
}

/** How long a token is good, in days; each new session begins the count again. */
export const VISITOR_TOKEN_DAYS = 180;
/** Clocks of two machines may differ by this much (promises.md §3.12). */
const LEEWAY_MS = 30_000;
const PREFIX = 'v1.';

/** A token for a browser to keep: two UUIDs and a time, signed with HMAC-SHA256. `key` is for this purpose only. */
export function issueVisitorToken(key: Buffer, claim: VisitorClaim): string {
  const body = Buffer.alloc(38);
  Buffer.from(claim.visitorId.replaceAll('-', ''), 'hex').copy(body, 0);
  Buffer.from(claim.accountId.replaceAll('-', ''), 'hex').copy(body, 16);
  body.writeUIntBE(Math.floor(claim.issuedAt.getTime() / 1000), 32, 6);
  return `${PREFIX}${Buffer.concat([body, signature(key, body)]).toString('base64url')}`;
}

/** What a token proves; null for anything that is forged, cut, too old or from the future. Compares in constant time. */
export function readVisitorToken(key: Buffer, token: string, now: Date): VisitorClaim | null {
  if (!token.startsWith(PREFIX) || token.length > 200) return null;
  const bytes = Buffer.from(token.slice(PREFIX.length), 'base64url');
  if (bytes.length !== 70) return null;
  const body = bytes.subarray(0, 38);
  if (!timingSafeEqual(signature(key, body), bytes.subarray(38))) return null;
  const issuedAt = new Date(body.readUIntBE(32, 6) * 1000);
  const age = now.getTime() - issuedAt.getTime();
  if (age < -LEEWAY_MS || age > VISITOR_TOKEN_DAYS * 86_400_000) return null;
  return { visitorId: uuidAt(body, 0), accountId: uuidAt(body, 16), issuedAt };
}

function signature(key: Buffer, body: Buffer): Buffer {
  return createHmac('sha256', key).update('sila-visitor-1').update(body).digest();
}

function uuidAt(body: Buffer, at: number): string {
  return body.toString('hex', at, at + 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
