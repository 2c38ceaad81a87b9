import type { Sql } from '@sila/database';
import { type InboundEdit, normaliseText, onInbound } from '@sila/domain';
import type { StoredFact } from '@sila/lanes';
import { newId } from '@sila/platform';
import { applyChange, searchText } from './change.queries.js';
import { newestMessage, snippetPatch } from './newest.queries.js';
import { waitingFact } from './received-message.js';
import type { Origin, Target } from './target.queries.js';

/**
 * Gives a message its new text and keeps the earlier one. The change of the last, unanswered message is a word of the person that
 * somebody must read: the wait runs as after a new message.
 */
export async function applyEdit(
  sql: Sql,
  target: Target,
  edit: InboundEdit,
  origin: Origin,
): Promise<readonly StoredFact[]> {
  const { conversation, messageId } = target;
  const text = normaliseText(edit.text);
  if (text === target.text) return [];
  await replaceText(sql, target, text, edit.at ?? origin.now, origin);
  const newest = await newestMessage(sql, conversation.id);
  const asks = newest?.id === messageId && !target.automatic;
  const changed = await applyChange(sql, {
    conversationId: conversation.id,
    patch: { ...(asks ? onInbound(conversation, origin.now) : {}), ...snippetPatch(newest, messageId) },
    event: { type: 'edited', at: origin.now, messageId },
    facts: asks ? waitingFact(conversation) : [],
  });
  return changed?.facts ?? [];
}

async function replaceText(
  sql: Sql,
  target: Target,
  text: string,
  at: Date,
  { eventId, now }: Origin,
): Promise<void> {
  await sql.query(
    'INSERT INTO message_edit (id, message_id, text, event_id, replaced_at) VALUES ($1, $2, $3, $4, $5)',
    [newId(), target.messageId, target.text, eventId, now],
  );
  await sql.query(
    `UPDATE message SET text = $2, html = NULL, quoted_from = NULL, edited_at = $3, search = to_tsvector('simple', $4) WHERE id = $1`,
    [target.messageId, text, at, searchText(target.subject, text)],
  );
}
