import type { AssociationSettings } from '@sila/contracts';

/** One stretch of opening time on a weekday; 0 is Sunday. */
export type Span = AssociationSettings['hours']['open'][number];

const DAY_MINUTES = 24 * 60;
const WEEK_MINUTES = 7 * DAY_MINUTES;

/** The weekdays in the order of the week here: Sunday first. */
export const WEEK = [0, 1, 2, 3, 4, 5, 6] as const;

/** The stretches of one day, earliest first. */
export function spansOf(open: readonly Span[], day: number): readonly Span[] {
  return open.filter((span) => span.day === day);
}

/** Replaces the stretches of one day; the week stays in order. */
export function withDay(open: readonly Span[], day: number, spans: readonly Span[]): Span[] {
  return [...open.filter((span) => span.day !== day), ...spans].sort((a, b) => a.day - b.day);
}

/** Gives the days of work, Sunday to Thursday, the stretches of one day. */
export function copyToWorkdays(open: readonly Span[], from: number): Span[] {
  const spans = spansOf(open, from);
  return [0, 1, 2, 3, 4].reduce<Span[]>(
    (week, day) =>
      withDay(
        week,
        day,
        spans.map((span) => ({ ...span, day })),
      ),
    [...open],
  );
}

/** A stretch has a length; one that does not end after it begins ends the next day. */
export function spanIsGood({ from, to }: Span): boolean {
  return from !== to;
}

/** Every stretch is right and none overlaps another. */
export function hoursAreGood(open: readonly Span[]): boolean {
  return open.every(spanIsGood) && overlapping(open).size === 0;
}

/** The stretches that share time with another one of the week, over midnight too. */
export function overlapping(open: readonly Span[]): ReadonlySet<Span> {
  return new Set(open.filter((span) => open.some((other) => other !== span && sharesTime(span, other))));
}

function sharesTime(one: Span, other: Span): boolean {
  const [a, b] = [minutesOf(one), minutesOf(other)];
  // Saturday's night ends on the Sunday of the next week.
  return [-WEEK_MINUTES, 0, WEEK_MINUTES].some((shift) => a.from < b.to + shift && b.from + shift < a.to);
}

/** Minutes since the week began. */
function minutesOf({ day, from, to }: Span): { readonly from: number; readonly to: number } {
  const start = day * DAY_MINUTES + timeOf(from);
  const length = timeOf(to) - timeOf(from);
  return { from: start, to: start + (length > 0 ? length : length + DAY_MINUTES) };
}

function timeOf(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
}

/** The next stretch to offer for a day: the usual hours, or an evening after them. */
export function nextSpan(spans: readonly Span[], day: number): Span {
  return spans.length === 0 ? { day, from: '08:00', to: '16:00' } : { day, from: '19:00', to: '21:00' };
}
