import type { AssociationSettings } from '@sila/contracts';

/** One stretch of opening time on a weekday; 0 is Sunday. */
export type Span = AssociationSettings['hours']['open'][number];

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

/** A stretch ends after it begins. */
export function spanIsGood({ from, to }: Span): boolean {
  return from < to;
}

/** Every stretch is right and none overlaps another of its day. */
export function hoursAreGood(open: readonly Span[]): boolean {
  return open.every(spanIsGood) && !WEEK.some((day) => overlaps(spansOf(open, day)));
}

/** Whether two stretches of a day share time. */
export function overlaps(spans: readonly Span[]): boolean {
  const sorted = [...spans].sort((a, b) => (a.from < b.from ? -1 : 1));
  return sorted.some((span, at) => at > 0 && span.from < (sorted[at - 1]?.to ?? ''));
}

/** The next stretch to offer for a day: the usual hours, or an evening after them. */
export function nextSpan(spans: readonly Span[], day: number): Span {
  return spans.length === 0 ? { day, from: '08:00', to: '16:00' } : { day, from: '19:00', to: '21:00' };
}
