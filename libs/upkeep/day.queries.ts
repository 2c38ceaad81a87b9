import type { Sql } from '@sila/database';
import { LISTED_METHOD } from './listed.queries.js';

/** Days of which something may still change: not counted after their end, with work left, or with dead letters that somebody replays. */
const UNSETTLED = `
  SELECT day FROM channel_day
  WHERE day < $3::date AND day > $3::date - 31
    AND (counted_at IS NULL OR counted_at < ((day + 1)::timestamp AT TIME ZONE $2) + interval '5 minutes' OR waiting + failing > 0
         OR (dead > 0 AND counted_at < $1::timestamptz - interval '10 minutes'))`;

/** Every number is a count of rows of `inbound_event` received on that day; together they are all there are. */
const COUNT = `
WITH days AS (SELECT $3::date AS day UNION ${UNSETTLED}), spans AS (
  SELECT day, day::timestamp AT TIME ZONE $2 AS begins, (day + 1)::timestamp AT TIME ZONE $2 AS ends FROM days
), counted AS (
  SELECT e.channel_account_id AS account, s.day,
    count(*) FILTER (WHERE e.state = 'done') AS done,
    count(*) FILTER (WHERE e.state = 'ignored') AS ignored,
    count(*) FILTER (WHERE e.state = 'dead') AS dead,
    count(*) FILTER (WHERE e.state = 'discarded') AS discarded,
    count(*) FILTER (WHERE e.state = 'pending' AND e.tries = 0) AS waiting,
    count(*) FILTER (WHERE e.state = 'pending' AND e.tries > 0) AS failing,
    count(*) FILTER (WHERE r.method = '${LISTED_METHOD}') AS recovered
  FROM spans s JOIN inbound_request r ON r.received_at >= s.begins AND r.received_at < s.ends
  JOIN inbound_event e ON e.request_id = r.id GROUP BY 1, 2
)
INSERT INTO channel_day (channel_account_id, day, done, ignored, dead, discarded, waiting, failing, recovered, counted_at)
SELECT a.id, d.day, coalesce(c.done, 0), coalesce(c.ignored, 0), coalesce(c.dead, 0), coalesce(c.discarded, 0),
  coalesce(c.waiting, 0), coalesce(c.failing, 0), coalesce(c.recovered, 0), $1
FROM days d CROSS JOIN channel_account a LEFT JOIN counted c ON c.account = a.id AND c.day = d.day
WHERE c.account IS NOT NULL OR d.day = $3::date ORDER BY 1, 2
ON CONFLICT (channel_account_id, day) DO UPDATE SET done = EXCLUDED.done, ignored = EXCLUDED.ignored, dead = EXCLUDED.dead,
  discarded = EXCLUDED.discarded, waiting = EXCLUDED.waiting, failing = EXCLUDED.failing, recovered = EXCLUDED.recovered,
  counted_at = EXCLUDED.counted_at`;

/** Counts today and the unsettled days before, by the calendar of this time zone. */
export async function countDays(sql: Sql, now: Date, timeZone: string): Promise<void> {
  const [today] = await sql.query<{ day: string }>(
    `SELECT ($1::timestamptz AT TIME ZONE $2)::date::text AS day`,
    [now, timeZone],
  );
  await sql.query(COUNT, [now, timeZone, today?.day]);
}
