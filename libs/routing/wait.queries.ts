import type { Sql } from '@sila/database';
import type { Wait } from '@sila/domain';

/** Somebody who waits for an answer, in which conversation. */
export interface WaitRow extends Wait {
  readonly id: string;
  readonly [column: string]: unknown;
}

/** Everybody who waits for an answer, the longest first. `undone` leaves out whose broken promise was acted on, `id` all but one. */
export function waitsIn(
  sql: Sql,
  options: { readonly undone?: boolean; readonly id?: string } = {},
): Promise<WaitRow[]> {
  const undone = options.undone ? 'AND c.escalated_wait IS DISTINCT FROM c.waiting_since' : '';
  return sql.query<WaitRow>(
    `SELECT c.id, c.queue_id AS "queueId", a.channel, c.priority, c.waiting_since AS since, c.first_response_at IS NOT NULL AS answered
     FROM conversation c JOIN channel_account a ON a.id = c.channel_account_id
     WHERE c.status = 'open' AND c.waiting_since IS NOT NULL ${undone} AND ($1::uuid IS NULL OR c.id = $1)
     ORDER BY c.waiting_since`,
    [options.id ?? null],
  );
}
