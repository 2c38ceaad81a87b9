import type { LivePerson, LiveQueue, LiveView } from '@sila/contracts';

type Flow = Pick<LiveQueue, 'arrivals' | 'answers' | 'abandoned'>;

/** One queue with everything that is drawn of it. */
export interface ShownQueue extends Omit<LiveQueue, 'byChannel'> {
  readonly byChannel: readonly (Flow & {
    readonly channel: string;
    readonly label: string;
    readonly icon: string;
    readonly waiting: number;
  })[];
  readonly staff: readonly LivePerson[];
}

/** The queues of a view with their people, and channels by the names they have. */
export function shownQueues({ queues, people, channels }: LiveView): readonly ShownQueue[] {
  return queues.map((queue) => ({
    ...queue,
    byChannel: queue.byChannel.map((one) => {
      const known = channels.find(({ channel }) => channel === one.channel);
      return { ...one, label: known?.label ?? one.channel, icon: known?.icon ?? 'message-circle' };
    }),
    staff: people.filter(({ id }) => queue.memberIds.includes(id)),
  }));
}

/** One quarter hour of a queue, with when it began in epoch milliseconds. */
export interface Quarter extends Flow {
  readonly at: number;
}

/** The quarter hours of a queue, oldest first. */
export function quartersOf({ quarters }: ShownQueue): readonly Quarter[] {
  const from = Date.parse(quarters.from);
  return quarters.arrivals.map((arrivals, n) => ({
    at: from + n * 15 * 60_000,
    arrivals,
    answers: quarters.answers[n] ?? 0,
    abandoned: quarters.abandoned[n] ?? 0,
  }));
}

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
export function longestOf(queues: readonly ShownQueue[]): string | null {
  const waits = queues.map((queue) => queue.longestWaitSince).filter((since) => since !== null);
  return waits.sort()[0] ?? null;
}

/** A figure over all queues. */
export function total(
  queues: readonly ShownQueue[],
  figure: 'waiting' | 'atRisk' | 'late' | 'active' | 'arrivals' | 'answers' | 'abandoned',
): number {
  return queues.reduce((sum, queue) => sum + queue[figure], 0);
}

/** How many different people are online. */
export function onlineCount(queues: readonly ShownQueue[]): number {
  const online = queues.flatMap((queue) => queue.staff.filter(({ presence }) => presence === 'online'));
  return new Set(online.map((person) => person.id)).size;
}

const ORDER = { online: 0, 'wrap-up': 1, away: 2, offline: 3 } as const;

/** Those present first, then by name: an order that ranks nobody. */
export function presentFirst(queue: ShownQueue, locale: string): readonly LivePerson[] {
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

/** What a supervisor is called for: promises broken, or people who wait while nobody is there. */
export type AlertKind = 'late' | 'nobody';

/** One alert of a queue; its key is the same for as long as the trouble lasts. */
export interface Alert {
  readonly key: string;
  readonly kind: AlertKind;
  readonly queue: ShownQueue;
}

/** What is wrong now, queue by queue. */
export function alertsOf(queues: readonly ShownQueue[]): readonly Alert[] {
  return queues.flatMap((queue) => {
    const nobody = queue.waiting > 0 && !queue.staff.some(({ presence }) => presence === 'online');
    const kinds: AlertKind[] = [
      ...(queue.late > 0 ? ['late' as const] : []),
      ...(nobody ? ['nobody' as const] : []),
    ];
    return kinds.map((kind) => ({ key: `${queue.id} ${kind}`, kind, queue }));
  });
}
