import { describe, expect, it } from '@jest/globals';
import { copyToWorkdays, hoursAreGood, nextSpan, overlaps, spansOf, withDay } from './hours.rules.js';

const morning = { day: 0, from: '08:00', to: '12:00' };
const evening = { day: 0, from: '16:00', to: '20:00' };

describe('working hours', () => {
  it('may have several stretches a day that do not overlap', () => {
    expect(hoursAreGood([morning, evening])).toBe(true);
    expect(overlaps([evening, { ...morning, to: '17:00' }])).toBe(true);
    expect(hoursAreGood([{ ...morning, to: '08:00' }])).toBe(false);
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
