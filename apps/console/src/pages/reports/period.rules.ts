import { hijriOf, isoOfHijri, nextDay, weekdayOf } from '@sila/domain';

/** Stretches of days that people ask about, of either calendar. */
export const PERIODS = [
  'last-30',
  'week',
  'month',
  'last-month',
  'hijri-month',
  'last-hijri-month',
  'own',
] as const;
export type Period = (typeof PERIODS)[number];

/** Civil days, both among them. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** The days of a period as seen on a day; `own` is what was chosen by hand. Weeks begin on Sunday. */
export function daysOf(period: Period, today: string, own: Days): Days {
  const sunday = nextDay(today, -weekdayOf(today));
  const firstOfMonth = `${today.slice(0, 8)}01`;
  const lastOfPrevious = nextDay(firstOfMonth, -1);
  const hijri = firstOfHijriMonth(today);
  const lastHijri = nextDay(hijri, -1);
  const days: Record<Period, Days> = {
    'last-30': { from: nextDay(today, -29), to: today },
    week: { from: sunday, to: today },
    month: { from: firstOfMonth, to: today },
    'last-month': { from: `${lastOfPrevious.slice(0, 8)}01`, to: lastOfPrevious },
    'hijri-month': { from: hijri, to: today },
    'last-hijri-month': { from: firstOfHijriMonth(lastHijri), to: lastHijri },
    own,
  };
  return days[period];
}

function firstOfHijriMonth(day: string): string {
  return isoOfHijri({ ...hijriOf(day), day: 1 }) ?? day;
}
