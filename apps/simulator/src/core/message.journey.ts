import { z } from 'zod';
import type { FaultOffer } from './faults.board.js';
import type { TimersSet } from './timers.set.js';

/** When a message comes how far; an account's `timings` may set any of them. */
export const timingsSchema = z.strictObject({
  /** Milliseconds after acceptance at which the provider reports `sent`, then `delivered`. */
  sentMs: z.number().int().nonnegative(),
  deliveredMs: z.number().int().nonnegative(),
  /** Milliseconds after delivery at which the phone reads by itself; null: only when somebody opens the chat. */
  readMs: z.number().int().nonnegative().nullable(),
});

export type Timings = z.output<typeof timingsSchema>;

const realistic: Timings = { sentMs: 60, deliveredMs: 250, readMs: null };

/** The fault that a provider's `obstacle` takes, as the page offers it. */
export const undeliverableOffer: FaultOffer = {
  kind: 'undeliverable',
  ar: 'لا تصل الرسالة إلى الهاتف',
  en: 'The phone can’t be reached',
};

/** A message that a provider has accepted. */
export type Journey = {
  readonly to: string;
  readonly timings: { readonly [Name in keyof Timings]?: Timings[Name] | undefined };
  /** Why it can't arrive, by the provider's code, or null. Files are fetched here. */
  obstacle(): Promise<number | null>;
  /** It will not arrive. */
  fail(code: number): void;
  /** It is on its way, delivered, read. Called in this order, one after the other; nobody waits for what they do. */
  advance(status: 'sent' | 'delivered' | 'read'): void;
  /** It is on the phone. */
  arrive(): void;
};

/** Carries accepted messages to the phones. One phone gets its messages in the order they were accepted. */
export class Journeys {
  /** The last journey to each person. */
  private readonly tails = new Map<string, Promise<void>>();

  constructor(private readonly timers: TimersSet) {}

  /** Starts a journey; returns at once. */
  start(journey: Journey): void {
    const previous = this.tails.get(journey.to) ?? Promise.resolve();
    const travelling = this.travel(journey, previous).catch(() => undefined);
    this.tails.set(journey.to, travelling);
    void travelling.then(() => this.tails.get(journey.to) === travelling && this.tails.delete(journey.to));
  }

  private async travel(journey: Journey, previous: Promise<void>): Promise<void> {
    const { sentMs, deliveredMs, readMs } = { ...realistic, ...journey.timings };
    const arriving = Promise.all([this.timers.wait(deliveredMs ?? 0), previous]);
    const obstacle = await journey.obstacle();
    await this.timers.wait(sentMs ?? 0);
    if (obstacle !== null) return journey.fail(obstacle);
    journey.advance('sent');
    await arriving;
    journey.arrive();
    journey.advance('delivered');
    if (typeof readMs === 'number') this.timers.after(readMs, () => journey.advance('read'));
  }
}
