import { isoOf, type Sql } from '@sila/database';
import type { HandOverState } from '@sila/domain';
import { newId } from '@sila/platform';

const VIEW = `json_build_object('id', h.id, 'from', json_build_object('id', giver.id, 'name', giver.name),
  'to', json_build_object('id', receiver.id, 'name', receiver.name), 'reason', h.reason, 'state', h.state,
  'declineReason', h.decline_reason, 'at', ${isoOf('h.at')}, 'endedAt', ${isoOf('h.ended_at')})`;

const FROM = `FROM hand_over h JOIN staff giver ON giver.id = h.from_id JOIN staff receiver ON receiver.id = h.to_id
  WHERE h.conversation_id = c.id`;

/** The offer of the conversation `c` that waits for its answer, as JSON. */
export const OFFER = `(SELECT ${VIEW} ${FROM} AND h.state = 'offered')`;

/** All offers of the conversation `c`, oldest first, as a JSON array. */
export const HAND_OVERS = `(SELECT coalesce(json_agg(${VIEW} ORDER BY h.at, h.id), '[]') ${FROM})`;

/** An offer that waits for its answer. */
export interface Offer {
  readonly id: string;
  readonly conversationId: string;
  readonly fromId: string;
  readonly toId: string;
  readonly reason: string;
  readonly at: Date;
  /** Whether they are offline now. */
  readonly fromGone: boolean;
  readonly toGone: boolean;
  readonly [column: string]: unknown;
}

/** The offers that wait: of one conversation, whose lock the caller holds, or of all. */
export function openOffers(sql: Sql, conversationId: string | null): Promise<Offer[]> {
  return sql.query<Offer>(
    `SELECT h.id, h.conversation_id AS "conversationId", h.from_id AS "fromId", h.to_id AS "toId", h.reason, h.at,
            coalesce(f.state, 'offline') = 'offline' AS "fromGone", coalesce(t.state, 'offline') = 'offline' AS "toGone"
     FROM hand_over h LEFT JOIN presence f ON f.staff_id = h.from_id LEFT JOIN presence t ON t.staff_id = h.to_id
     WHERE h.state = 'offered' AND ($1::uuid IS NULL OR h.conversation_id = $1)`,
    [conversationId],
  );
}

/** Writes a new offer; the caller made sure that none waits. */
export async function insertOffer(
  sql: Sql,
  offer: Pick<Offer, 'conversationId' | 'fromId' | 'toId' | 'reason' | 'at'>,
): Promise<void> {
  await sql.query(
    'INSERT INTO hand_over (id, conversation_id, from_id, to_id, reason, at) VALUES ($1, $2, $3, $4, $5, $6)',
    [newId(), offer.conversationId, offer.fromId, offer.toId, offer.reason, offer.at],
  );
}

/** Ends the offers that wait in these conversations, whose locks the caller holds. */
export async function endOffers(
  sql: Sql,
  conversationIds: readonly string[],
  state: Exclude<HandOverState, 'offered'>,
  now: Date,
  declineReason: string | null = null,
): Promise<void> {
  await sql.query(
    `UPDATE hand_over SET state = $2, ended_at = $3, decline_reason = $4 WHERE conversation_id = ANY($1::uuid[]) AND state = 'offered'`,
    [conversationIds, state, now, declineReason],
  );
}

/** Whether somebody may be offered a conversation: an active member of its queue who is not offline. */
export async function canBeOffered(
  sql: Sql,
  staffId: string,
  queueId: string,
): Promise<'yes' | 'no' | 'gone'> {
  const [row] = await sql.query<{ state: string | null }>(
    `SELECT p.state FROM staff s JOIN queue_member m ON m.staff_id = s.id AND m.queue_id = $2
     LEFT JOIN presence p ON p.staff_id = s.id WHERE s.id = $1 AND s.disabled_at IS NULL`,
    [staffId, queueId],
  );
  if (!row) return 'no';
  return (row.state ?? 'offline') === 'offline' ? 'gone' : 'yes';
}
