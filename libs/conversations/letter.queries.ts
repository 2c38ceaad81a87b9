import { isoOf, type Sql } from '@sila/database';
import { type Fact } from '@sila/domain';

/** The paper behind message `m`, of letter `l` and whoever verified it, `v`. */
export const LETTER_BRIEF = `json_build_object('state', l.state, 'stateAt', ${isoOf('l.state_at')}, 'reason', l.reason,
  'trackingNumber', l.tracking_number, 'reference', CASE WHEN l.direction = 'out' THEN m.provider_id END,
  'verifiedBy', CASE WHEN v.id IS NULL THEN NULL ELSE json_build_object('id', v.id, 'name', v.name) END)`;

/** A scan that came in waits to be read. */
export async function insertScan(
  sql: Sql,
  messageId: string,
  conversationId: string,
  channelAccountId: string,
  now: Date,
): Promise<void> {
  await sql.query(
    `INSERT INTO letter (message_id, conversation_id, channel_account_id, direction, state, state_at, next_try_at)
     VALUES ($1, $2, $3, 'in', 'reading', $4, $4)`,
    [messageId, conversationId, channelAccountId, now],
  );
}

/** Rings for the reader. */
export function scannedFact(messageId: string): Fact {
  return { type: 'letter.scanned', stream: messageId, seq: 0, ids: { messageId } };
}

/** An answer was typeset and waits to be printed. Sent again, its document is the new one. */
export async function insertDocument(
  sql: Sql,
  message: { readonly id: string; readonly conversationId: string; readonly channelAccountId: string },
  documentKey: string,
  now: Date,
): Promise<void> {
  await sql.query(
    `INSERT INTO letter (message_id, conversation_id, channel_account_id, direction, state, state_at, document_key)
     VALUES ($1, $2, $3, 'out', 'to-print', $4, $5)
     ON CONFLICT (message_id) DO UPDATE SET state = 'to-print', state_at = $4, document_key = $5, reason = NULL`,
    [message.id, message.conversationId, message.channelAccountId, now, documentKey],
  );
}
