import type { ConversationEvent, MessageView } from '@sila/contracts';
import type { Sql } from '@sila/database';
import type { QueryResultRow } from 'pg';
import { messageViews } from './message.queries.js';

interface EventRow extends QueryResultRow {
  readonly seq: number;
  readonly type: ConversationEvent['type'];
  readonly at: Date;
  readonly messageId: string | null;
  readonly byId: string | null;
  readonly byName: string | null;
  readonly data: Record<string, unknown>;
}

/** The changes of a conversation above `after`, gap-free; messages as they stand now. */
export async function eventViews(
  sql: Sql,
  conversationId: string,
  after: number,
  limit: number,
): Promise<ConversationEvent[]> {
  const rows = await sql.query<EventRow>(
    `SELECT e.seq, e.type, e.at, e.message_id AS "messageId", e.by_id AS "byId", s.name AS "byName", e.data
     FROM conversation_event e LEFT JOIN staff s ON s.id = e.by_id
     WHERE e.conversation_id = $1 AND e.seq > $2 ORDER BY e.seq LIMIT $3`,
    [conversationId, after, limit],
  );
  const ids = [...new Set(rows.flatMap((row) => row.messageId ?? []))];
  const messages = new Map(
    (ids.length > 0 ? await messageViews(sql, ids) : []).map((message) => [message.id, message]),
  );
  return rows.map((row) => eventOf(conversationId, row, messages));
}

function eventOf(
  conversationId: string,
  row: EventRow,
  messages: ReadonlyMap<string, MessageView>,
): ConversationEvent {
  return {
    conversationId,
    seq: row.seq,
    type: row.type,
    at: row.at.toISOString(),
    by: row.byId ? { id: row.byId, name: row.byName ?? '' } : null,
    message: row.messageId ? (messages.get(row.messageId) ?? null) : null,
    data: row.data,
  };
}
