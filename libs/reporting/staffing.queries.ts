import type { Sql } from '@sila/database';

/** Arrivals of one half hour of one day. */
interface HalfHour {
  readonly day: string;
  readonly half: number;
  readonly count: number;
  readonly [column: string]: unknown;
}

/** What people wrote or called, by half hours of a weekday, since then; local to the zone. */
export function arrivalsOf(
  sql: Sql,
  queueId: string,
  weekday: number,
  since: Date,
  timeZone: string,
): Promise<HalfHour[]> {
  return sql.query<HalfHour>(
    `SELECT to_char(local, 'YYYY-MM-DD') AS day, extract(hour FROM local)::int * 2 + (extract(minute FROM local) >= 30)::int AS half,
            count(*)::int AS count
     FROM (SELECT arrived_at AT TIME ZONE $4 AS local FROM report_conversation
           WHERE queue_id = $1 AND arrived_at >= $3 AND kind <> 'automatic') each
     WHERE extract(dow FROM local)::int = $2 GROUP BY 1, 2`,
    [queueId, weekday, since, timeZone],
  );
}

/** How long one took in the middle, and how many people work in the queue. */
export async function workOf(
  sql: Sql,
  queueId: string,
  since: Date,
): Promise<{ readonly handlingSeconds: number | null; readonly people: number }> {
  const [row] = await sql.query<{ handlingSeconds: number | null; people: number }>(
    `SELECT (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY handling_seconds) FROM report_conversation
             WHERE queue_id = $1 AND arrived_at >= $2 AND handling_seconds > 0) AS "handlingSeconds",
            (SELECT count(*)::int FROM queue_member m JOIN staff s ON s.id = m.staff_id
             WHERE m.queue_id = $1 AND s.disabled_at IS NULL AND s.role IN ('officer', 'researcher')) AS people`,
    [queueId, since],
  );
  return row ?? { handlingSeconds: null, people: 0 };
}
