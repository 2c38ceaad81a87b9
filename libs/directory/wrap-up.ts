import type { Sql } from '@sila/database';

/**
 * Lets people who are online write down what they just talked about, for as long as the association set; without such a time, and
 * for whoever is away, nothing changes. The caller tells that their availability changed.
 */
export async function beginWrapUp(sql: Sql, staffIds: readonly string[], now: Date): Promise<void> {
  await sql.query(
    `UPDATE presence SET state = 'wrap-up', since = $2, until = $2::timestamptz + work.minutes * interval '1 minute'
     FROM (SELECT coalesce((value->>'wrapUpMinutes')::int, 0) AS minutes FROM setting WHERE key = 'work' ORDER BY version DESC LIMIT 1) work
     WHERE staff_id = ANY($1::uuid[]) AND state = 'online' AND work.minutes > 0`,
    [staffIds, now],
  );
}
