import type { Sql } from '@sila/database';
import type { MediaCount } from '@sila/domain';
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
): Promise<Present[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT DISTINCT staff_id AS id FROM call_leg WHERE call_id = $1 AND role = 'officer' AND answered_at IS NULL
       AND ended_at > $2::timestamptz - ${REST}`,
    [callId, now],
  );
  const resting = new Set(rows.map(({ id }) => id));
  return present.filter(({ staffId }) => !resting.has(staffId));
}

/** A waiting conversation that is no call, and whether it is a chat. */
export interface WaitingText extends WaitingConversation {
  readonly isChat: boolean;
}

/**
 * The next one for which somebody has room: highest priority, then who waits longest. Locked; one that somebody works on right
 * now is passed by.
 */
export async function nextWaiting(
  sql: Sql,
  queueId: string,
  room: { readonly chat: boolean; readonly mail: boolean },
  { chatAccountIds }: LoadRules,
): Promise<WaitingText | null> {
  const rows = await sql.query<WaitingText>(
    `SELECT id, version, queue_id AS "queueId", last_officer_id AS "lastOfficerId",
            channel_account_id = ANY($2::uuid[]) AS "isChat" FROM conversation
     WHERE queue_id = $1 AND status = 'open' AND assignee_id IS NULL AND waiting_since IS NOT NULL AND NOT ${ON_THE_LINE}
       AND CASE WHEN channel_account_id = ANY($2::uuid[]) THEN $3::boolean ELSE $4::boolean END
     ORDER BY priority DESC, waiting_since, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    [queueId, chatAccountIds, room.chat, room.mail],
  );
  return rows[0] ?? null;
}

/** What decides how much somebody holds: the accounts whose conversations are chats, and the association's settings. */
export interface LoadRules {
  readonly chatAccountIds: readonly string[];
  readonly capacity: MediaCount;
  /** Since when an answered conversation must have had a word to take room. */
  readonly quietSince: Date;
}

/** A member of the queue who is online, with what they hold over all queues. */
export interface Present {
  readonly staffId: string;
  readonly lastAssignedAt: Date | null;
  readonly chat: number;
  readonly mail: number;
  readonly capacity: MediaCount;
  readonly [column: string]: unknown;
}

/** The queue's members who are online and on no call: nothing interrupts a call. */
export async function presentIn(sql: Sql, queueId: string, rules: LoadRules): Promise<Present[]> {
  return sql.query<Present>(
    `SELECT s.id AS "staffId", s.last_assigned_at AS "lastAssignedAt", held.chat, held.mail, coalesce(s.capacity, $2::jsonb) AS capacity
     FROM queue_member m JOIN staff s ON s.id = m.staff_id JOIN presence p ON p.staff_id = s.id
     CROSS JOIN LATERAL (
       SELECT count(*) FILTER (WHERE c.channel_account_id = ANY($3::uuid[]))::int AS chat,
              count(*) FILTER (WHERE NOT c.channel_account_id = ANY($3::uuid[]))::int AS mail
       FROM conversation c WHERE c.assignee_id = s.id AND c.status = 'open'
         AND (c.waiting_since IS NOT NULL OR c.last_message_at >= $4)
     ) held
     WHERE m.queue_id = $1 AND s.disabled_at IS NULL AND p.state = 'online' AND s.role IN ('officer', 'researcher')
       AND NOT EXISTS (SELECT 1 FROM call_leg l WHERE l.staff_id = s.id AND l.ended_at IS NULL)`,
    [queueId, JSON.stringify(rules.capacity), rules.chatAccountIds, rules.quietSince],
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
