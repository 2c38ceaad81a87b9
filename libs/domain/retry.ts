const WAITS_MS = [1_000, 5_000, 30_000, 120_000, 600_000] as const;

/** Tries an event or a send gets before a person must decide (promises.md §3.10). */
export const MAX_TRIES = WAITS_MS.length;

/**
 * Milliseconds to wait after the n-th failed try (1-based), ± 20 %, or null when there is no further try.
 * `random` is in [0, 1). A provider's own Retry-After stands above it when longer.
 */
export function backoffMs(tries: number, random: number, retryAfterMs = 0): number | null {
  const wait = WAITS_MS[tries - 1];
  if (wait === undefined) return null;
  return Math.max(retryAfterMs, Math.round(wait * (0.8 + 0.4 * random)));
}
