const LONGEST_WAIT_MS = 3_600_000;

/** What `Retry-After` asks for, in milliseconds: seconds or a date (RFC 9110 §10.2.3); 0 when it says nothing. */
export function retryAfterMs(header: string | null, now: Date): number {
  if (header === null || header.trim() === '') return 0;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now.getTime();
  return Number.isFinite(ms) ? Math.min(Math.max(Math.round(ms), 0), LONGEST_WAIT_MS) : 0;
}
