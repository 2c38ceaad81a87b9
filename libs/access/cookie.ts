import type { Env } from '@sila/config';

/** What decides how the session cookie looks. */
type CookieEnv = Pick<Env, 'PUBLIC_URL' | 'production'>;

/**
 * `__Host-` ties the cookie to this host over https (RFC 6265bis §4.1.3.2). Only the trial and development without https have a
 * plain one; in production browsers refuse to keep a session where there is no https.
 */
export function sessionCookieName(env: CookieEnv): string {
  return isSecure(env) ? '__Host-sila' : 'sila';
}

/** The Set-Cookie value that keeps a session's token in the browser, out of reach of scripts. */
export function sessionCookie(env: CookieEnv, token: string, maxAgeMs: number): string {
  const seconds = Math.max(0, Math.floor(maxAgeMs / 1000));
  const secure = isSecure(env) ? '; Secure' : '';
  return `${sessionCookieName(env)}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`;
}

/** The Set-Cookie value that removes it. */
export function endedSessionCookie(env: CookieEnv): string {
  return sessionCookie(env, '', 0);
}

/** The session's token in a Cookie header (RFC 6265 §4.2), or null. Also for the handshake of sockets. */
export function sessionTokenOf(cookieHeader: string | undefined, env: CookieEnv): string | null {
  const prefix = `${sessionCookieName(env)}=`;
  const pair = (cookieHeader ?? '').split(';').map((part) => part.trim());
  const value = pair.find((part) => part.startsWith(prefix))?.slice(prefix.length);
  return value && /^[\w-]{20,200}$/.test(value) ? value : null;
}

function isSecure(env: CookieEnv): boolean {
  return env.production || env.PUBLIC_URL.startsWith('https:');
}
