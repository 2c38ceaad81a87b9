import { afterOpenMs, type Hours } from './hours.js';

/** What is promised to people who wait for an answer, in opening time: the first rule that fits a conversation holds. */
export interface PromiseRule {
  readonly id: string;
  readonly name: string;
  readonly when: {
    readonly queueIds?: readonly string[];
    readonly channels?: readonly string[];
    /** Conversations of at least this priority. */
    readonly minPriority?: number;
  };
  /** Minutes of opening time to the first answer, and to every later one; null promises nothing. */
  readonly firstMinutes: number | null;
  readonly nextMinutes: number | null;
  /** The part of the time, in percent, after which a warning comes. */
  readonly warnAtPercent: number;
  /** When it is broken: steps of priority that the conversation is raised by, and the queue it moves to; null stays. */
  readonly raiseBy: number;
  readonly moveTo: string | null;
}

/** Somebody who waits for an answer. */
export interface Wait {
  readonly queueId: string;
  readonly channel: string;
  readonly priority: number;
  readonly since: Date;
  /** Whether this conversation was answered before. */
  readonly answered: boolean;
}

/** Until when somebody was promised an answer. */
export interface AnswerDue {
  readonly rule: PromiseRule;
  /** From then on it is at risk. */
  readonly warnAt: Date;
  /** From then on it is broken. */
  readonly dueAt: Date;
}

/**
 * When an answer is due, counted in opening time from when the person began to wait; null when nothing is promised. The clock
 * stands while the doors are closed, and there is none while we wait for the person.
 */
export function answerDue(rules: readonly PromiseRule[], wait: Wait, hours: Hours): AnswerDue | null {
  const rule = rules.find((each) => fits(each.when, wait));
  const minutes = wait.answered ? rule?.nextMinutes : rule?.firstMinutes;
  if (!rule || !minutes) return null;
  const dueAt = afterOpenMs(hours, wait.since, minutes * 60_000);
  const warnAt = afterOpenMs(hours, wait.since, minutes * 600 * rule.warnAtPercent);
  return dueAt && warnAt && { rule, warnAt, dueAt };
}

function fits({ queueIds, channels, minPriority }: PromiseRule['when'], wait: Wait): boolean {
  return (
    (!queueIds?.length || queueIds.includes(wait.queueId)) &&
    (!channels?.length || channels.includes(wait.channel)) &&
    (minPriority === undefined || wait.priority >= minPriority)
  );
}
