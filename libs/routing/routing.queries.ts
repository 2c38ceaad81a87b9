import type { Sql } from '@sila/database';
import type { OfficerCandidate } from '@sila/domain';
import type { Pool } from 'pg';

/** Any number, the same in every process. */
const ROUTING_TURN = 7_310_500_043;

/** One router at a time, over all processes; held to the end of the transaction. */
export async function takeRoutingTurn(sql: Sql): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock($1)', [ROUTING_TURN]);
}

/** A conversation that waits for an owner. */
export interface WaitingConversation {
  readonly id: string;
  readonly version: number;
  readonly queueId: string;
  readonly lastOfficerId: string | null;
  readonly [column: string]: unknown;
}

/** The next one: highest priority, then who waits longest. Locked; one that somebody works on right now is passed by. */
export async function nextWaiting(sql: Sql, queueId: string): Promise<WaitingConversation | null> {
  const rows = await sql.query<WaitingConversation>(
    `SELECT id, version, queue_id AS "queueId", last_officer_id AS "lastOfficerId" FROM conversation
     WHERE queue_id = $1 AND status = 'open' AND assignee_id IS NULL AND waiting_since IS NOT NULL
     ORDER BY priority DESC, waiting_since, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    [queueId],
  );
  return rows[0] ?? null;
}

/** The queue's members who are online, with what they hold now over all queues. */
export async function candidatesFor(sql: Sql, queueId: string): Promise<OfficerCandidate[]> {
  return sql.query<OfficerCandidate & { [column: string]: unknown }>(
    `SELECT s.id AS "staffId", s.capacity, s.last_assigned_at AS "lastAssignedAt",
            (SELECT count(*)::int FROM conversation c WHERE c.assignee_id = s.id AND c.status = 'open') AS load
     FROM queue_member m JOIN staff s ON s.id = m.staff_id JOIN presence p ON p.staff_id = s.id
     WHERE m.queue_id = $1 AND s.disabled_at IS NULL AND p.state = 'online' AND s.role IN ('officer', 'researcher')`,
    [queueId],
  );
}

export async function noteAssigned(sql: Sql, staffId: string, now: Date): Promise<void> {
  await sql.query('UPDATE staff SET last_assigned_at = $2 WHERE id = $1', [staffId, now]);
}

export async function queuesOf(pool: Pool, staffId: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    'SELECT queue_id AS id FROM queue_member WHERE staff_id = $1',
    [staffId],
  );
  return rows.map((row) => row.id);
}

export async function queuesWaiting(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT DISTINCT queue_id AS id FROM conversation WHERE status = 'open' AND assignee_id IS NULL AND waiting_since IS NOT NULL`,
  );
  return rows.map((row) => row.id);
}
