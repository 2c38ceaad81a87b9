import type { Sql } from '@sila/database';

/** A conversation that must go on to a queue, locked. */
export interface Stuck {
  readonly id: string;
  readonly version: number;
  readonly queueId: string;
  readonly toQueueId: string;
  readonly [column: string]: unknown;
}

const AT_ONCE = 100;
/** Whoever is on the line is looked after by the telephone. */
const IN_WRITING = `NOT EXISTS (SELECT 1 FROM phone_call p WHERE p.conversation_id = c.id AND p.ended_at IS NULL)`;

/**
 * What waits for an answer of people whose line is lost since then, or who left themselves. Whoever was answered and wrote again
 * waits as well; only what has its answer stays. What somebody works on right now is passed by.
 */
export function forsakenBy(sql: Sql, goneSince: Date): Promise<Stuck[]> {
  return sql.query<Stuck>(
    `SELECT c.id, c.version, c.queue_id AS "queueId", c.queue_id AS "toQueueId"
     FROM conversation c JOIN presence gone ON gone.staff_id = c.assignee_id
     WHERE c.status = 'open' AND c.waiting_since IS NOT NULL AND gone.state = 'offline' AND (gone.left_by_hand OR gone.since <= $1) AND ${IN_WRITING}
     ORDER BY c.waiting_since, c.id LIMIT ${AT_ONCE} FOR UPDATE OF c SKIP LOCKED`,
    [goneSince],
  );
}

/**
 * What waits in a queue without an owner for longer than the queue's overflow allows, counted from when it last came into the
 * queue or lost its owner there: what a person just sent there stays. Nothing overflows twice in one wait.
 */
export function overflowing(sql: Sql, now: Date): Promise<Stuck[]> {
  return sql.query<Stuck>(
    `SELECT c.id, c.version, c.queue_id AS "queueId", other.id AS "toQueueId"
     FROM conversation c JOIN queue q ON q.id = c.queue_id
     JOIN queue other ON other.id = (q.policy->'overflow'->>'queueId')::uuid AND other.archived_at IS NULL AND other.id <> q.id
     WHERE c.status = 'open' AND c.assignee_id IS NULL AND ${IN_WRITING}
       AND greatest(c.waiting_since, (SELECT max(h.at) FROM assignment h WHERE h.conversation_id = c.id)) <= $1::timestamptz - (q.policy->'overflow'->>'afterMinutes')::int * interval '1 minute'
       AND NOT EXISTS (SELECT 1 FROM assignment h WHERE h.conversation_id = c.id AND h.reason->>'code' = 'overflow' AND h.at >= c.waiting_since)
     ORDER BY c.waiting_since, c.id LIMIT ${AT_ONCE} FOR UPDATE OF c SKIP LOCKED`,
    [now],
  );
}
