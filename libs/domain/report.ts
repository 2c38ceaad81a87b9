import { type Hours, openMsBetween } from './hours.js';
import { answerDue, type PromiseRule } from './promise.js';
import type { CloseOutcome, ConversationStatus } from './conversation.js';

/**
 * How a conversation counts, each exactly once: it was answered; the person left before anybody answered; it was closed without an
 * answer; it still waits for one; or no person wrote it.
 */
export const REPORT_KINDS = ['answered', 'abandoned', 'unanswered', 'waiting', 'automatic'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** What happened in a conversation, counted from its rows. */
export interface ConversationFacts {
  readonly queueId: string;
  readonly channel: string;
  readonly priority: number;
  readonly status: ConversationStatus;
  readonly closeOutcome: CloseOutcome | null;
  readonly arrivedAt: Date;
  readonly answeredAt: Date | null;
  readonly closedAt: Date | null;
  readonly firstAssignedAt: Date | null;
  readonly lastAnswerAt: Date | null;
  /** Messages and calls of people, not of machines. */
  readonly messages: number;
  /** Whether somebody hung up or left the waiting room before anybody answered. */
  readonly left: boolean;
  /** Seconds that were talked on the telephone. */
  readonly talkSeconds: number;
}

/** What of a conversation is derived for reports; times in opening time. */
export interface ReportedConversation {
  readonly kind: ReportKind;
  readonly waitSeconds: number | null;
  readonly kept: boolean | null;
  readonly resolutionSeconds: number | null;
  readonly handlingSeconds: number;
}

/** Longer than this nobody worked on one conversation at a stretch: it lay there. */
const LONGEST_HANDLING_SECONDS = 7_200;

/** Derives what reports count, by the hours and promises in force; `now` decides whether a promise is broken already. */
export function reported(
  facts: ConversationFacts,
  hours: Hours,
  promises: readonly PromiseRule[],
  now: Date,
): ReportedConversation {
  const seconds = (from: Date, to: Date | null) => to && Math.round(openMsBetween(hours, from, to) / 1_000);
  const wait = { ...facts, since: facts.arrivedAt, answered: false };
  const due = answerDue(promises, wait, hours);
  const end = facts.answeredAt ?? (facts.status === 'closed' ? facts.closedAt : now);
  const isOver = facts.answeredAt !== null || (due !== null && end !== null && end > due.dueAt);
  return {
    kind: kindOf(facts),
    waitSeconds: seconds(facts.arrivedAt, facts.answeredAt),
    kept: due && isOver ? end !== null && end <= due.dueAt : null,
    resolutionSeconds: facts.status === 'closed' ? seconds(facts.arrivedAt, facts.closedAt) : null,
    handlingSeconds: facts.talkSeconds + writingSeconds(facts, hours),
  };
}

function kindOf({ answeredAt, messages, closeOutcome, left, status }: ConversationFacts): ReportKind {
  if (messages === 0 || closeOutcome === 'spam') return 'automatic';
  if (answeredAt) return 'answered';
  if (left) return 'abandoned';
  return status === 'closed' ? 'unanswered' : 'waiting';
}

/** From when somebody had it to their last answer, as far as that can have been work; 0 for what was only talked. */
function writingSeconds({ firstAssignedAt, lastAnswerAt }: ConversationFacts, hours: Hours): number {
  if (!firstAssignedAt || !lastAnswerAt) return 0;
  const open = openMsBetween(hours, firstAssignedAt, lastAnswerAt) / 1_000;
  return Math.round(Math.min(open, LONGEST_HANDLING_SECONDS));
}
