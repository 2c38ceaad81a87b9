import type { ConversationEvent, MessagePage, MessageView } from '@sila/contracts';

/** A conversation's messages as this console knows them: whole from the oldest loaded one up to `seq`. */
export interface Thread {
  readonly seq: number;
  readonly messages: readonly MessageView[];
  /** Cursor of the earlier page; null when the beginning is loaded. */
  readonly before: string | null;
}

/** What came of applying events. `gap` asks for a catch-up from `thread.seq`. */
export interface Applied {
  readonly thread: Thread;
  readonly fresh: readonly ConversationEvent[];
  readonly gap: boolean;
}

/** The order of a thread: by the time shown, then by seq. */
export function inThreadOrder(a: MessageView, b: MessageView): number {
  if (a.shownAt !== b.shownAt) return a.shownAt < b.shownAt ? -1 : 1;
  return a.seq - b.seq;
}

/** The thread that a first page of messages makes. */
export function threadOf(page: MessagePage): Thread {
  return { seq: page.seq, messages: [...page.messages].sort(inThreadOrder), before: page.before };
}

/**
 * Applies events in seq order: duplicates are dropped by seq, and nothing is applied beyond a missing number
 * (promises.md, L Live).
 */
export function applyEvents(thread: Thread, events: readonly ConversationEvent[]): Applied {
  const ordered = [...events].sort((a, b) => a.seq - b.seq);
  let next = thread;
  const fresh: ConversationEvent[] = [];
  for (const event of ordered) {
    if (event.seq <= next.seq) continue;
    if (event.seq > next.seq + 1) return { thread: next, fresh, gap: true };
    next = applyOne(next, event);
    fresh.push(event);
  }
  return { thread: next, fresh, gap: false };
}

function applyOne(thread: Thread, event: ConversationEvent): Thread {
  const messages = event.message ? putMessage(thread, event.message) : thread.messages;
  const changed = event.type === 'edited' || event.type === 'deleted' ? event.message : null;
  return { ...thread, seq: event.seq, messages: changed ? requote(messages, changed) : messages };
}

/** Who answered a message that was changed or taken back shows it as it now stands. */
function requote(messages: readonly MessageView[], changed: MessageView): readonly MessageView[] {
  return messages.map((message) => {
    if (message.quoted?.id !== changed.id) return message;
    const { text, content, deletedAt, attachments } = changed;
    const mediaType = attachments[0]?.mediaType ?? null;
    const quoted = {
      ...message.quoted,
      text: text.slice(0, 200),
      content,
      mediaType,
      deleted: deletedAt !== null,
    };
    return { ...message, quoted };
  });
}

/** Puts a message in its place, or the newer state of one that is there. Ones older than what is loaded stay out. */
export function putMessage(thread: Thread, message: MessageView): readonly MessageView[] {
  const { messages } = thread;
  const index = messages.findIndex((other) => other.id === message.id);
  if (index >= 0) return messages.with(index, message);
  const oldest = messages[0];
  if (thread.before !== null && oldest && inThreadOrder(message, oldest) < 0) return messages;
  const place = messages.findLastIndex((other) => inThreadOrder(other, message) < 0);
  return messages.toSpliced(place + 1, 0, message);
}

/** Adds an earlier page in front; messages that are there already stay as they are. */
export function prependPage(thread: Thread, page: MessagePage): Thread {
  const known = new Set(thread.messages.map((message) => message.id));
  const older = page.messages.filter((message) => !known.has(message.id)).sort(inThreadOrder);
  return { ...thread, messages: [...older, ...thread.messages], before: page.before };
}
