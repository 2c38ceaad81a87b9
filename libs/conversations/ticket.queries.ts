import { isoOf, type Sql } from '@sila/database';
import { ticketLabel } from '@sila/domain';
import { type Appended, visitOf } from './received-message.js';

/** The ticket that a conversation's person waits with, or was last here with: as JSON, for conversation `c`. */
export const TICKET_BRIEF = `(SELECT json_build_object('id', t.id, 'label', t.label, 'state', t.state, 'stateAt', ${isoOf('t.state_at')},
  'wish', t.wish, 'counter', t.counter, 'calls', t.calls, 'accountId', t.channel_account_id)
  FROM ticket t WHERE t.conversation_id = c.id ORDER BY t.created_at DESC LIMIT 1)`;

/**
 * Gives a visit the next number of the desk's day; nothing to every other message. The count stays locked to the commit, so
 * numbers have no gaps and one that was given is never given again.
 */
export async function giveTicket(
  sql: Sql,
  { account, prepared, change }: Appended,
  now: Date,
): Promise<void> {
  const visit = visitOf(account, prepared);
  if (!visit) return;
  const { entryId, day, prefix, wish } = visit;
  const [count] = await sql.query<{ last: number }>(
    `INSERT INTO ticket_count (channel_account_id, day, last) VALUES ($1, $2, 1)
     ON CONFLICT (channel_account_id, day) DO UPDATE SET last = ticket_count.last + 1 RETURNING last`,
    [account.id, day],
  );
  const number = count?.last ?? 1;
  await sql.query(
    `INSERT INTO ticket (id, message_id, conversation_id, channel_account_id, day, number, label, state, state_at, wish, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $9, $8)`,
    [
      entryId,
      change.message.id,
      change.conversationId,
      account.id,
      day,
      number,
      ticketLabel(prefix, number),
      now,
      wish,
    ],
  );
}
