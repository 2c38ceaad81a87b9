const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The origins from which the console may connect: that of PUBLIC_URL, and on one's own machine its other names.
 * A browser states the origin truthfully, so another site can't ride on the session's cookie (promises.md §1.1).
 */
export function consoleOrigins(publicUrl: string): ReadonlySet<string> {
  const { origin, protocol, hostname, port } = new URL(publicUrl);
  if (!LOOPBACK.includes(hostname)) return new Set([origin]);
  return new Set(LOOPBACK.map((name) => `${protocol}//${name}${port === '' ? '' : `:${port}`}`));
}

/** The origin a browser states, or null for anything that is none. */
export function originOf(header: string | undefined): string | null {
  if (header === undefined || !URL.canParse(header)) return null;
  const { origin } = new URL(header);
  return origin === 'null' ? null : origin;
}
