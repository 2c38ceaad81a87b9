import { describe, expect, it } from '@jest/globals';
import {
  alertsOf,
  barPercent,
  longestOf,
  onlineCount,
  presentFirst,
  type ShownQueue,
  shownQueues,
  waitLevel,
} from './live.rules.js';

const person = (id: string, name: string, presence: 'online' | 'away' | 'offline', load = 0) => ({
  id,
  name,
  presence,
  reason: null,
  words: null,
  load,
  capacity: 5,
  callSince: null,
  since: '2026-01-01T00:00:00Z',
});

const queue = (staff: ShownQueue['staff'], longestWaitSince: string | null): ShownQueue => ({
  id: 'q',
  nameAr: 'ق',
  nameEn: 'q',
  waiting: 0,
  longestWaitSince,
  atRisk: 0,
  late: 0,
  active: 0,
  arrivals: 0,
  answers: 0,
  abandoned: 0,
  quarters: { from: '2026-01-01T10:00:00Z', arrivals: [1, 2], answers: [0, 1], abandoned: [0, 0] },
  memberIds: staff.map(({ id: staffId }) => staffId),
  byChannel: [],
  staff,
});

describe('the live page', () => {
  it('judges waits, by their length', () => {
    const now = Date.parse('2026-01-01T12:00:00Z');
    expect(waitLevel(null, now)).toBe('none');
    expect(waitLevel('2026-01-01T11:55:00Z', now)).toBe('calm');
    expect(waitLevel('2026-01-01T11:45:00Z', now)).toBe('long');
    expect(waitLevel('2026-01-01T11:00:00Z', now)).toBe('too-long');
  });

  it('finds the earliest wait of all queues', () => {
    expect(
      longestOf([queue([], '2026-01-02T00:00:00Z'), queue([], null), queue([], '2026-01-01T00:00:00Z')]),
    ).toBe('2026-01-01T00:00:00Z');
    expect(longestOf([queue([], null)])).toBeNull();
  });

  it('orders people by presence and name, never by their load', () => {
    const staff = [
      person('1', 'ب', 'offline', 9),
      person('2', 'ج', 'online', 9),
      person('3', 'أ', 'online', 1),
    ];
    expect(presentFirst(queue(staff, null), 'ar').map((entry) => entry.id)).toEqual(['3', '2', '1']);
  });

  it('counts a person of two queues once', () => {
    const both = person('1', 'أ', 'online');
    expect(onlineCount([queue([both], null), queue([both, person('2', 'ب', 'away')], null)])).toBe(1);
  });

  it('draws a sliver for little and nothing for nothing', () => {
    expect([barPercent(0, 9), barPercent(1, 900), barPercent(9, 9)]).toEqual([0, 2, 100]);
  });

  it('joins queues with their people and the names of channels', () => {
    const flow = { arrivals: 1, answers: 0, abandoned: 0 };
    const [shown] = shownQueues({
      at: '2026-01-01T00:00:00Z',
      queues: [
        {
          ...queue([person('1', 'أ', 'online')], null),
          memberIds: ['1'],
          quarters: { from: '2026-01-01T10:00:00Z', arrivals: [1, 2], answers: [0, 1], abandoned: [0, 0] },
          byChannel: [{ channel: 'sms', waiting: 1, ...flow }],
        },
      ],
      people: [person('1', 'أ', 'online'), person('2', 'ب', 'online')],
      channels: [{ channel: 'sms', label: 'الرسائل', icon: 'message-square' }],
      calls: [],
    });
    expect(shown?.staff.map(({ id }) => id)).toEqual(['1']);
    expect(shown?.byChannel).toMatchObject([{ label: 'الرسائل', icon: 'message-square' }]);
  });

  it('calls a supervisor for late answers, and for people who wait while nobody is there', () => {
    const kinds = (one: ShownQueue) => alertsOf([one]).map(({ kind }) => kind);
    const away = [person('1', 'أ', 'away')];
    expect(kinds(queue(away, null))).toEqual([]);
    expect(kinds({ ...queue(away, null), late: 2, waiting: 1 })).toEqual(['late', 'nobody']);
    expect(kinds({ ...queue([person('1', 'أ', 'online')], null), waiting: 1 })).toEqual([]);
  });
});
