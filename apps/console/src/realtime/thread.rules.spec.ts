import { describe, expect, it } from '@jest/globals';
import type { ConversationEvent, MessageView } from '@sila/contracts';
import { applyEvents, prependPage, threadOf } from './thread.rules.js';
import type { Thread } from './thread.rules.js';

const message = (seq: number, change: Partial<MessageView> = {}): MessageView => ({
  id: `m${seq}`,
  conversationId: 'c',
  seq,
  direction: 'in',
  kind: 'text',
  text: `رسالة ${seq}`,
  hasHtml: false,
  subject: null,
  quotedFrom: null,
  shownAt: new Date(Date.UTC(2026, 10, 1, 9, seq)).toISOString(),
  sentAt: null,
  createdAt: new Date(Date.UTC(2026, 10, 1, 9, seq)).toISOString(),
  channelAccountId: null,
  channel: null,
  address: null,
  author: null,
  status: 'received',
  error: null,
  needsTemplate: false,
  undoUntil: null,
  automatic: false,
  clientId: null,
  attachments: [],
  content: null,
  quoted: null,
  reactions: [],
  editedAt: null,
  deletedAt: null,
  form: null,
  letter: null,
  call: null,
  ...change,
});

const event = (seq: number, of: MessageView | null = message(seq)): ConversationEvent => ({
  conversationId: 'c',
  seq,
  type: of ? 'message' : 'assigned',
  at: new Date().toISOString(),
  by: null,
  message: of,
  data: {},
});

const changed = (seq: number, type: 'edited' | 'deleted', of: MessageView): ConversationEvent => ({
  ...event(seq, of),
  type,
});

const thread = (...seqs: number[]): Thread => ({
  seq: Math.max(0, ...seqs),
  messages: seqs.map((seq) => message(seq)),
  before: null,
});

const ids = ({ messages }: Thread): readonly string[] => messages.map(({ id }) => id);

describe('applying events', () => {
  it('appends what follows', () => {
    const { thread: next, gap } = applyEvents(thread(1, 2), [event(3), event(4)]);
    expect({ seq: next.seq, ids: ids(next), gap }).toEqual({
      seq: 4,
      ids: ['m1', 'm2', 'm3', 'm4'],
      gap: false,
    });
  });

  it('sorts a batch that came out of order', () => {
    expect(ids(applyEvents(thread(1), [event(3), event(2)]).thread)).toEqual(['m1', 'm2', 'm3']);
  });

  it('drops what it has already', () => {
    const before = thread(1, 2);
    const { thread: next, fresh } = applyEvents(before, [event(1), event(2)]);
    expect(next).toBe(before);
    expect(fresh).toEqual([]);
  });

  it('stops before a missing number and says so', () => {
    const { thread: next, gap } = applyEvents(thread(1), [event(2), event(4)]);
    expect({ seq: next.seq, gap }).toEqual({ seq: 2, gap: true });
  });

  it('gives the same for any split of the same events', () => {
    const events = [2, 3, 4, 5].map((seq) => event(seq));
    const whole = applyEvents(thread(1), events).thread;
    const parts = events.reduce(
      (now, one) => applyEvents(now, [one, ...events.slice(0, 1)]).thread,
      thread(1),
    );
    expect(parts).toEqual(whole);
  });

  it('takes the newer state of a message in its place', () => {
    const read = message(1, { status: 'read' });
    const { thread: next } = applyEvents(thread(1, 2), [{ ...event(3, read), type: 'status' }]);
    expect(next.messages.map(({ status }) => status)).toEqual(['read', 'received']);
  });

  it('counts events without a message', () => {
    expect(applyEvents(thread(1), [event(2, null)]).thread.seq).toBe(2);
  });

  it('puts a late message where its time belongs', () => {
    const late = message(3, { shownAt: message(1).shownAt });
    expect(ids(applyEvents(thread(1, 2), [event(3, late)]).thread)).toEqual(['m1', 'm3', 'm2']);
  });

  it('leaves out the new state of a message that is not loaded', () => {
    const before = { ...thread(5, 6), before: 'cursor' };
    const { thread: next } = applyEvents(before, [event(7, message(2, { status: 'read' }))]);
    expect(ids(next)).toEqual(['m5', 'm6']);
  });
});

describe('pages', () => {
  it('are put in thread order', () => {
    expect(ids(threadOf({ messages: [message(2), message(1)], before: null, seq: 2 }))).toEqual(['m1', 'm2']);
  });

  it('are put in front without doubling', () => {
    const page = { messages: [message(1), message(2), message(3)], before: null, seq: 9 };
    const next = prependPage({ ...thread(3, 4), before: 'cursor' }, page);
    expect({ ids: ids(next), before: next.before }).toEqual({ ids: ['m1', 'm2', 'm3', 'm4'], before: null });
  });

  it('shows of an answered message what it says now: changed, or taken back', () => {
    const quoted = {
      id: 'm1',
      direction: 'in',
      text: 'قديم',
      content: null,
      mediaType: null,
      deleted: false,
    } as const;
    const before: Thread = { seq: 2, messages: [message(1), message(2, { quoted })], before: null };
    const edited = applyEvents(before, [changed(3, 'edited', message(1, { text: 'جديد' }))]);
    expect(edited.thread.messages[1]?.quoted).toMatchObject({ text: 'جديد', deleted: false });
    const gone = message(1, { text: '', deletedAt: '2026-11-01T09:00:00.000Z' });
    const deleted = applyEvents(edited.thread, [changed(4, 'deleted', gone)]);
    expect(deleted.thread.messages[1]?.quoted).toMatchObject({ text: '', deleted: true });
    expect(deleted.thread.messages[0]).toEqual(gone);
  });
});
