import type { Sql } from '@sila/database';
import { takesRoom } from '@sila/directory';
import type { Work, WorkCount } from '@sila/domain';
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

/** Whose person is on the line now: they are no matter for reading. */
const ON_THE_LINE = `EXISTS (SELECT 1 FROM phone_call p WHERE p.conversation_id = conversation.id AND p.ended_at IS NULL)`;

/** A conversation whose person waits on the line. */
export interface WaitingCall extends WaitingConversation {
  readonly callId: string;
}

/** The call that waits longest. Locked, the call before its conversation, as everywhere; what somebody works on is passed by. */
export async function nextWaitingCall(sql: Sql, queueId: string): Promise<WaitingCall | null> {
  const rows = await sql.query<WaitingCall>(
    `SELECT c.id, c.version, c.queue_id AS "queueId", c.last_officer_id AS "lastOfficerId", p.id AS "callId"
     FROM phone_call p JOIN conversation c ON c.id = p.conversation_id
     WHERE p.queue_id = $1 AND p.ended_at IS NULL AND p.state = 'waiting' AND c.queue_id = $1 AND c.assignee_id IS NULL
     ORDER BY p.waiting_since, p.id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    [queueId],
  );
  return rows[0] ?? null;
}

/** How long a call does not ring again where it was not taken. */
const REST = "interval '1 minute'";

/** Who of those present did not just let this call ring. Whatever they write, a call may come. */
export async function willingToTake(
  sql: Sql,
  { callId }: WaitingCall,
  present: readonly Present[],
  now: Date,
): Promise<readonly Present[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT DISTINCT staff_id AS id FROM call_leg WHERE call_id = $1 AND role = 'officer' AND answered_at IS NULL
       AND ended_at > $2::timestamptz - ${REST}`,
    [callId, now],
  );
  const resting = new Set(rows.map(({ id }) => id));
  return present.filter(({ staffId }) => !resting.has(staffId));
}

/** Whether a conversation is a chat; `$2` are the accounts of which it is true. */
const IS_CHAT = 'channel_account_id = ANY($2::uuid[])';
const WORK = `CASE WHEN ${IS_CHAT} THEN 'chat' ELSE 'mail' END`;

/** A waiting conversation that is no call, and what work it is. */
export interface WaitingText extends WaitingConversation {
  readonly work: Work;
}

/**
 * The next one of the kinds of work that find room: highest priority, then who waits longest. Locked; one that somebody works on
 * right now is passed by.
 */
export async function nextWaiting(
  sql: Sql,
  queueId: string,
  chatAccountIds: readonly string[],
  works: readonly Work[],
): Promise<WaitingText | null> {
  const rows = await sql.query<WaitingText>(
    `SELECT id, version, queue_id AS "queueId", last_officer_id AS "lastOfficerId", ${WORK} AS work FROM conversation
     WHERE queue_id = $1 AND status = 'open' AND assignee_id IS NULL AND waiting_since IS NOT NULL AND NOT ${ON_THE_LINE}
       AND ${WORK} = ANY($3::text[])
     ORDER BY priority DESC, waiting_since, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    [queueId, chatAccountIds, works],
  );
  return rows[0] ?? null;
}

/** A member of the queue who is online, with what takes room of theirs over all queues. */
export interface Present {
  readonly staffId: string;
  readonly lastAssignedAt: Date | null;
  readonly held: WorkCount;
  readonly capacity: WorkCount;
  readonly [column: string]: unknown;
}

/** The queue's members who are online and on no call: nothing interrupts a call. */
export async function presentIn(
  sql: Sql,
  queueId: string,
  chatAccountIds: readonly string[],
  now: Date,
): Promise<Present[]> {
  return sql.query<Present>(
    `SELECT s.id AS "staffId", s.last_assigned_at AS "lastAssignedAt",
            json_build_object('chat', s.chat_capacity, 'mail', s.mail_capacity) AS capacity,
            (SELECT json_build_object('chat', count(*) FILTER (WHERE ${IS_CHAT}), 'mail', count(*) FILTER (WHERE NOT ${IS_CHAT}))
             FROM conversation WHERE assignee_id = s.id AND status = 'open' AND ${takesRoom('conversation', '$3')}) AS held
     FROM queue_member m JOIN staff s ON s.id = m.staff_id JOIN presence p ON p.staff_id = s.id
     WHERE m.queue_id = $1 AND s.disabled_at IS NULL AND p.state = 'online' AND s.role IN ('officer', 'researcher')
       AND NOT EXISTS (SELECT 1 FROM call_leg l WHERE l.staff_id = s.id AND l.ended_at IS NULL)`,
    [queueId, chatAccountIds, now],
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
