import { personCte, type Sql } from '@sila/database';
import { type Address, type MessageContent, normaliseText, type Sender } from '@sila/domain';
import { lockConversation, type LockedConversation } from './conversation.queries.js';

/** A message that a reaction, an edit or a deletion speaks of, locked with its conversation. */
export interface Target {
  readonly conversation: LockedConversation;
  readonly messageId: string;
  readonly direction: 'in' | 'out' | 'note' | 'notice';
  readonly text: string;
  readonly subject: string | null;
  readonly automatic: boolean;
  readonly content: MessageContent | null;
  readonly deletedAt: Date | null;
  /** The sender's identity; null when we have never heard of the sender. */
  readonly senderId: string | null;
  /** The sender wrote this very message. */
  readonly isAuthor: boolean;
  /** The conversation is the sender's. */
  readonly takesPart: boolean;
}

/** Where a change came from. */
export interface Origin {
  readonly eventId: string;
  readonly now: Date;
}

/** Finds and locks it, conversation first as everywhere; null while no message of that id is known on the account. */
export async function lockTarget(
  sql: Sql,
  channelAccountId: string,
  providerId: string,
  sender: Sender,
): Promise<Target | null> {
  const [found] = await sql.query<{ id: string; conversationId: string }>(
    `SELECT id, conversation_id AS "conversationId" FROM message
     WHERE channel_account_id = $1 AND provider_id = $2 ORDER BY id LIMIT 1`,
    [channelAccountId, normaliseText(providerId)],
  );
  const conversation = found && (await lockConversation(sql, found.conversationId));
  if (!found || !conversation) return null;
  const addresses: readonly Address[] = [sender, ...sender.aliases];
  const [row] = await sql.query<Omit<Target, 'conversation'> & { [column: string]: unknown }>(
    `WITH RECURSIVE ${personCte('$5')}, sender AS (
       SELECT i.id, i.contact_id FROM unnest($3::text[], $4::text[]) WITH ORDINALITY AS a(kind, value, place)
       JOIN identity i ON i.channel_account_id = $2 AND i.kind = a.kind AND i.value = a.value ORDER BY a.place LIMIT 1)
     SELECT m.id AS "messageId", m.direction, m.text, m.subject, m.automatic, m.content, m.deleted_at AS "deletedAt", s.id AS "senderId",
            coalesce(m.direction = 'in' AND (s.id = i.id OR s.contact_id = i.contact_id), false) AS "isAuthor",
            coalesce(s.contact_id IN (SELECT id FROM person), false) AS "takesPart"
     FROM message m LEFT JOIN identity i ON i.id = m.identity_id LEFT JOIN sender s ON true WHERE m.id = $1`,
    [
      found.id,
      channelAccountId,
      addresses.map((address) => address.kind),
      addresses.map((address) => normaliseText(address.value)),
      conversation.contactId,
    ],
  );
  return row ? { ...row, conversation } : null;
}
