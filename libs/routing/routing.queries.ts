import type { Sql } from '@sila/database';
import { takesRoom } from '@sila/directory';
import type {
  Drained,
  Interruptions,
  MediaCount,
  OfficerAtWork,
  QueueRules,
  WaitingWork,
} from '@sila/domain';
import type { QueryResultRow } from 'pg';

/** Any number, the same in every process. */
const ROUTING_TURN = 7_310_500_043;

/** One router at a time, over all processes; held to the end of the transaction. */
export async function takeRoutingTurn(sql: Sql): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock($1)', [ROUTING_TURN]);
}

/** What the settings and channels say about work, and the time it is. */
export interface WorkRules {
  readonly now: Date;
  readonly chatAccountIds: readonly string[];
  readonly capacity: MediaCount;
  readonly interruptions: Interruptions;
  /** Since when an answered conversation must have had a word to take room. */
  readonly quietSince: Date;
}

/** A visitor with a number older than this went home. */
const VISIT = "interval '12 hours'";
const hasVisitor = (id: string): string =>
  `EXISTS (SELECT 1 FROM ticket t WHERE t.conversation_id = ${id} AND t.state IN ('waiting', 'called', 'serving')
     AND t.state_at > $1::timestamptz - ${VISIT})`;
const onTheLine = (id: string): string =>
  `EXISTS (SELECT 1 FROM phone_call p WHERE p.conversation_id = ${id} AND p.ended_at IS NULL)`;

/**
 * Everybody who may be given work, with what they hold over all queues. A call counts while it lasts, a visitor until they were
 * seen, and what was answered and is quiet not at all. Nobody is looked up who is not there.
 */
export async function officersAtWork(sql: Sql, rules: WorkRules): Promise<OfficerAtWork[]> {
  return sql.query<OfficerAtWork & QueryResultRow>(
    `SELECT s.id AS "staffId", coalesce(p.state, 'offline') AS state, coalesce(s.capacity, $2::jsonb) AS capacity,
       (extract(epoch FROM s.last_assigned_at) * 1000)::float8 AS "lastAssignedAt",
       ARRAY(SELECT m.queue_id::text FROM queue_member m WHERE m.staff_id = s.id ORDER BY 1) AS "queueIds",
       (SELECT coalesce(json_object_agg(k.skill_id, k.level), '{}') FROM staff_skill k WHERE k.staff_id = s.id) AS skills,
       json_build_object('call', EXISTS (SELECT 1 FROM call_leg l WHERE l.staff_id = s.id AND l.ended_at IS NULL)::int,
         'chat', coalesce(held.chat, 0), 'mail', coalesce(held.mail, 0), 'interview', coalesce(held.interview, 0)) AS load
     FROM staff s LEFT JOIN presence p ON p.staff_id = s.id
     LEFT JOIN LATERAL (
       SELECT count(*) FILTER (WHERE medium = 'chat') AS chat, count(*) FILTER (WHERE medium = 'mail') AS mail,
              count(*) FILTER (WHERE medium = 'interview') AS interview
       FROM (SELECT CASE WHEN ${onTheLine('c.id')} THEN 'call' WHEN ${hasVisitor('c.id')} THEN 'interview'
                         WHEN c.channel_account_id = ANY($3::uuid[]) THEN 'chat' ELSE 'mail' END AS medium
             FROM conversation c WHERE c.assignee_id = s.id AND c.status = 'open'
               AND ${takesRoom('c', '$4')}) mine
     ) held ON p.state = 'online'
     WHERE s.disabled_at IS NULL AND s.role IN ('officer', 'researcher')
       AND EXISTS (SELECT 1 FROM queue_member m WHERE m.staff_id = s.id)
     ORDER BY s.id`,
    [rules.now, JSON.stringify(rules.capacity), rules.chatAccountIds, rules.quietSince],
  );
}

/** The rules of every queue, by id. */
export async function queueRules(sql: Sql): Promise<Record<string, QueueRules>> {
  const rows = await sql.query<QueueRules & { readonly id: string }>(
    `SELECT id, state, policy->>'mode' AS mode, (policy->>'ageingMinutes')::float8 AS "ageingMinutes",
            (policy->>'stickHours')::float8 AS "stickHours" FROM queue WHERE archived_at IS NULL`,
  );
  return Object.fromEntries(rows.map(({ id, ...rules }) => [id, rules]));
}

/** A conversation that waits, as routing read it: what is fenced by `version` when it is given. */
export interface Waiting extends WaitingWork {
  readonly version: number;
  /** The call whose person waits on the line. */
  readonly callId: string | null;
  readonly [column: string]: unknown;
}

/** How long a call does not ring again where it was not taken. */
const REST = "interval '1 minute'";
const milliseconds = (instant: string): string => `(extract(epoch FROM ${instant}) * 1000)::float8`;

