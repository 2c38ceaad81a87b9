import type { QueryClient } from '@tanstack/react-query';
import type { ConversationEvent, EventPage, MessagePage, MessageView } from '@sila/contracts';
import { api, ApiError } from '../api/client.js';
import { keys } from '../api/keys.js';
import { applyEvents, prependPage, putMessage, threadOf } from './thread.rules.js';
import type { Thread } from './thread.rules.js';

const PAGE = 50;
const EVENTS = 500;

/** Tells what new events mean beyond the thread itself. */
export type OnFresh = (conversationId: string, events: readonly ConversationEvent[]) => void;

/**
 * Keeps the threads in the cache equal to the server. REST is the truth; events of the socket are applied when they
 * follow without a gap, and a gap is closed by reading what is missing.
 */
export class ThreadSource {
  private readonly highest = new Map<string, number>();
  private readonly running = new Map<string, Promise<void>>();
  private readonly client: QueryClient;
  private readonly onFresh: OnFresh;

  constructor(client: QueryClient, onFresh: OnFresh) {
    this.client = client;
    this.onFresh = onFresh;
  }

  /** Reads the newest page, or, where the thread is known, only what came since. */
  async load(id: string): Promise<Thread> {
    const known = this.known(id);
    const loaded = known ? await this.followed(id, known) : await firstPage(id);
    const meanwhile = this.known(id);
    return meanwhile && meanwhile.seq > loaded.seq ? meanwhile : loaded;
  }

  /** Takes events that the socket brought. */
  receive(id: string, events: readonly ConversationEvent[]): void {
    this.noteSeq(id, Math.max(0, ...events.map((event) => event.seq)));
    const thread = this.known(id);
    if (!thread) return this.onFresh(id, events);
    if (this.apply(id, thread, events)) void this.catchUp(id);
  }

  /** Says that the server's conversation stands at `seq`; catches up when the thread is behind. */
  expect(id: string, seq: number): void {
    this.noteSeq(id, seq);
    const thread = this.known(id);
    if (thread && thread.seq < seq) void this.catchUp(id);
  }

  /** Reads the events after the last one known, once at a time for each conversation. */
  catchUp(id: string): Promise<void> {
    const under = this.running.get(id);
    if (under) return under;
    const run = this.readMissing(id).finally(() => this.running.delete(id));
    this.running.set(id, run);
    return run;
  }

  /** Loads the page before the oldest message. Resolves to whether there was one. */
  async loadEarlier(id: string): Promise<boolean> {
    const before = this.known(id)?.before;
    if (!before) return false;
    const page = await api.get<MessagePage>(`/conversations/${id}/messages`, { before, limit: PAGE });
    this.change(id, (thread) => prependPage(thread, page));
    return true;
  }

  /** Shows a message that the server has just confirmed, without waiting for its event. */
  put(id: string, message: MessageView): void {
    this.change(id, (thread) => ({ ...thread, messages: putMessage(thread, message) }));
  }

  private known(id: string): Thread | undefined {
    return this.client.getQueryData<Thread>(keys.thread(id));
  }

  private change(id: string, change: (thread: Thread) => Thread): void {
    this.client.setQueryData<Thread>(keys.thread(id), (thread) => (thread ? change(thread) : thread));
  }

  private noteSeq(id: string, seq: number): void {
    this.highest.set(id, Math.max(seq, this.highest.get(id) ?? 0));
  }

  private apply(id: string, thread: Thread, events: readonly ConversationEvent[]): boolean {
    const result = applyEvents(thread, events);
    if (result.fresh.length > 0) {
      this.client.setQueryData<Thread>(keys.thread(id), result.thread);
      this.onFresh(id, result.fresh);
    }
    return result.gap;
  }

  private async readMissing(id: string): Promise<void> {
    const thread = this.known(id);
    if (!thread) return;
    try {
      const caughtUp = await this.followed(id, thread);
      this.change(id, (current) => (current.seq > caughtUp.seq ? current : caughtUp));
    } catch (error) {
      if (error instanceof ApiError && error.code === 'not-found') this.forget(id);
      else await this.client.invalidateQueries({ queryKey: keys.thread(id), refetchType: 'none' });
    }
  }

  private async followed(id: string, from: Thread): Promise<Thread> {
    let thread = from;
    for (;;) {
      const page = await eventsAfter(id, thread.seq);
      if (!page) return firstPage(id);
      const result = applyEvents(thread, page.events);
      if (result.gap) return firstPage(id);
      if (result.fresh.length > 0) this.onFresh(id, result.fresh);
      thread = result.thread;
      if (!page.more && thread.seq >= (this.highest.get(id) ?? 0)) return thread;
      if (page.events.length === 0) return thread;
    }
  }

  private forget(id: string): void {
    this.client.removeQueries({ queryKey: keys.thread(id) });
    void this.client.invalidateQueries({ queryKey: keys.conversation(id) });
  }
}

async function firstPage(id: string): Promise<Thread> {
  return threadOf(await api.get<MessagePage>(`/conversations/${id}/messages`, { limit: PAGE }));
}

/** The events after a seq, or null when the server no longer keeps them. */
async function eventsAfter(id: string, after: number): Promise<EventPage | null> {
  try {
    return await api.get<EventPage>(`/conversations/${id}/events`, { after, limit: EVENTS });
  } catch (error) {
    if (error instanceof ApiError && error.status === 410) return null;
    throw error;
  }
}
