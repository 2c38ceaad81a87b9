import { hijriOf } from './hijri.js';
import { instantOf, localDay, localTime, nextDay, weekdayOf } from './local-time.js';

/** Opening hours of one weekday, local time `HH:MM`; 0 is Sunday. Where `to` is not after `from` they end the next day. */
export interface OpeningHours {
  readonly day: number;
  readonly from: string;
  readonly to: string;
}

/** Days of every year on which nobody works: `days` from a day of a month of one calendar. */
export interface YearlyHoliday {
  readonly calendar: 'hijri' | 'gregorian';
  readonly month: number;
  readonly day: number;
  readonly days: number;
}

/** When the association is reachable. */
export interface Hours {
  readonly timeZone: string;
  readonly open: readonly OpeningHours[];
  /** What holds instead in the month of Ramadan (Umm al-Qura); null when nothing changes. */
  readonly ramadan: readonly OpeningHours[] | null;
  /** Closed once: civil dates, `YYYY-MM-DD`, Gregorian. */
  readonly holidays: readonly string[];
  /** Closed every year: the Eids, the National Day. */
  readonly yearly: readonly YearlyHoliday[];
}

/** A stretch of opening time; `to` is outside of it. */
export interface OpenSpan {
  readonly from: Date;
  readonly to: Date;
}

/** Who is closed for longer than this is not waited for, in days. */
const FAR_DAYS = 400;
const RAMADAN = 9;
const MINUTE_MS = 60_000;

/** True when `now` falls into the opening hours. An empty week means: always open. */
export function isOpen(hours: Hours, now: Date): boolean {
  if (isAlwaysOpen(hours)) return true;
  const today = localDay(hours.timeZone, now);
  const { time } = localTime(hours.timeZone, now);
  const holds = ({ from, to }: OpeningHours) => from <= time && (time < to || to <= from);
  const holdsStill = ({ from, to }: OpeningHours) => to <= from && time < to;
  return hoursOn(hours, today).some(holds) || hoursOn(hours, nextDay(today, -1)).some(holdsStill);
}

/**
 * Milliseconds of opening time between two moments: what a promise to answer is measured by. All of the time when the
 * association is always open; 0 when `to` is not after `from`.
 */
export function openMsBetween(hours: Hours, from: Date, to: Date): number {
  if (isAlwaysOpen(hours)) return Math.max(0, to.getTime() - from.getTime());
  let sum = 0;
  for (const span of openSpansFrom(hours, from)) {
    if (span.from >= to) break;
    sum += Math.min(span.to.getTime(), to.getTime()) - span.from.getTime();
  }
  return sum;
}

/** Whether the doors are open at any time of a civil day. */
export function isOpenOn(hours: Hours, day: string): boolean {
  return isAlwaysOpen(hours) || hoursOn(hours, day).length > 0;
}

/** The moment at which `ms` of opening time have passed since `from`; null when that is more than a year away. */
export function afterOpenMs(hours: Hours, from: Date, ms: number): Date | null {
  if (isAlwaysOpen(hours)) return new Date(from.getTime() + ms);
  let left = ms;
  for (const span of openSpansFrom(hours, from)) {
    const length = span.to.getTime() - span.from.getTime();
    if (left <= length) return new Date(span.from.getTime() + left);
    left -= length;
  }
  return null;
}

/** When the doors are open next: `now` while they are open, null when that is more than a year away. */
export function nextOpening(hours: Hours, now: Date): Date | null {
  return afterOpenMs(hours, now, 0);
}

/** The stretches of opening time from a moment on, in order and apart from each other; the first begins there when open. */
export function* openSpansFrom(hours: Hours, start: Date): Generator<OpenSpan> {
  let reached = start;
  // A stretch of yesterday may last into today.
  let day = nextDay(localDay(hours.timeZone, start), -1);
  for (let count = 0; count < FAR_DAYS; count += 1, day = nextDay(day, 1)) {
    for (const span of spansOn(hours, day)) {
      const from = span.from > reached ? span.from : reached;
      if (span.to <= from) continue;
      yield { from, to: span.to };
      reached = span.to;
    }
  }
}

/** The moments of a civil day at which something of so many minutes can begin and end within the opening hours. */
export function slotsOf(hours: Hours, day: string, minutes: number): Date[] {
  const spans = isAlwaysOpen(hours)
    ? [wholeDay(hours.timeZone, day)]
    : [...spansOn(hours, nextDay(day, -1)), ...spansOn(hours, day)];
  return spans
    .flatMap((span) => startsIn(span, minutes * MINUTE_MS))
    .filter((at) => localDay(hours.timeZone, at) === day);
}

function startsIn({ from, to }: OpenSpan, stepMs: number): Date[] {
  const count = Math.floor((to.getTime() - from.getTime()) / stepMs);
  return Array.from({ length: count }, (_, index) => new Date(from.getTime() + index * stepMs));
}

function wholeDay(timeZone: string, day: string): OpenSpan {
  return { from: instantOf(timeZone, day, '00:00'), to: instantOf(timeZone, nextDay(day, 1), '00:00') };
}

/** Stretches that begin on a civil day, earliest first. A change of the clocks makes them longer or shorter. */
function spansOn(hours: Hours, day: string): OpenSpan[] {
  const instant = (date: string, time: string) => instantOf(hours.timeZone, date, time);
  return [...hoursOn(hours, day)]
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .map(({ from, to }) => ({
      from: instant(day, from),
      to: instant(to <= from ? nextDay(day, 1) : day, to),
    }));
}

/** The opening hours that hold on a civil day; none on a holiday. */
function hoursOn(hours: Hours, day: string): readonly OpeningHours[] {
  if (isHoliday(hours, day)) return [];
  const week = hours.ramadan !== null && hijriOf(day).month === RAMADAN ? hours.ramadan : hours.open;
  return week.filter((span) => span.day === weekdayOf(day));
}

function isHoliday({ holidays, yearly }: Hours, day: string): boolean {
  return holidays.includes(day) || yearly.some((holiday) => fallsOn(holiday, day));
}

function fallsOn(holiday: YearlyHoliday, day: string): boolean {
  for (let before = 0; before < holiday.days; before += 1) {
    const first = nextDay(day, -before);
    const [month, date] = monthAndDay(holiday.calendar, first);
    if (month === holiday.month && date === holiday.day) return true;
  }
  return false;
}

function monthAndDay(calendar: YearlyHoliday['calendar'], iso: string): readonly [number, number] {
  if (calendar === 'gregorian') return [Number(iso.slice(5, 7)), Number(iso.slice(8, 10))];
  const { month, day } = hijriOf(iso);
  return [month, day];
}

function isAlwaysOpen({ open }: Hours): boolean {
  return open.length === 0;
}
