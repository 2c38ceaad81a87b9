import { describe, expect, it } from '@jest/globals';
import type { MessageView } from '@sila/contracts';
import type { OutboxEntry } from '../outbox/outbox.rules.js';
import { timelineOf } from './timeline.rules.js';
import type { TimelineInput } from './timeline.rules.js';

const message = (seq: number, at: string, change: Partial<MessageView> = {}): MessageView =>
  ({
    id: `m${seq}`,
    seq,
    direction: 'in',
    shownAt: at,
    clientId: null,
    author: null,
    ...change,
  }) as MessageView;

const input = (change: Partial<TimelineInput>): TimelineInput => ({
  messages: [],
  hasEarlier: false,
  assignments: [],
  handOvers: [],
  closed: null,
  outbox: [],
  newAfterSeq: null,
  dayOf: (at) => at.slice(0, 10),
  ...change,
});

const kinds = (change: Partial<TimelineInput>): readonly string[] =>
  timelineOf(input(change)).map(({ kind }) => kind);

describe('the lines of a thread', () => {
  const morning = message(1, '2026-11-01T08:00:00Z');
  const noon = message(2, '2026-11-01T12:00:00Z');
  const nextDay = message(3, '2026-11-02T08:00:00Z');

  it('begin each day with its chip', () => {
    expect(kinds({ messages: [morning, noon, nextDay] })).toEqual([
      'day',
      'message',
      'message',
      'day',
      'message',
    ]);
  });

  it('put hand-overs and the closing where they happened', () => {
    const assignment = {
      at: '2026-11-01T09:00:00Z',
      by: null,
      assignee: null,
      queueId: 'q',
      reason: null,
      decisionId: null,
    };
    const closed = { at: '2026-11-01T13:00:00Z', outcome: 'answered' };
    expect(kinds({ messages: [morning, noon], assignments: [assignment], closed })).toEqual([
      'day',
      'message',
      'assignment',
      'message',
      'closed',
    ]);
  });

  it('hold back hand-overs from before the earliest message that is loaded', () => {
    const assignment = {
      at: '2026-10-01T09:00:00Z',
      by: null,
      assignee: null,
      queueId: 'q',
      reason: null,
      decisionId: null,
    };
    expect(kinds({ messages: [morning], assignments: [assignment], hasEarlier: true })).toEqual([
      'day',
      'message',
    ]);
  });

  it('mark where the unseen begins, at the first message of the person', () => {
    const ours = message(2, '2026-11-01T12:00:00Z', { direction: 'out' });
    const theirs = message(3, '2026-11-01T12:01:00Z');
    expect(kinds({ messages: [morning, ours, theirs], newAfterSeq: 1 })).toEqual([
      'day',
      'message',
      'message',
      'new',
      'message',
    ]);
  });

  it('show what is on its way last, and only once', () => {
    const entry = (clientId: string) => ({ clientId }) as OutboxEntry;
    const sent = message(2, '2026-11-01T12:00:00Z', { direction: 'out', clientId: 'a' });
    const items = timelineOf(input({ messages: [sent], outbox: [entry('a'), entry('b')] }));
    expect(items.map(({ key }) => key)).toEqual(['day-2026-11-01', 'a', 'b']);
  });

  it('join what one side writes within minutes', () => {
    const soon = message(2, '2026-11-01T08:02:00Z');
    const items = timelineOf(input({ messages: [morning, soon, noon] }));
    expect(items.flatMap((item) => (item.kind === 'message' ? [item.follows] : []))).toEqual([
      false,
      true,
      false,
    ]);
  });
});