/** One page of who waits in these queues, in their turn. Nothing is locked. */
export async function waitingIn(
  sql: Sql,
  queueIds: readonly string[],
  page: { readonly offset: number; readonly size: number },
  { now, chatAccountIds }: WorkRules,
): Promise<Waiting[]> {
  return sql.query<Waiting>(
    `WITH turn AS (
       SELECT c.id, call.id AS call_id, coalesce(call.waiting_since, c.waiting_since) AS since
       FROM conversation c JOIN queue q ON q.id = c.queue_id
       LEFT JOIN LATERAL (SELECT p.id, p.state, p.waiting_since FROM phone_call p
         WHERE p.conversation_id = c.id AND p.ended_at IS NULL ORDER BY p.state = 'waiting' DESC, p.id LIMIT 1) call ON true
       WHERE c.queue_id = ANY($2::uuid[]) AND c.status = 'open' AND c.assignee_id IS NULL AND q.state = 'open'
         AND CASE WHEN call.id IS NULL THEN c.waiting_since IS NOT NULL AND q.policy->>'mode' <> 'pull' ELSE call.state = 'waiting' END
       ORDER BY call.id IS NULL, c.priority + coalesce(floor(greatest(extract(epoch FROM $1::timestamptz - coalesce(call.waiting_since, c.waiting_since)), 0)
                  / 60 / (q.policy->>'ageingMinutes')::float8), 0) DESC, 3, c.id
       LIMIT $4 OFFSET $5)
     SELECT c.id, c.version, c.queue_id AS "queueId", c.priority, ${milliseconds('turn.since')} AS since, c.needs, turn.call_id AS "callId",
       CASE WHEN turn.call_id IS NOT NULL THEN 'call' WHEN ${hasVisitor('c.id')} THEN 'interview'
            WHEN c.channel_account_id = ANY($3::uuid[]) THEN 'chat' ELSE 'mail' END AS medium,
       CASE WHEN c.last_officer_id IS NOT NULL AND c.last_officer_at IS NOT NULL
            THEN json_build_object('staffId', c.last_officer_id, 'at', ${milliseconds('c.last_officer_at')}) END AS "lastOfficer",
       k.officer_id AS "ownOfficerId",
       ARRAY(SELECT DISTINCT l.staff_id::text FROM call_leg l WHERE l.call_id = turn.call_id AND l.role = 'officer' AND l.answered_at IS NULL
         AND l.staff_id IS NOT NULL AND l.ended_at > $1::timestamptz - ${REST}) AS "unansweredBy"
     FROM turn JOIN conversation c ON c.id = turn.id JOIN contact w ON w.id = c.contact_id
     JOIN contact k ON k.id = coalesce(w.merged_into, w.id)`,
    [now, queueIds, chatAccountIds, page.size, page.offset],
  );
}

/**
 * Locks what is about to be given and gives the ids of those that nobody else works on and that still wait as they were read. A
 * call before its conversation, as everywhere.
 */
export async function lockWaiting(sql: Sql, works: readonly Waiting[]): Promise<Set<string>> {
  const calls = works.flatMap(({ callId, id, version }) => (callId ? [{ callId, id, version }] : []));
  const texts = works.filter(({ callId }) => callId === null);
  const locked = await sql.query<{ id: string }>(
    `SELECT c.id FROM jsonb_to_recordset($1::jsonb) AS w(id uuid, version int, "callId" uuid)
     JOIN phone_call p ON p.id = w."callId" JOIN conversation c ON c.id = w.id
     WHERE p.ended_at IS NULL AND p.state = 'waiting' AND c.assignee_id IS NULL AND c.version = w.version
     ORDER BY p.id FOR UPDATE OF p, c SKIP LOCKED`,
    [JSON.stringify(calls)],
  );
  const written = await sql.query<{ id: string }>(
    `SELECT c.id FROM jsonb_to_recordset($1::jsonb) AS w(id uuid, version int) JOIN conversation c ON c.id = w.id
     WHERE c.status = 'open' AND c.assignee_id IS NULL AND c.waiting_since IS NOT NULL AND c.version = w.version
     ORDER BY c.id FOR UPDATE OF c SKIP LOCKED`,
    [JSON.stringify(texts.map(({ id, version }) => ({ id, version })))],
  );
  return new Set([...locked, ...written].map(({ id }) => id));
}

/** Who was given something is the last to be idle. */
export async function noteAssigned(sql: Sql, drained: readonly Drained[], now: Date): Promise<void> {
  const staffIds = drained.map(({ decision }) => decision.staffId);
  await sql.query('UPDATE staff SET last_assigned_at = $2 WHERE id = ANY($1::uuid[])', [staffIds, now]);
}
