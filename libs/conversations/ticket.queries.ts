import { isoOf, type Sql } from '@sila/database';
import { ticketLabel, type Visit } from '@sila/domain';

/** The ticket that a conversation's person waits with, or was last here with: as JSON, for conversation `c`. */
export const TICKET_BRIEF = `(SELECT json_build_object('id', t.id, 'label', t.label, 'state', t.state, 'stateAt', ${isoOf('t.state_at')},
  'wish', t.wish, 'counter', t.counter, 'calls', t.calls, 'accountId', t.channel_account_id)
  FROM ticket t WHERE t.conversation_id = c.id ORDER BY t.created_at DESC LIMIT 1)`;

/**
 * Gives a visit the next number of the desk's day. The count stays locked to the commit, so numbers have no gaps and one
 * that was given is never given again.
 */
export async function insertTicket(
  sql: Sql,
  { entryId, day, prefix, wish }: Visit,
  message: { readonly id: string; readonly conversationId: string; readonly channelAccountId: string },
  now: Date,
): Promise<void> {
  const { id, conversationId, channelAccountId } = message;
  const [count] = await sql.query<{ last: number }>(
    `INSERT INTO ticket_count (channel_account_id, day, last) VALUES ($1, $2, 1)
     ON CONFLICT (channel_account_id, day) DO UPDATE SET last = ticket_count.last + 1 RETURNING last`,
    [channelAccountId, day],
  );
  const number = count?.last ?? 1;
  await sql.query(
    `INSERT INTO ticket (id, message_id, conversation_id, channel_account_id, day, number, label, state, state_at, wish, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $9, $8)`,
    [entryId, id, conversationId, channelAccountId, day, number, ticketLabel(prefix, number), now, wish],
  );
}
