import { describe, expect, it } from '@jest/globals';
import {
  afterRefusal,
  despiteNewer,
  isPassing,
  nextLookMs,
  outboxWaitMs,
  revived,
  sendable,
} from './outbox.rules.js';
import type { OutboxEntry } from './outbox.rules.js';

const entry = (clientId: string, change: Partial<OutboxEntry> = {}): OutboxEntry => ({
  clientId,
  conversationId: 'c',
  staffId: 's',
  body: { clientId, kind: 'reply', text: 'نعم', attachments: [] },
  files: [],
  createdAt: 1,
  state: 'waiting',
  tries: 0,
  notBefore: 0,
  error: null,
  newer: [],
  ...change,
});

const idsOf = (entries: readonly OutboxEntry[]): readonly string[] => entries.map(({ clientId }) => clientId);

describe('what may be sent', () => {
  it('is the oldest of each conversation', () => {
    const entries = [entry('b', { createdAt: 2 }), entry('a'), entry('x', { conversationId: 'd' })];
    expect(idsOf(sendable(entries, 10))).toEqual(['a', 'x']);
  });

  it('waits for the one under way', () => {
    expect(sendable([entry('a', { state: 'sending' }), entry('b', { createdAt: 2 })], 10)).toEqual([]);
  });

  it('waits for a decision', () => {
    expect(sendable([entry('a', { state: 'stopped' }), entry('b', { createdAt: 2 })], 10)).toEqual([]);
  });

  it('goes on past one that was refused for good', () => {
    const entries = [entry('a', { state: 'failed' }), entry('b', { createdAt: 2 })];
    expect(idsOf(sendable(entries, 10))).toEqual(['b']);
  });

  it('waits for its time', () => {
    expect(sendable([entry('a', { notBefore: 11 })], 10)).toEqual([]);
    expect(nextLookMs([entry('a', { notBefore: 1_010 })], 10)).toBe(1_000);
    expect(nextLookMs([entry('a', { state: 'failed' })], 10)).toBeNull();
  });
});

describe('a refusal', () => {
  const refuse = (
    code: 'offline' | 'unavailable' | 'newer-messages' | 'forbidden',
    status: number,
    details = {},
  ) => afterRefusal(entry('a', { state: 'sending' }), { code, status, details }, 1_000, 0.5);

  it('that passes is tried again later, with the same id', () => {
    expect(refuse('offline', 0)).toMatchObject({
      clientId: 'a',
      state: 'waiting',
      tries: 1,
      notBefore: 2_000,
    });
    expect(refuse('unavailable', 503).state).toBe('waiting');
  });

  it('for newer messages stops and keeps them', () => {
    const newer = [{ id: 'm' }];
    expect(refuse('newer-messages', 409, { messages: newer, seq: 9 })).toMatchObject({
      state: 'stopped',
      newer,
      newerSeq: 9,
    });
  });

  it('of the rules is for a person', () => {
    expect(refuse('forbidden', 403)).toMatchObject({ state: 'failed', error: 'forbidden' });
  });

  it('tells what passes', () => {
    expect([0, 401, 429, 500, 503].every((status) => isPassing({ status }))).toBe(true);
    expect([400, 403, 404, 409, 413, 422].some((status) => isPassing({ status }))).toBe(false);
  });
});

describe('waiting', () => {
  it('grows, and stays within a quarter of its step', () => {
    const waits = [1, 2, 3, 4, 5, 6, 60].map((tries) => outboxWaitMs(tries, 0.5));
    expect(waits).toEqual([1_000, 2_000, 5_000, 10_000, 30_000, 30_000, 30_000]);
    expect(outboxWaitMs(1, 0)).toBe(750);
    expect(outboxWaitMs(1, 0.999)).toBeLessThanOrEqual(1_250);
  });
});

describe('a person', () => {
  it('finds an unfinished try waiting again after a reload', () => {
    expect(revived(entry('a', { state: 'sending', notBefore: 99 }))).toMatchObject({
      state: 'waiting',
      notBefore: 0,
    });
    expect(revived(entry('a', { state: 'stopped' })).state).toBe('stopped');
  });

  it('may send although others wrote', () => {
    const stopped = entry('a', { state: 'stopped', error: 'newer-messages' });
    const next = despiteNewer(stopped, 12);
    expect(next).toMatchObject({ clientId: 'a', state: 'waiting', error: null, newer: [] });
    expect(next.body.lastSeenSeq).toBe(12);
  });
});
