import type { Hours } from './hours.js';

/** Push: routing gives. Pull: people take. Both: routing gives, and who has time may take. */
export const QUEUE_MODES = ['push', 'pull', 'both'] as const;
export type QueueMode = (typeof QUEUE_MODES)[number];

/** Paused: who waits goes on waiting and nobody is given anything. Closed: besides, what is new goes where it overflows. */
export const QUEUE_STATES = ['open', 'paused', 'closed'] as const;
export type QueueState = (typeof QUEUE_STATES)[number];

/** What an administrator sets of a queue. */
export interface QueuePolicy {
  readonly mode: QueueMode;
  /** Minutes of waiting that count as one step of priority, so that nobody waits for ever behind the urgent; null never. */
  readonly ageingMinutes: number | null;
  /** Hours during which people come back to the officer who answered them last; 0 never. */
  readonly stickHours: number;
  readonly overflow: QueueOverflow | null;
  /** The queue's own hours; null means the association's. */
  readonly hours: Hours | null;
  /** What a person is told when their conversation comes into the queue, in and out of hours; null nothing by the queue. */
  readonly notice: { readonly open: BilingualText | null; readonly closed: BilingualText | null };
}

/** Where a queue's conversations go when it is closed, when they waited so long, or when so many wait before them. */
export interface QueueOverflow {
  readonly queueId: string;
  readonly afterMinutes: number | null;
  readonly length: number | null;
}

export interface BilingualText {
  readonly ar: string;
  readonly en: string;
}

export const DEFAULT_QUEUE_POLICY: QueuePolicy = {
  mode: 'both',
  ageingMinutes: 30,
  stickHours: 72,
  overflow: null,
  hours: null,
  notice: { open: null, closed: null },
};
