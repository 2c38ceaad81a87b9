/** Push: routing gives. Pull: people take. Both: routing gives, and who has time may take. */
export const QUEUE_MODES = ['push', 'pull', 'both'] as const;
export type QueueMode = (typeof QUEUE_MODES)[number];

/** Paused: who wrote goes on waiting, and nobody is given anything. Whoever has time may still take one. */
export const QUEUE_STATES = ['open', 'paused'] as const;
export type QueueState = (typeof QUEUE_STATES)[number];

/** What an administrator sets of a queue. */
export interface QueuePolicy {
  readonly mode: QueueMode;
  /** Minutes of waiting that count as one step of priority, so that nobody waits for ever behind the urgent; null never. */
  readonly ageingMinutes: number | null;
  /** Hours during which people come back to the officer who answered them last; 0 never. */
  readonly stickHours: number;
  /** Where what waits longer than so many minutes goes; null nowhere. */
  readonly overflow: { readonly queueId: string; readonly afterMinutes: number } | null;
}

export const DEFAULT_QUEUE_POLICY: QueuePolicy = {
  mode: 'both',
  ageingMinutes: 30,
  stickHours: 72,
  overflow: null,
};
