import { createHmac, randomBytes } from 'node:crypto';

/** Who calls, and for whom (RFC 5849 §1.1). */
export interface OAuthKeys {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly accessToken: string;
  readonly accessTokenSecret: string;
}

/** What makes one signature different from every other. */
export interface OAuthMoment {
  readonly nonce: string;
  /** Seconds since the epoch. */
  readonly timestamp: number;
}

/**
 * The `Authorization` header of a call signed with OAuth 1.0 and HMAC-SHA1 (RFC 5849 §3.4). A JSON body is not covered; of the
 * address, scheme, host, path and query are.
 */
export function oauthHeader(method: string, url: URL, keys: OAuthKeys, moment: OAuthMoment): string {
  const fields: Record<string, string> = {
    oauth_consumer_key: keys.consumerKey,
    oauth_nonce: moment.nonce,
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: String(moment.timestamp),
    oauth_token: keys.accessToken,
  };
  const signed = { ...fields, oauth_signature: signatureOf(method, url, fields, keys) };
  const parts = Object.entries(signed).map(([name, value]) => `${name}="${percent(value)}"`);
  return `OAuth ${parts.join(', ')}`;
}

export function momentAt(now: Date): OAuthMoment {
  return { nonce: randomBytes(16).toString('hex'), timestamp: Math.floor(now.getTime() / 1000) };
}

function signatureOf(
  method: string,
  url: URL,
  fields: Readonly<Record<string, string>>,
  keys: OAuthKeys,
): string {
  const parameters = [...Object.entries(fields), ...url.searchParams]
    .map(([name, value]) => `${percent(name)}=${percent(value)}`)
    .sort()
    .join('&');
  const base = [method.toUpperCase(), `${url.origin}${url.pathname}`, parameters].map(percent).join('&');
  const key = `${percent(keys.consumerSecret)}&${percent(keys.accessTokenSecret)}`;
  return createHmac('sha1', key).update(base).digest('base64');
}

/** RFC 3986 percent-encoding, stricter than the platform's (RFC 5849 §3.6). */
function percent(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
