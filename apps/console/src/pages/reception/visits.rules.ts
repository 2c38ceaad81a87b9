import type { EnterVisit } from '@sila/contracts';

/** A visit that the server may not have yet. */
export interface KeptVisit {
  /** The ticket's id; the same on every try, so that nobody gets two numbers. */
  readonly entryId: string;
  readonly staffId: string;
  /** As it was chosen or typed. */
  readonly name: string;
  readonly body: EnterVisit;
  readonly state: 'waiting' | 'sending' | 'refused';
  /** Epoch milliseconds before which it is not tried again. */
  readonly notBefore: number;
  readonly tries: number;
  readonly error: string | null;
}

const PASSING = new Set(['offline', 'unavailable', 'too-many-requests', 'internal', 'unauthenticated']);
const LONGEST_WAIT_MS = 15_000;

/** What waits to be sent and may be tried now. */
export function dueVisits(visits: readonly KeptVisit[], now: number): readonly KeptVisit[] {
  return visits.filter(({ state, notBefore }) => state === 'waiting' && notBefore <= now);
}

/** Milliseconds to the next try; null when nothing waits. */
export function nextTryMs(visits: readonly KeptVisit[], now: number): number | null {
  const waits = visits.filter(({ state }) => state === 'waiting').map(({ notBefore }) => notBefore - now);
  return waits.length === 0 ? null : Math.max(100, Math.min(...waits));
}

/** Takes a failed try into the entry: what may pass is tried again, everything else waits for the desk. */
export function afterFailure(visit: KeptVisit, code: string, now: number): KeptVisit {
  const tries = visit.tries + 1;
  if (!PASSING.has(code)) return { ...visit, state: 'refused', tries, error: code };
  const wait = Math.min(LONGEST_WAIT_MS, 500 * 2 ** tries);
  return { ...visit, state: 'waiting', tries, notBefore: now + wait, error: code };
}

/** What an earlier page left behind: a try that it did not see the end of is made again. */
export function revivedVisit(visit: KeptVisit): KeptVisit {
  return visit.state === 'sending' ? { ...visit, state: 'waiting', notBefore: 0 } : visit;
}
