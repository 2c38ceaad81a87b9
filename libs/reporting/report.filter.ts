import { type Actor, may } from '@sila/access';
import type { ReportFilter } from '@sila/contracts';
import { instantOf, nextDay } from '@sila/domain';

/** A WHERE predicate over `r` (a row of `report_conversation`) with its parameters from `$1` on. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** What a reader may see of what they ask for; their own queues, an administrator's all. */
export function conditionOf(staff: Actor, filter: ReportFilter, timeZone: string): Condition {
  const values: unknown[] = [];
  const add = (value: unknown): string => `$${values.push(value)}`;
  const zone = add(timeZone);
  const local = `(r.arrived_at AT TIME ZONE ${zone})`;
  const given = <Value>(value: Value | undefined, sql: (param: string) => string): string[] =>
    value === undefined ? [] : [sql(add(value))];
  const parts = [
    `r.arrived_at >= ${add(instantOf(timeZone, filter.from, '00:00'))}::timestamptz`,
    `r.arrived_at < ${add(instantOf(timeZone, nextDay(filter.to, 1), '00:00'))}::timestamptz`,
    ...(may(staff, 'queue.live-all') ? [] : [`r.queue_id = ANY(${add([...staff.queueIds])}::uuid[])`]),
    ...given(filter.queueId, (param) => `r.queue_id = ${param}::uuid`),
    ...given(filter.channel, (param) => `r.channel = ${param}`),
    ...given(filter.topic, (param) => `r.topic = ${param}`),
    ...given(filter.kind, (param) => `r.kind = ${param}`),
    ...given(filter.outcome, (param) => `r.close_outcome = ${param}`),
    ...given(filter.kept, (param) => `r.kept = ${param}::boolean`),
    ...given(filter.reopened, (param) => `(r.reopens > 0) = ${param}::boolean`),
    ...given(filter.moved, (param) => `(r.moves > 0) = ${param}::boolean`),
    ...given(filter.day, (param) => `${local}::date = ${param}::date`),
    ...given(filter.weekday, (param) => `extract(dow FROM ${local})::int = ${param}::int`),
    ...given(filter.hour, (param) => `extract(hour FROM ${local})::int = ${param}::int`),
  ];
  // The zone is a parameter of every statement, whether its conditions look at it or not.
  return { sql: [`${zone}::text IS NOT NULL`, ...parts].join(' AND '), values };
}
