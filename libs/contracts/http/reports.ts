import { CLOSE_OUTCOMES, REPORT_KINDS } from '@sila/domain';
import { z } from 'zod';
import { id, instant, limit, pageOf } from './common.js';

const count = z.number().int();
const civilDay = z.iso.date();
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const place = (most: number) => z.coerce.number().int().min(0).max(most);

/**
 * Which conversations a report counts: those that arrived on days of the association's calendar, `from` and `to` among them, and that
 * every stated condition holds of. A number of a report is the number of conversations with one more condition.
 */
export const reportFilter = z
  .strictObject({
    from: civilDay,
    to: civilDay,
    queueId: id.optional(),
    channel: z.string().max(40).optional(),
    topic: z.string().max(60).optional(),
    kind: z.enum(REPORT_KINDS).optional(),
    outcome: z.enum(CLOSE_OUTCOMES).optional(),
    kept: flag.optional(),
    reopened: flag.optional(),
    moved: flag.optional(),
    day: civilDay.optional(),
    /** 0 is Sunday. */
    weekday: place(6).optional(),
    hour: place(23).optional(),
  })
  .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) <= 400 * 86_400_000, {
    path: ['to'],
    error: 'at most 400 days, from before to',
  })
  .meta({ id: 'ReportFilter' });
export type ReportFilter = z.output<typeof reportFilter>;

/** Times in seconds of opening time. */
const times = z.object({
  count,
  mean: z.number().nullable(),
  median: z.number().nullable(),
  ninth: z.number().nullable(),
});

/** `GET /api/reports`. Nothing of it is about a person of the staff (P8). */
export const reportView = z
  .object({
    total: count,
    kinds: z.object(
      Object.fromEntries(REPORT_KINDS.map((kind) => [kind, count])) as Record<
        (typeof REPORT_KINDS)[number],
        typeof count
      >,
    ),
    /** Until the first answer, of those that were answered; `ninth` is what nine in ten did not wait longer than. */
    waits: times,
    /** Until they were closed. */
    resolutions: times,
    /** First answers that came as promised, and that did not. */
    kept: count,
    broken: count,
    reopened: count,
    moved: count,
    outcomes: z.array(z.object({ outcome: z.enum(CLOSE_OUTCOMES), count })),
    topics: z.array(z.object({ topic: z.string(), count, misconceptions: count })),
    channels: z.array(z.object({ channel: z.string(), label: z.string(), icon: z.string(), count })),
    queues: z.array(z.object({ queueId: id, count })),
    days: z.array(z.object({ day: civilDay, count, answered: count })),
    /** Hours of weekdays, local, those in which something arrived. */
    hours: z.array(z.object({ weekday: count, hour: count, count })),
    /** Why conversations went to other queues, and the newest of the reasons that were written. */
    moves: z.array(
      z.object({ fromQueueId: id, toQueueId: id, code: z.string(), count, reasons: z.array(z.string()) }),
    ),
  })
  .meta({ id: 'ReportView' });
export type ReportView = z.output<typeof reportView>;

/** `GET /api/reports/conversations`: one page of what a number counts, newest first. */
export const reportRowQuery = reportFilter
  .safeExtend({ cursor: z.string().max(300).optional(), limit: limit(50, 200) })
  .meta({ id: 'ReportRowQuery' });
export type ReportRowQuery = z.output<typeof reportRowQuery>;

export const reportRow = z
  .object({
    id,
    number: count,
    queueId: id,
    channel: z.string(),
    topic: z.string().nullable(),
    kind: z.enum(REPORT_KINDS),
    outcome: z.enum(CLOSE_OUTCOMES).nullable(),
    arrivedAt: instant,
    answeredAt: instant.nullable(),
    closedAt: instant.nullable(),
    waitSeconds: count.nullable(),
    kept: z.boolean().nullable(),
    resolutionSeconds: count.nullable(),
    messages: count,
    answers: count,
    reopens: count,
    moves: count,
  })
  .meta({ id: 'ReportRow' });
export type ReportRow = z.output<typeof reportRow>;

export const reportRowPage = pageOf(reportRow).meta({ id: 'ReportRowPage' });
export type ReportRowPage = z.output<typeof reportRowPage>;

/** `GET /api/reports/staffing`: for one queue and one weekday. */
export const staffingQuery = z
  .strictObject({ queueId: id, weekday: place(6), weeks: z.coerce.number().int().min(1).max(26).default(8) })
  .meta({ id: 'StaffingQuery' });
export type StaffingQuery = z.output<typeof staffingQuery>;

export const staffingView = z
  .object({
    /** So many days like it are in the history; days on which the doors were closed are not. */
    days: count,
    /** What is to be expected in each of the 48 half hours of the day, by what came on those days. */
    halfHours: z.array(z.number()),
    /** How long one took somebody, in seconds, in the middle; null without any history. */
    handlingSeconds: z.number().nullable(),
    /** People who work in the queue. */
    people: count,
  })
  .meta({ id: 'StaffingView' });
export type StaffingView = z.output<typeof staffingView>;
