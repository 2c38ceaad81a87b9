import { describe, expect, it } from '@jest/globals';
import { forecast, HALF_HOURS } from './forecast.js';

const day = (name: string, at: number, count: number) => ({
  day: name,
  halfHours: Array.from({ length: HALF_HOURS }, (_, half) => (half === at ? count : 0)),
});

describe('a forecast', () => {
  it('expects of days that were alike what came on them, and nothing where nothing came', () => {
    const expected = forecast([day('2026-11-01', 18, 6), day('2026-11-08', 18, 6)]);
    expect(expected[18]).toBeCloseTo(6, 9);
    expect([expected[17], expected.length]).toEqual([0, HALF_HOURS]);
    expect(forecast([]).every((count) => count === 0)).toBe(true);
  });

  it('lets newer days count more, in whatever order they come', () => {
    const days = [day('2026-11-01', 20, 0), day('2026-11-08', 20, 10)];
    const [one, other] = [forecast(days)[20] ?? 0, forecast(days.toReversed())[20] ?? 0];
    expect(one).toBeCloseTo(10 / 1.9, 9);
    expect(other).toBe(one);
  });
});
