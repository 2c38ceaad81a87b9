import type { Sql } from '@sila/database';
import type { Fact, InboundDeletion } from '@sila/domain';
import type { StoredFact } from '@sila/lanes';
import { applyChange } from './change.queries.js';
import { newestMessage, snippetPatch } from './newest.queries.js';
import { removeFiles, removeRawOf } from './removal.queries.js';
import type { Target } from './target.queries.js';

/**
 * Removes everything that a message said: text, HTML, content, earlier texts, search words, files, raw bytes. A tombstone stays in
 * the thread. When nothing unanswered is left, nobody waits any more.
 */
export async function applyDeletion(
  sql: Sql,
  target: Target,
  { at }: InboundDeletion,
  now: Date,
): Promise<readonly StoredFact[]> {
  const { conversation, messageId } = target;
  if (target.deletedAt) return [];
  const removals = await removeWhatItSaid(sql, messageId, at ?? now, now);
  const newest = await newestMessage(sql, conversation.id);
  const waits = conversation.waitingSince !== null && (await isUnanswered(sql, conversation.id));
  const changed = await applyChange(sql, {
    conversationId: conversation.id,
    patch: { ...(waits ? {} : { waitingSince: null }), ...snippetPatch(newest, messageId) },
    event: { type: 'deleted', at: now, messageId },
    facts: removals,
  });
  return changed?.facts ?? [];
}

async function removeWhatItSaid(sql: Sql, messageId: string, at: Date, now: Date): Promise<readonly Fact[]> {
  const events = await sql.query<{ id: string }>(
    `SELECT meta->>'eventId' AS id FROM message WHERE id = $1 AND meta ? 'eventId'
     UNION SELECT event_id::text FROM message_edit WHERE message_id = $1`,
    [messageId],
  );
  await sql.query('DELETE FROM message_edit WHERE message_id = $1', [messageId]);
  await sql.query('DELETE FROM message_reaction WHERE message_id = $1', [messageId]);
  await sql.query(
    `UPDATE message SET text = '', html = NULL, subject = NULL, quoted_from = NULL, content = NULL, quoted_provider_id = NULL,
            search = NULL, meta = '{}', edited_at = NULL, deleted_at = $2 WHERE id = $1`,
    [messageId, at],
  );
  const raw = await removeRawOf(
    sql,
    events.map((event) => event.id),
    now,
  );
  return [...raw, ...(await removeFiles(sql, messageId, now))];
}

/** Something of the person's after the last answer is still there. */
async function isUnanswered(sql: Sql, conversationId: string): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM message WHERE conversation_id = $1 AND direction = 'in' AND deleted_at IS NULL AND NOT automatic
       AND seq > coalesce((SELECT max(seq) FROM message WHERE conversation_id = $1 AND direction = 'out' AND status <> 'cancelled'), 0) LIMIT 1`,
    [conversationId],
  );
  return rows.length > 0;
}
