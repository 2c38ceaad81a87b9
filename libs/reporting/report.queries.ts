import type { ReportRow, ReportView } from '@sila/contracts';
import { isoOf, type Sql } from '@sila/database';
import { REPORT_KINDS } from '@sila/domain';
import type { Condition } from './report.filter.js';

const list = (of: string, by: string, order: string): string =>
  `(SELECT coalesce(json_agg(json_build_object(${of}, 'count', n) ORDER BY ${order}), '[]') FROM (SELECT ${by} FROM r GROUP BY 1) each WHERE key IS NOT NULL)`;
const times = (column: string): string =>
  `(SELECT json_build_object('count', count(${column})::int, 'mean', avg(${column})::float8,
     'median', percentile_cont(0.5) WITHIN GROUP (ORDER BY ${column}), 'ninth', percentile_cont(0.9) WITHIN GROUP (ORDER BY ${column})) FROM r)`;
const countOf = (condition: string): string => `(SELECT count(*)::int FROM r WHERE ${condition})`;

const kinds = REPORT_KINDS.map((kind) => `'${kind}', ${countOf(`kind = '${kind}'`)}`).join(', ');

/** A report whose channels have their names only. */
export type PlainReport = Omit<ReportView, 'channels'> & {
  readonly channels: readonly { readonly channel: string; readonly count: number }[];
};

/** Every figure of the report over the conversations of a condition; local days by the zone in `$1`. */
export async function reportOf(sql: Sql, { sql: where, values }: Condition): Promise<PlainReport> {
  const [row] = await sql.query<{ view: PlainReport }>(
    `WITH r AS (SELECT r.*, r.arrived_at AT TIME ZONE $1 AS local FROM report_conversation r WHERE ${where})
     SELECT json_build_object(
       'total', ${countOf('true')}, 'kinds', json_build_object(${kinds}),
       'waits', ${times('wait_seconds')}, 'resolutions', ${times('resolution_seconds')},
       'kept', ${countOf('kept')}, 'broken', ${countOf('NOT kept')},
       'reopened', ${countOf('reopens > 0')}, 'moved', ${countOf('moves > 0')},
       'outcomes', ${list(`'outcome', key`, 'close_outcome AS key, count(*)::int AS n', 'n DESC, key')},
       'topics', ${list(
         `'topic', key, 'misconceptions', wrong`,
         `topic AS key, count(*)::int AS n, (count(*) FILTER (WHERE close_outcome = 'misconception'))::int AS wrong`,
         'n DESC, key',
       )},
       'channels', ${list(`'channel', key`, 'channel AS key, count(*)::int AS n', 'n DESC, key')},
       'queues', ${list(`'queueId', key`, 'queue_id AS key, count(*)::int AS n', 'n DESC, key')},
       'days', ${list(
         `'day', key, 'answered', answered`,
         `to_char(local, 'YYYY-MM-DD') AS key, count(*)::int AS n, (count(*) FILTER (WHERE kind = 'answered'))::int AS answered`,
         'key',
       )},
       'hours', ${list(
         `'weekday', (key / 24)::int, 'hour', (key % 24)::int`,
         'extract(dow FROM local)::int * 24 + extract(hour FROM local)::int AS key, count(*)::int AS n',
         'key',
       )},
       'moves', ${MOVES}) AS view`,
    [...values],
  );
  if (!row) throw new Error('a report has one row');
  return row.view;
}

/** The reasons are those that people wrote, the newest five of each way. */
const MOVES = `(SELECT coalesce(json_agg(json_build_object('fromQueueId', from_queue_id, 'toQueueId', to_queue_id, 'code', code, 'count', n,
    'reasons', coalesce(to_json(reasons[1:5]), '[]')) ORDER BY n DESC, code, to_queue_id), '[]')
  FROM (SELECT m.from_queue_id, m.to_queue_id, m.code, count(*)::int AS n, array_agg(m.reason ORDER BY m.at DESC) FILTER (WHERE m.reason <> '') AS reasons
        FROM report_move m JOIN r ON r.conversation_id = m.conversation_id GROUP BY 1, 2, 3) each)`;

/** Where the next page begins. */
export interface RowCursor {
  readonly at: string;
  readonly id: string;
}

/** The rows behind a number, newest first. */
export function reportRows(
  sql: Sql,
  { sql: where, values }: Condition,
  cursor: RowCursor | null,
  limit: number,
): Promise<ReportRow[]> {
  const all = [...values, cursor?.at ?? null, cursor?.id ?? null, limit];
  const [at, id, most] = [all.length - 2, all.length - 1, all.length];
  return sql.query<ReportRow & { readonly [column: string]: unknown }>(
    `SELECT r.conversation_id AS id, c.number::int AS number, r.queue_id AS "queueId", r.channel, r.topic, r.kind, r.close_outcome AS outcome,
       ${isoOf('r.arrived_at')} AS "arrivedAt", ${isoOf('r.answered_at')} AS "answeredAt", ${isoOf('r.closed_at')} AS "closedAt",
       r.wait_seconds AS "waitSeconds", r.kept, r.resolution_seconds AS "resolutionSeconds", r.messages, r.answers, r.reopens, r.moves
     FROM report_conversation r JOIN conversation c ON c.id = r.conversation_id
     WHERE ${where} AND ($${at}::timestamptz IS NULL OR (r.arrived_at, r.conversation_id) < ($${at}::timestamptz, $${id}::uuid))
     ORDER BY r.arrived_at DESC, r.conversation_id DESC LIMIT $${most}`,
    all,
  );
}

/** The Arabic names of all queues, archived ones among them: a report goes back to before they were. */
export async function queueNames(sql: Sql): Promise<ReadonlyMap<string, string>> {
  const rows = await sql.query<{ id: string; name: string }>('SELECT id, name_ar AS name FROM queue');
  return new Map(rows.map(({ id, name }) => [id, name]));
}
