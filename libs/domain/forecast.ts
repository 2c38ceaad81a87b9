/** What arrived on one day, in each of its 48 half hours. */
export interface DayOfArrivals {
  /** Civil day, `YYYY-MM-DD`. */
  readonly day: string;
  readonly halfHours: readonly number[];
}

export const HALF_HOURS = 48;

/** Each week further back counts so much less: last month says more than half a year ago. */
const FADING = 0.9;

/**
 * What is to be expected in each half hour of a day, by what came on days like it, the newest counting most. Nothing is expected
 * where nothing is known. Give it no days on which the doors were closed.
 */
export function forecast(days: readonly DayOfArrivals[]): number[] {
  const newestFirst = days.toSorted((a, b) => (a.day < b.day ? 1 : -1));
  const weights = newestFirst.map((_, age) => FADING ** age);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return Array.from({ length: HALF_HOURS }, (_, half) => {
    const sum = newestFirst.reduce(
      (so, day, age) => so + (day.halfHours[half] ?? 0) * (weights[age] ?? 0),
      0,
    );
    return whole === 0 ? 0 : sum / whole;
  });
}
