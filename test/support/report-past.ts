import { randomUUID } from 'node:crypto';
import { CLOSE_OUTCOMES, type CloseOutcome, type ReportKind } from '@sila/domain';
import type { TestDatabase } from './postgres.js';
import { seeded } from './seeded-day.js';

/** A conversation of the past, as a test knows it happened. */
export interface Past {
  readonly id: string;
  readonly queueId: string;
  readonly arrivedAt: Date;
  readonly waitSeconds: number | null;
  readonly closedSeconds: number | null;
  readonly outcome: CloseOutcome | null;
  readonly topic: string | null;
  readonly messages: number;
  readonly answers: number;
  readonly reopens: number;
  readonly moves: number;
}

const TOPICS = ['sponsorship', 'documents', 'health', null] as const;
const DAY_MS = 86_400_000;

/** How it counts, told from what happened and not from what was counted. */
export function kindOf({ messages, outcome, waitSeconds, closedSeconds }: Past): ReportKind {
  if (messages === 0 || outcome === 'spam') return 'automatic';
  if (waitSeconds !== null) return 'answered';
  return closedSeconds === null ? 'waiting' : 'unanswered';
}

/** Makes up so many of the last `days` days and writes their rows; the same for the same seed. */
export async function writePast(
  database: TestDatabase,
  queueIds: readonly string[],
  { size, days, seed }: { readonly size: number; readonly days: number; readonly seed: number },
): Promise<Past[]> {
  const random = seeded(seed);
  const below = (most: number) => Math.floor(random() * most);
  const past = Array.from({ length: size }, (): Past => {
    const answered = random() < 0.7;
    const closed = random() < 0.8;
    const waitSeconds = answered ? 1 + below(7_200) : null;
    return {
      id: randomUUID(),
      queueId: queueIds[below(queueIds.length)] ?? '',
      arrivedAt: new Date(Date.now() - 3 * 3_600_000 - below(days * DAY_MS)),
      waitSeconds,
      closedSeconds: closed ? (waitSeconds ?? 0) + 1 + below(3_000) : null,
      outcome: closed ? (CLOSE_OUTCOMES[below(CLOSE_OUTCOMES.length)] ?? null) : null,
      topic: closed ? (TOPICS[below(TOPICS.length)] ?? null) : null,
      messages: random() < 0.1 ? 0 : 1 + below(4),
      answers: answered ? 1 + below(3) : 0,
      reopens: closed && random() < 0.2 ? 1 + below(2) : 0,
      moves: queueIds.length > 1 && random() < 0.3 ? 1 + below(2) : 0,
    };
  });
  await insert(database, past, queueIds);
  return past;
}

async function insert(
  database: TestDatabase,
  past: readonly Past[],
  queueIds: readonly string[],
): Promise<void> {
  const after = ({ arrivedAt }: Past, seconds: number | null) =>
    seconds === null ? null : new Date(arrivedAt.getTime() + seconds * 1_000);
  const conversations = past.map((one) => ({
    id: one.id,
    queue_id: one.queueId,
    status: one.closedSeconds === null ? 'open' : 'closed',
    at: one.arrivedAt,
    answered_at: after(one, one.waitSeconds),
    closed_at: after(one, one.closedSeconds),
    outcome: one.outcome,
    topic: one.topic,
  }));
  await database.query(
    `WITH x AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS x(id uuid, queue_id uuid, status text, at timestamptz, answered_at timestamptz,
         closed_at timestamptz, outcome text, topic text)),
       k AS (INSERT INTO contact (id, name, search_name, created_at) SELECT id, 'هند', 'هند', at FROM x)
     INSERT INTO conversation (id, contact_id, channel_account_id, queue_id, status, last_message_at, first_response_at, closed_at, close_outcome,
       topic, seq, created_at)
     SELECT id, id, (SELECT id FROM channel_account LIMIT 1), queue_id, status, at, answered_at, closed_at, outcome, topic, 100, at FROM x`,
    [JSON.stringify(conversations)],
  );
  await database.query(
    `INSERT INTO message (id, conversation_id, seq, direction, shown_at, created_at, status, automatic)
     SELECT gen_random_uuid(), id, seq, direction, at, at, 'sent', automatic FROM jsonb_to_recordset($1::jsonb)
       AS x(id uuid, seq int, direction text, at timestamptz, automatic boolean)`,
    [JSON.stringify(past.flatMap(messagesOf))],
  );
  await database.query(
    `INSERT INTO conversation_event (conversation_id, seq, type, data, at)
     SELECT id, seq, type, data, at FROM jsonb_to_recordset($1::jsonb) AS x(id uuid, seq int, type text, data jsonb, at timestamptz)`,
    [JSON.stringify(past.flatMap((one) => eventsOf(one, queueIds)))],
  );
}

function messagesOf({ id, arrivedAt: at, messages, answers, waitSeconds }: Past) {
  const written = Array.from({ length: Math.max(messages, 1) }, (_, n) => ({
    id,
    seq: n + 1,
    direction: 'in',
    at,
    automatic: messages === 0,
  }));
  const answered = Array.from({ length: answers }, (_, n) => ({
    id,
    seq: 20 + n,
    direction: 'out',
    at: new Date(at.getTime() + (waitSeconds ?? 0) * 1_000),
    automatic: false,
  }));
  return [...written, ...answered];
}

function eventsOf(
  { id, arrivedAt: at, closedSeconds, reopens, moves, queueId }: Past,
  queueIds: readonly string[],
) {
  const closings = closedSeconds === null ? 0 : reopens + 1;
  const closed = Array.from({ length: closings }, (_, n) => ({
    id,
    seq: 40 + n,
    type: 'closed',
    data: {},
    at,
  }));
  const previousQueueId = queueIds.find((other) => other !== queueId);
  const moved = Array.from({ length: moves }, (_, n) => ({
    id,
    seq: 60 + n,
    type: 'assigned',
    data: { queueId, previousQueueId, reason: { code: 'transferred', text: `سبب ${n}` } },
    at,
  }));
  return [...closed, ...moved];
}
