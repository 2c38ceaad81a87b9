import type { Sql } from '@sila/database';
import { type InboundReaction, normaliseText } from '@sila/domain';
import type { StoredFact } from '@sila/lanes';
import { applyChange } from './change.queries.js';
import type { Target } from './target.queries.js';

/** Puts a sign on a message in place of the sender's earlier one, or takes it away. Nobody waits because of it. */
export async function applyReaction(
  sql: Sql,
  target: Target,
  { emoji, at }: InboundReaction,
  now: Date,
): Promise<readonly StoredFact[]> {
  const changed = emoji ? await put(sql, target, emoji, at ?? now) : await takeAway(sql, target);
  if (!changed) return [];
  const change = await applyChange(sql, {
    conversationId: target.conversation.id,
    patch: {},
    event: { type: 'reaction', at: now, messageId: target.messageId },
  });
  return change?.facts ?? [];
}

async function put(sql: Sql, { messageId, senderId }: Target, emoji: string, at: Date): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO message_reaction (message_id, identity_id, emoji, at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (message_id, identity_id) DO UPDATE SET emoji = EXCLUDED.emoji, at = EXCLUDED.at
       WHERE message_reaction.emoji <> EXCLUDED.emoji RETURNING 1`,
    [messageId, senderId, normaliseText(emoji).slice(0, 64), at],
  );
  return rows.length > 0;
}

async function takeAway(sql: Sql, { messageId, senderId }: Target): Promise<boolean> {
  const rows = await sql.query(
    'DELETE FROM message_reaction WHERE message_id = $1 AND identity_id = $2 RETURNING 1',
    [messageId, senderId],
  );
  return rows.length > 0;
}
