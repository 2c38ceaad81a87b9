import type { Sql } from '@sila/database';

const LONGEST_REASON = 300;

/** Remembers on an account why it can't work, for its administrator; null when it proved that it can. */
export async function noteTrouble(
  sql: Pick<Sql, 'query'>,
  accountId: string,
  reason: string | null,
  now: Date,
): Promise<void> {
  await sql.query('UPDATE channel_account SET last_error = $2, last_error_at = $3 WHERE id = $1', [
    accountId,
    reason?.slice(0, LONGEST_REASON) ?? null,
    reason === null ? null : now,
  ]);
}
