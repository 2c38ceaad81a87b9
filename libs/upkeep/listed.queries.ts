import type { Sql } from '@sila/database';
import { cleanKey } from '@sila/intake';

/** The method of requests that no webhook made: an event of such a request came by a reconciliation. */
export const LISTED_METHOD = 'LISTED';

/** An event that a provider lists. */
export interface ListedKey {
  readonly key: string;
  readonly at: Date;
}

/** Which of these keys are not here yet. */
export async function unknownKeys(
  sql: Sql,
  accountId: string,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ key: string }>(
    `SELECT event_key AS key FROM inbound_event WHERE channel_account_id = $1 AND event_key = ANY($2::text[])`,
    [accountId, keys.map(cleanKey)],
  );
  const known = new Set(rows.map(({ key }) => key));
  return new Set(keys.filter((key) => !known.has(cleanKey(key))));
}

/** How many events came into being by a run, listed or fetched from a mailbox. */
export async function foundBy(sql: Sql, accountId: string, startedAt: Date): Promise<number> {
  const [row] = await sql.query<{ found: number }>(
    `SELECT count(*)::int AS found FROM inbound_request r JOIN inbound_event e ON e.request_id = r.id
     WHERE r.received_at >= $2 AND r.method IN ('${LISTED_METHOD}', 'POLL') AND e.channel_account_id = $1`,
    [accountId, startedAt],
  );
  return row?.found ?? 0;
}

/** Writes beside our own count of each day what the provider lists of it, and how much of that is not here. */
export async function writeListed(
  sql: Sql,
  accountId: string,
  listed: readonly ListedKey[],
  period: { readonly from: Date; readonly now: Date; readonly timeZone: string },
): Promise<void> {
  await sql.query(
    `WITH told AS (
       SELECT (l.at AT TIME ZONE $4)::date AS day, e.id FROM unnest($2::text[], $3::timestamptz[]) AS l(key, at)
       LEFT JOIN inbound_event e ON e.channel_account_id = $1 AND e.event_key = l.key
     ), days AS (
       SELECT d::date AS day FROM generate_series(($5::timestamptz AT TIME ZONE $4)::date, ($6::timestamptz AT TIME ZONE $4)::date, interval '1 day') d
     )
     INSERT INTO channel_day (channel_account_id, day, listed, missing, listed_at)
     SELECT $1, days.day, count(told.day), count(told.day) FILTER (WHERE told.id IS NULL), $6
     FROM days LEFT JOIN told USING (day) GROUP BY days.day ORDER BY days.day
     ON CONFLICT (channel_account_id, day) DO UPDATE SET listed = EXCLUDED.listed, missing = EXCLUDED.missing, listed_at = EXCLUDED.listed_at`,
    [
      accountId,
      listed.map(({ key }) => cleanKey(key)),
      listed.map(({ at }) => at),
      period.timeZone,
      period.from,
      period.now,
    ],
  );
}
