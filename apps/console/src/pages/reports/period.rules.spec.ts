import { describe, expect, it } from '@jest/globals';
import { daysOf } from './period.rules.js';

const own = { from: '2026-01-01', to: '2026-01-02' };

describe('a period', () => {
  // 27 November 2026 is a Friday and the 17th of Jumada II 1448 (Umm al-Qura).
  it.each([
    ['last-30', '2026-10-29', '2026-11-27'],
    ['week', '2026-11-22', '2026-11-27'],
    ['month', '2026-11-01', '2026-11-27'],
    ['last-month', '2026-10-01', '2026-10-31'],
    ['hijri-month', '2026-11-11', '2026-11-27'],
    ['last-hijri-month', '2026-10-12', '2026-11-10'],
    ['own', own.from, own.to],
  ] as const)('%s', (period, from, to) => {
    expect(daysOf(period, '2026-11-27', own)).toEqual({ from, to });
  });
});
