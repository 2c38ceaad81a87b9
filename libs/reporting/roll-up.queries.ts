import type { Sql } from '@sila/database';
import type { ConversationFacts, ReportedConversation } from '@sila/domain';

/** A conversation that is to be counted, with everything counted from its rows. */
export interface Countable extends ConversationFacts {
  readonly id: string;
  readonly seq: number;
  readonly topic: string | null;
  readonly answers: number;
  readonly reopens: number;
  readonly moves: number;
  readonly [column: string]: unknown;
}

/** A row as it is kept. */
export type Counted = Countable & ReportedConversation;

/**
 * Conversations that changed since they were counted, at most `limit` of each kind: open ones whose seq is another, those that
 * were counted open and are closed, and closed ones that were never counted. Those go oldest first, so that looking back a day from
 * the newest counted one misses nothing that committed late.
 */
export async function uncounted(sql: Sql, limit: number): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `(SELECT c.id FROM conversation c LEFT JOIN report_conversation r ON r.conversation_id = c.id
       WHERE c.status = 'open' AND r.seq IS DISTINCT FROM c.seq LIMIT $1)
     UNION (SELECT c.id FROM report_conversation r JOIN conversation c ON c.id = r.conversation_id
       WHERE r.status = 'open' AND c.status = 'closed' LIMIT $1)
     UNION (SELECT c.id FROM conversation c
       WHERE c.status = 'closed' AND c.closed_at >= coalesce((SELECT max(closed_at) FROM report_conversation), '-infinity') - interval '1 day'
         AND NOT EXISTS (SELECT 1 FROM report_conversation r WHERE r.conversation_id = c.id AND r.seq = c.seq)
       ORDER BY c.closed_at LIMIT $1)`,
    [limit],
  );
  return rows.map(({ id }) => id);
}

/** Counted rows whose promise may have been broken by time alone since they were counted. */
export async function waitingCounted(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT conversation_id AS id FROM report_conversation WHERE status = 'open' AND answered_at IS NULL AND kept IS NULL`,
  );
  return rows.map(({ id }) => id);
}

/** What happened in these conversations, in one moment of the database. */
export async function countables(sql: Sql, ids: readonly string[]): Promise<Countable[]> {
  return sql.query<Countable>(
    `SELECT c.id, c.seq, c.queue_id AS "queueId", a.channel, c.topic, c.priority, c.status, c.close_outcome AS "closeOutcome",
       c.created_at AS "arrivedAt", c.first_response_at AS "answeredAt", c.closed_at AS "closedAt",
       (SELECT min(s.at) FROM assignment s WHERE s.conversation_id = c.id AND s.assignee_id IS NOT NULL) AS "firstAssignedAt",
       m."lastAnswerAt", coalesce(m.messages, 0)::int AS messages, coalesce(m.answers, 0)::int AS answers,
       greatest((SELECT count(*) FROM conversation_event e WHERE e.conversation_id = c.id AND e.type = 'closed')
         - (c.status = 'closed')::int, 0)::int AS reopens,
       (SELECT count(*)::int FROM conversation_event e WHERE e.conversation_id = c.id AND ${IS_MOVE}) AS moves,
       EXISTS (SELECT 1 FROM phone_call p WHERE p.conversation_id = c.id AND p.outcome = 'missed')
         OR EXISTS (SELECT 1 FROM ticket t WHERE t.conversation_id = c.id AND t.state = 'no-show') AS left,
       (SELECT coalesce(sum(extract(epoch FROM p.ended_at - p.answered_at)), 0)::int FROM phone_call p WHERE p.conversation_id = c.id) AS "talkSeconds"
     FROM conversation c JOIN channel_account a ON a.id = c.channel_account_id
     LEFT JOIN LATERAL (
       SELECT count(*) FILTER (WHERE direction = 'in' AND NOT automatic) AS messages,
              count(*) FILTER (WHERE direction = 'out' AND NOT automatic) AS answers,
              max(created_at) FILTER (WHERE direction = 'out' AND NOT automatic) AS "lastAnswerAt"
       FROM message WHERE conversation_id = c.id) m ON true
     WHERE c.id = ANY($1::uuid[])`,
    [ids],
  );
}

const IS_MOVE = `e.type = 'assigned' AND e.data->>'queueId' <> e.data->>'previousQueueId'`;

/** Keeps the rows, and the moves of these conversations; in a transaction. Older than what is kept, nothing is written. */
export async function keepCounted(sql: Sql, rows: readonly Counted[]): Promise<void> {
  await sql.query(
    `INSERT INTO report_conversation AS r (conversation_id, seq, queue_id, channel, topic, status, kind, close_outcome, arrived_at, answered_at,
       closed_at, wait_seconds, kept, resolution_seconds, handling_seconds, messages, answers, reopens, moves)
     SELECT * FROM jsonb_to_recordset($1::jsonb) AS x(id uuid, seq int, "queueId" uuid, channel text, topic text, status text, kind text,
       "closeOutcome" text, "arrivedAt" timestamptz, "answeredAt" timestamptz, "closedAt" timestamptz, "waitSeconds" int, kept boolean,
       "resolutionSeconds" int, "handlingSeconds" int, messages int, answers int, reopens int, moves int) ORDER BY id
     ON CONFLICT (conversation_id) DO UPDATE SET seq = EXCLUDED.seq, queue_id = EXCLUDED.queue_id, channel = EXCLUDED.channel,
       topic = EXCLUDED.topic, status = EXCLUDED.status, kind = EXCLUDED.kind, close_outcome = EXCLUDED.close_outcome,
       arrived_at = EXCLUDED.arrived_at, answered_at = EXCLUDED.answered_at, closed_at = EXCLUDED.closed_at,
       wait_seconds = EXCLUDED.wait_seconds, kept = EXCLUDED.kept, resolution_seconds = EXCLUDED.resolution_seconds,
       handling_seconds = EXCLUDED.handling_seconds, messages = EXCLUDED.messages, answers = EXCLUDED.answers,
       reopens = EXCLUDED.reopens, moves = EXCLUDED.moves
     WHERE r.seq <= EXCLUDED.seq`,
    [JSON.stringify(rows)],
  );
  await sql.query(
    `INSERT INTO report_move (conversation_id, seq, at, from_queue_id, to_queue_id, code, reason)
     SELECT e.conversation_id, e.seq, e.at, (e.data->>'previousQueueId')::uuid, (e.data->>'queueId')::uuid,
            coalesce(e.data->'reason'->>'code', 'assigned'), e.data->'reason'->>'text'
     FROM conversation_event e WHERE e.conversation_id = ANY($1::uuid[]) AND ${IS_MOVE}
     ON CONFLICT DO NOTHING`,
    [rows.map(({ id }) => id)],
  );
}
