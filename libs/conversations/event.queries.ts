import type { ConversationEvent, MessageView } from '@sila/contracts';
import type { Sql } from '@sila/database';
import type { QueryResultRow } from 'pg';
import { MESSAGE_FROM, MESSAGE_VIEW } from './message.queries.js';

/** Which changes of a conversation somebody asks for: those above `after`, at most `limit`. */
export interface EventsAsked {
  readonly conversationId: string;
  readonly after: number;
  readonly limit: number;
}

interface EventRow extends QueryResultRow {
  readonly place: number;
  readonly seq: number;
  readonly type: ConversationEvent['type'];
  readonly at: Date;
  readonly byId: string | null;
  readonly byName: string | null;
  readonly data: Record<string, unknown>;
  readonly message: MessageView | null;
}

/** The changes of a conversation above `after`, gap-free; messages as they stand now. */
export async function eventViews(
  sql: Sql,
  conversationId: string,
  after: number,
  limit: number,
): Promise<ConversationEvent[]> {
  return (await eventViewsOf(sql, [{ conversationId, after, limit }]))[0] ?? [];
}

/**
 * The same for many conversations in one statement, in the order they were asked for. They are asked as JSON because the planner
 * guesses the same of every JSON, so it plans once; of an array it looks at the length and plans each time.
 */
export async function eventViewsOf(
  sql: Sql,
  asked: readonly EventsAsked[],
): Promise<readonly ConversationEvent[][]> {
  const rows = await sql.query<EventRow>(
    `SELECT w.place, e.seq, e.type, e.at, e.by_id AS "byId", by_staff.name AS "byName", e.data,
            (SELECT ${MESSAGE_VIEW} ${MESSAGE_FROM} WHERE m.id = e.message_id) AS message
     FROM jsonb_to_recordset($1::jsonb) AS w(place int, id uuid, after int, most int)
     CROSS JOIN LATERAL (SELECT * FROM conversation_event WHERE conversation_id = w.id AND seq > w.after ORDER BY seq LIMIT w.most) e
     LEFT JOIN staff by_staff ON by_staff.id = e.by_id ORDER BY w.place, e.seq`,
    [
      JSON.stringify(
        asked.map(({ conversationId, after, limit }, place) => ({
          place,
          id: conversationId,
          after,
          most: limit,
        })),
      ),
    ],
  );
  return asked.map(({ conversationId }, index) =>
    rows.filter(({ place }) => place === index).map((row) => eventOf(conversationId, row)),
  );
}

function eventOf(conversationId: string, row: EventRow): ConversationEvent {
  return {
    conversationId,
    seq: row.seq,
    type: row.type,
    at: row.at.toISOString(),
    by: row.byId ? { id: row.byId, name: row.byName ?? '' } : null,
    message: row.message,
    data: row.data,
  };
}
