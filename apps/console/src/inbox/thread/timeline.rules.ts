import type { ConversationDetail, HandOver, MessageView } from '@sila/contracts';
import type { OutboxEntry } from '../outbox/outbox.rules.js';

type Assignment = ConversationDetail['assignments'][number];

/** One line of a thread, top to bottom. */
export type TimelineItem =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | { readonly kind: 'new'; readonly key: string }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: MessageView;
      readonly follows: boolean;
    }
  | { readonly kind: 'assignment'; readonly key: string; readonly assignment: Assignment }
  | { readonly kind: 'hand-over'; readonly key: string; readonly handOver: HandOver }
  | { readonly kind: 'closed'; readonly key: string; readonly at: string; readonly outcome: string | null }
  | { readonly kind: 'outbox'; readonly key: string; readonly entry: OutboxEntry };

export interface TimelineInput {
  readonly messages: readonly MessageView[];
  /** Whether earlier messages are still to be read: assignments before the first one wait for them. */
  readonly hasEarlier: boolean;
  readonly assignments: readonly Assignment[];
  readonly handOvers: readonly HandOver[];
  readonly closed: { readonly at: string; readonly outcome: string | null } | null;
  readonly outbox: readonly OutboxEntry[];
  /** The "new" line stands before the first message of the person above this seq; null for none. */
  readonly newAfterSeq: number | null;
  /** The civil day of an instant, in the association's time zone. */
  readonly dayOf: (at: string) => string;
}

interface Timed {
  readonly at: string;
  readonly item: TimelineItem;
}

/** Messages, hand-overs and closing in the order they happened, with day chips and the line before what is new. */
export function timelineOf(input: TimelineInput): readonly TimelineItem[] {
  const timed = [
    ...messageItems(input),
    ...assignmentItems(input),
    ...handOverItems(input),
    ...closedItems(input),
  ];
  timed.sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
  const firstNew = input.messages.find(
    ({ direction, seq }) => input.newAfterSeq !== null && direction === 'in' && seq > input.newAfterSeq,
  );
  const items: TimelineItem[] = [];
  let day = '';
  for (const { at, item } of timed) {
    if (input.dayOf(at) !== day) items.push({ kind: 'day', key: `day-${input.dayOf(at)}`, at });
    day = input.dayOf(at);
    if (item.kind === 'message' && item.message === firstNew) items.push({ kind: 'new', key: 'new' });
    items.push(item);
  }
  return [...items, ...outboxItems(input)];
}

function messageItems({ messages }: TimelineInput): readonly Timed[] {
  return messages.map((message, index) => ({
    at: message.shownAt,
    item: { kind: 'message', key: keyOf(message), message, follows: follows(message, messages[index - 1]) },
  }));
}

/** A message keeps its place on screen when the server confirms it: its key is the one the browser gave it. */
const keyOf = (message: MessageView): string => message.clientId ?? message.id;

const GROUP_MS = 3 * 60_000;

function follows(message: MessageView, previous: MessageView | undefined): boolean {
  return (
    previous !== undefined &&
    previous.direction === message.direction &&
    previous.author?.id === message.author?.id &&
    previous.channelAccountId === message.channelAccountId &&
    Date.parse(message.shownAt) - Date.parse(previous.shownAt) < GROUP_MS
  );
}

function assignmentItems({ assignments, messages, hasEarlier }: TimelineInput): readonly Timed[] {
  const from = hasEarlier ? (messages[0]?.shownAt ?? '') : '';
  return assignments
    .filter(({ at }) => at >= from)
    .map((assignment, index) => ({
      at: assignment.at,
      item: { kind: 'assignment', key: `assignment-${assignment.at}-${index}`, assignment },
    }));
}

/** Offers that came to nothing; one that was accepted is an assignment, one that waits stands above the thread. */
function handOverItems({ handOvers, messages, hasEarlier }: TimelineInput): readonly Timed[] {
  const from = hasEarlier ? (messages[0]?.shownAt ?? '') : '';
  return handOvers.flatMap((handOver) => {
    const { id, state, endedAt } = handOver;
    if (endedAt === null || endedAt < from || state === 'accepted') return [];
    return [{ at: endedAt, item: { kind: 'hand-over', key: id, handOver } as const }];
  });
}

function closedItems({ closed }: TimelineInput): readonly Timed[] {
  if (!closed) return [];
  return [{ at: closed.at, item: { kind: 'closed', key: 'closed', ...closed } }];
}

function outboxItems({ outbox, messages }: TimelineInput): readonly TimelineItem[] {
  const known = new Set(messages.map((message) => message.clientId));
  return outbox
    .filter((entry) => !known.has(entry.clientId))
    .map((entry) => ({ kind: 'outbox', key: entry.clientId, entry }));
}
