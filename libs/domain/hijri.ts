const DAY_MS = 86_400_000;
/** 1 Muharram of the year 1, in the proleptic Gregorian calendar. */
const EPOCH = Date.UTC(622, 6, 19);
const MONTH_DAYS = 29.530588853;

/** Made when the first day is asked for: a browser loads the calendar with it. */
let ummAlQura: Intl.DateTimeFormat | undefined;

/** A day by its numbers, in whichever calendar. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The Umm al-Qura day of a Gregorian one (`YYYY-MM-DD`). */
export function hijriOf(iso: string): CalendarDay {
  return dayOf(new Date(`${iso}T00:00:00Z`));
}

/** The Gregorian day (`YYYY-MM-DD`) of an Umm al-Qura one; null when that month has no such day. */
export function isoOfHijri(wanted: CalendarDay): string | null {
  const months = (wanted.year - 1) * 12 + wanted.month - 1;
  const near = EPOCH + (Math.round(months * MONTH_DAYS) + wanted.day - 1) * DAY_MS;
  // The mean month is never more than some days away from the sighted one.
  for (let away = -4; away <= 4; away += 1) {
    const date = new Date(near + away * DAY_MS);
    if (isSame(dayOf(date), wanted)) return date.toISOString().slice(0, 10);
  }
  return null;
}

/** A Gregorian day as `YYYY-MM-DD`; null when there is none of these numbers. */
export function isoOfGregorian({ year, month, day }: CalendarDay): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const fits = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return fits ? date.toISOString().slice(0, 10) : null;
}

/** How many days a month of a calendar has at most. */
export function longestMonth(calendar: 'hijri' | 'gregorian', month: number): number {
  if (calendar === 'hijri') return 30;
  return new Date(Date.UTC(2024, month, 0)).getUTCDate();
}

function dayOf(date: Date): CalendarDay {
  ummAlQura ??= new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  const parts = ummAlQura.formatToParts(date);
  const numbers = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
  return { year: numbers['year'] ?? 0, month: numbers['month'] ?? 0, day: numbers['day'] ?? 0 };
}

function isSame(a: CalendarDay, b: CalendarDay): boolean {
  return a.year === b.year && a.month === b.month && a.day === b.day;
}
