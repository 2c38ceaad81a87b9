import type { LiveView } from '@sila/contracts';

/** One queue with its figures. */
export type LiveQueue = LiveView['queues'][number];

/** How a wait looks: calm, worth a look, or far too long. */
export type WaitLevel = 'none' | 'calm' | 'long' | 'too-long';

const LONG_MS = 10 * 60_000;
const TOO_LONG_MS = 30 * 60_000;

/** Judges a wait, in milliseconds. It is about the person who waits, never about an officer (policy P11). */
export function waitLevel(since: string | null, now: number): WaitLevel {
  if (since === null) return 'none';
  const length = now - Date.parse(since);
  if (length < LONG_MS) return 'calm';
  return length < TOO_LONG_MS ? 'long' : 'too-long';
}

/** The earliest of the waits, or null. */
export function longestOf(queues: readonly LiveQueue[]): string | null {
  const waits = queues.map((queue) => queue.longestWaitSince).filter((since) => since !== null);
  return waits.sort()[0] ?? null;
}

/** A figure over all queues. */
export function total(
  queues: readonly LiveQueue[],
  figure: 'waiting' | 'atRisk' | 'late' | 'active' | 'arrivals' | 'answers',
): number {
  return queues.reduce((sum, queue) => sum + queue[figure], 0);
}

/** How many different people are online. */
export function onlineCount(queues: readonly LiveQueue[]): number {
  const online = queues.flatMap((queue) => queue.staff.filter(({ presence }) => presence === 'online'));
  return new Set(online.map((person) => person.id)).size;
}

const ORDER = { online: 0, away: 1, offline: 2 } as const;

/** Those present first, then by name: an order that ranks nobody. */
export function presentFirst(queue: LiveQueue, locale: string): LiveQueue['staff'] {
  const byName = new Intl.Collator(locale);
  return [...queue.staff].sort(
    (a, b) => ORDER[a.presence] - ORDER[b.presence] || byName.compare(a.name, b.name),
  );
}

/** Length of a bar in percent of the longest, never less than a visible sliver for what is not nothing. */
export function barPercent(value: number, most: number): number {
  if (value <= 0 || most <= 0) return 0;
  return Math.max(2, Math.round((value / most) * 100));
}
