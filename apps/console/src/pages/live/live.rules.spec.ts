import { describe, expect, it } from '@jest/globals';
import { barPercent, type LiveQueue, longestOf, onlineCount, presentFirst, waitLevel } from './live.rules.js';

const person = (id: string, name: string, presence: 'online' | 'away' | 'offline', load = 0) => ({
  id,
  name,
  presence,
  load,
  capacity: 5,
  since: '2026-01-01T00:00:00Z',
});

const queue = (staff: LiveQueue['staff'], longestWaitSince: string | null): LiveQueue => ({
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
});
