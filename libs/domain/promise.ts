/**
 * The clocks of a conversation. First and next answer and resolution are promises to the person; `floor` is a time before which
 * something may not be (the committee's answer); callbacks and snoozes ring at the time that was agreed on.
 */
export const CLOCK_KINDS = ['first', 'next', 'resolution', 'floor', 'callback', 'snooze'] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

/** Kinds that are counted in business hours and promised by rule. */
export const PROMISE_KINDS = ['first', 'next', 'resolution'] as const;
export type PromiseKind = (typeof PROMISE_KINDS)[number];

/** Running, stopped while we wait for the person, or over. */
export type ClockState = 'running' | 'paused' | 'ended';
/** How a clock ended: kept, not kept, or no longer meant. */
export type ClockResult = 'met' | 'broken' | 'dropped';

/** What happens when a promise was broken for some minutes. */
export interface EscalationStep {
  /** Business minutes after the promise broke; 0 at once. */
  readonly afterMinutes: number;
  readonly do: 'notify' | 'raise' | 'move';
  /** Where `move` takes it. */
  readonly queueId: string | null;
}

/** One rule of promises: the first that fits a conversation holds. */
export interface PromiseRule {
  readonly id: string;
  readonly name: string;
  readonly when: {
    readonly queueIds?: readonly string[];
    readonly channels?: readonly string[];
    /** Conversations of at least this priority. */
    readonly minPriority?: number;
  };
  /** Business minutes; null promises nothing. */
  readonly firstMinutes: number | null;
  readonly nextMinutes: number | null;
  readonly resolutionMinutes: number | null;
  /** The part of the time after which a warning comes, in percent. */
  readonly warnAtPercent: number;
  readonly escalation: readonly EscalationStep[];
}
