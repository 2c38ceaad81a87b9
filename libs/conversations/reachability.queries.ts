import type { Sql } from '@sila/database';
import { type InboundReachability, normaliseText } from '@sila/domain';

/** Remembers that a person shut us out, or let us in again; an address nobody knows changes nothing. */
export async function setReachable(
  sql: Sql,
  channelAccountId: string,
  { address, reachable }: InboundReachability,
  now: Date,
): Promise<void> {
  await sql.query(
    `UPDATE identity SET unreachable_at = $4
     WHERE channel_account_id = $1 AND kind = $2 AND value = $3 AND (unreachable_at IS NULL) <> ($4::timestamptz IS NULL)`,
    [channelAccountId, address.kind, normaliseText(address.value), reachable ? null : now],
  );
}
