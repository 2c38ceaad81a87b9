import { describe, expect, it } from '@jest/globals';
import { copyToWorkdays, hoursAreGood, nextSpan, overlapping, spansOf, withDay } from './hours.rules.js';

const morning = { day: 0, from: '08:00', to: '12:00' };
const evening = { day: 0, from: '16:00', to: '20:00' };

describe('working hours', () => {
  it('may have several stretches a day that do not overlap', () => {
    expect(hoursAreGood([morning, evening])).toBe(true);
    const long = { ...morning, to: '17:00' };
    expect([...overlapping([evening, long, { ...morning, day: 1 }])]).toEqual([evening, long]);
    expect(hoursAreGood([{ ...morning, to: '08:00' }])).toBe(false);
  });

  it('may last into the night, which is then taken from the next day, and from Sunday on Saturdays', () => {
    const night = { day: 0, from: '21:00', to: '01:00' };
    expect(hoursAreGood([morning, night])).toBe(true);
    expect(hoursAreGood([night, { day: 1, from: '00:30', to: '02:00' }])).toBe(false);
    expect(
      hoursAreGood([
        { ...night, day: 6 },
        { day: 0, from: '00:30', to: '02:00' },
      ]),
    ).toBe(false);
  });

  it('are copied from Sunday to the days of work only', () => {
    const week = copyToWorkdays([morning, { day: 5, from: '14:00', to: '16:00' }], 0);
    expect(week.map((span) => span.day)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('replace one day and leave the others', () => {
    const open = withDay([morning, { ...morning, day: 1 }], 0, [evening]);
    expect(spansOf(open, 0)).toEqual([evening]);
    expect(spansOf(open, 1)).toHaveLength(1);
  });

  it('offer the usual hours first', () => {
    expect(nextSpan([], 3)).toEqual({ day: 3, from: '08:00', to: '16:00' });
  });
});
