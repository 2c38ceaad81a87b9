/** A conversation is open until somebody closes it with an outcome. */
export type ConversationStatus = 'open' | 'closed';

/** How a conversation ended; closing demands one of them (policy P1, P9). */
export const CLOSE_OUTCOMES = [
  'answered',
  'served',
  'referred',
  'misconception',
  'no-reply',
  'spam',
  'duplicate',
] as const;
export type CloseOutcome = (typeof CLOSE_OUTCOMES)[number];

/** What the rules need to know of a conversation. */
export interface ConversationState {
  readonly status: ConversationStatus;
  readonly assigneeId: string | null;
  readonly waitingSince: Date | null;
  readonly firstResponseAt: Date | null;
  readonly closedAt: Date | null;
}

/** What a rule changes of a conversation; absent keys stay as they are. */
export type ConversationPatch = Partial<ConversationState> & { readonly closeOutcome?: CloseOutcome | null };

/** A conversation that an inbound message might belong to. */
export interface Candidate {
  readonly id: string;
  readonly status: ConversationStatus;
  readonly closedAt: Date | null;
}

export interface ConversationChoiceInput {
  readonly continuity: 'stream' | 'matter';
  /** The conversation an explicit reference points to: reply address, answered Message-ID, quoted message. */
  readonly referenced: Candidate | null;
  /** The person's newest conversation that is open, and the newest closed one. */
  readonly newestOpen: Candidate | null;
  readonly newestClosed: Candidate | null;
  readonly reopenHours: number;
  readonly now: Date;
}

export type ConversationChoice =
  | { readonly kind: 'existing'; readonly id: string }
  | { readonly kind: 'reopen'; readonly id: string }
  | { readonly kind: 'new'; readonly mayBelongTo: string | null };

/** Which conversation an inbound message belongs to (architecture.md §4, rules 1–4). */
export function chooseConversation(input: ConversationChoiceInput): ConversationChoice {
  const { referenced, newestOpen, newestClosed } = input;
  if (referenced) return { kind: referenced.status === 'open' ? 'existing' : 'reopen', id: referenced.id };
  if (input.continuity === 'matter')
    return { kind: 'new', mayBelongTo: (newestOpen ?? newestClosed)?.id ?? null };
  if (newestOpen) return { kind: 'existing', id: newestOpen.id };
  if (newestClosed && closedWithin(newestClosed, input.reopenHours, input.now))
    return { kind: 'reopen', id: newestClosed.id };
  return { kind: 'new', mayBelongTo: null };
}

function closedWithin(candidate: Candidate, hours: number, now: Date): boolean {
  return candidate.closedAt !== null && now.getTime() - candidate.closedAt.getTime() <= hours * 3_600_000;
}

/** An inbound message starts the wait unless it runs already, and opens what was closed. */
export function onInbound(conversation: ConversationState, now: Date): ConversationPatch {
  const waitingSince = conversation.waitingSince ?? now;
  if (conversation.status === 'open') return { waitingSince };
  return { status: 'open', waitingSince, closedAt: null, closeOutcome: null };
}

/** An answer ends the wait; the first one is remembered. */
export function onReply(conversation: ConversationState, now: Date): ConversationPatch {
  return { waitingSince: null, firstResponseAt: conversation.firstResponseAt ?? now };
}

/** Closing ends the wait. */
export function onClose(outcome: CloseOutcome, now: Date): ConversationPatch {
  return { status: 'closed', closedAt: now, waitingSince: null, closeOutcome: outcome };
}

/** Opening again keeps the owner; the wait starts only with the person's next message. */
export function onReopen(): ConversationPatch {
  return { status: 'open', closedAt: null, closeOutcome: null };
}

/**
 * The time a message is shown at: the provider's when it is within 5 s of receipt, else ours (architecture.md §2.3),
 * so that a late delivery is appended and never slips in between what was read already.
 */
export function shownAt(sentAt: Date | null, receivedAt: Date): Date {
  if (!sentAt) return receivedAt;
  return Math.abs(receivedAt.getTime() - sentAt.getTime()) <= 5_000 ? sentAt : receivedAt;
}

export const HAND_OVER_STATES = ['offered', 'accepted', 'declined', 'expired', 'withdrawn'] as const;
/** What became of an offer of a conversation to a colleague. Only `offered` still waits for them. */
export type HandOverState = (typeof HAND_OVER_STATES)[number];

/** How long an offer waits for an answer, in minutes of opening time. */
export const OFFER_MINUTES = 15;
