import type { Sql } from '@sila/database';

/** A stored event that waits to be worked, with its request. */
export interface PendingEvent {
  readonly id: string;
  readonly channelAccountId: string;
  readonly eventKey: string;
  readonly laneId: string;
  readonly address: string;
  readonly pointer: unknown;
  readonly tries: number;
  readonly conversationId: string | null;
  readonly receivedAt: Date;
  readonly requestId: string;
  readonly method: string;
  readonly envelope: Buffer;
  readonly body: Buffer | null;
  readonly storageKey: string | null;
  readonly [column: string]: unknown;
}

/** The version of this code, kept with what it could not understand. */
export const CODE_VERSION = '0.1.0';

const COLUMNS = `e.id, e.channel_account_id AS "channelAccountId", e.event_key AS "eventKey", e.lane_id AS "laneId", l.address,
  e.pointer, e.tries, e.conversation_id AS "conversationId", e.received_at AS "receivedAt",
  r.id AS "requestId", r.method, r.envelope, r.body, r.storage_key AS "storageKey"`;
const FROM =
  'FROM inbound_event e JOIN lane l ON l.id = e.lane_id JOIN inbound_request r ON r.id = e.request_id';

/** The most events that are worked in one transaction. */
const BATCH = 16;

/** The next events of a lane, in order. */
export const pendingEvents = (lane: string): string =>
  `SELECT ${COLUMNS} ${FROM} WHERE e.lane_id = ${lane} AND e.state = 'pending' ORDER BY e.position LIMIT ${BATCH}`;

/** One event, whatever became of it; null when there is none. */
export async function eventById(sql: Sql, id: string): Promise<PendingEvent | null> {
  const rows = await sql.query<PendingEvent>(`SELECT ${COLUMNS} ${FROM} WHERE e.id = $1`, [id]);
  return rows[0] ?? null;
}

export type Ending =
  | { readonly state: 'done'; readonly conversationId: string | null }
  | { readonly state: 'ignored'; readonly error: string }
  | {
      readonly state: 'dead';
      readonly error: string;
      readonly errorClass: string;
      readonly conversationId: string | null;
    };

/** Writes the ends of events in the transaction of their effects. Throws when one ended already: then nothing is doubled. */
export async function finishEvents(
  sql: Sql,
  ends: readonly { readonly id: string; readonly ending: Ending }[],
  now: Date,
): Promise<void> {
  const endings = ends.map((end) => end.ending);
  const rows = await sql.query(
    `UPDATE inbound_event e SET state = w.state, done_at = $6, error = w.error, error_class = w.error_class, code_version = $7,
            conversation_id = coalesce(w.conversation_id, e.conversation_id)
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[]) AS w(id, state, error, error_class, conversation_id)
     WHERE e.id = w.id AND e.state = 'pending' RETURNING 1`,
    [
      ends.map((end) => end.id),
      endings.map((ending) => ending.state),
      endings.map((ending) =>
        'error' in ending ? ending.error.replaceAll('\u0000', '').slice(0, 500) : null,
      ),
      endings.map((ending) => ('errorClass' in ending ? ending.errorClass : null)),
      endings.map((ending) => ('conversationId' in ending ? ending.conversationId : null)),
      now,
      CODE_VERSION,
    ],
  );
  if (rows.length !== ends.length) throw new Error('an event ended twice');
}

/** Counts a failed try; gives how many there were. */
export async function noteTry(sql: Sql, id: string, error: unknown): Promise<number> {
  const rows = await sql.query<{ tries: number }>(
    'UPDATE inbound_event SET tries = tries + 1, error = $2, error_class = $3 WHERE id = $1 RETURNING tries',
    [
      id,
      error instanceof Error ? error.message.replaceAll('\u0000', '').slice(0, 500) : 'unknown',
      error instanceof Error ? error.name : 'unknown',
    ],
  );
  return rows[0]?.tries ?? 0;
}
