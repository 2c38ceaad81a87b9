import type { AttachmentView, MessageView } from '@sila/contracts';
import { isoOf, type Sql } from '@sila/database';
import type { QueryResultRow } from 'pg';
import { CALL_BRIEF } from './call.queries.js';
import { LETTER_BRIEF } from './letter.queries.js';

interface MessageRow extends QueryResultRow {
  readonly view: Omit<MessageView, 'attachments'> & { readonly attachments: readonly AttachmentView[] };
}

/** The message that this one answers, as far as it stands in the same thread: another one's rights are its own. */
const QUOTED = `CASE WHEN m.quoted_provider_id IS NOT NULL THEN coalesce(
  (SELECT json_build_object('id', q.id, 'direction', q.direction, 'text', left(q.text, 200), 'content', q.content,
          'mediaType', (SELECT f.media_type FROM attachment f WHERE f.message_id = q.id ORDER BY f.id LIMIT 1), 'deleted', q.deleted_at IS NOT NULL)
   FROM message q WHERE q.channel_account_id = m.channel_account_id AND q.provider_id = m.quoted_provider_id
     AND q.conversation_id = m.conversation_id ORDER BY q.id LIMIT 1),
  json_build_object('id', NULL, 'direction', NULL, 'text', '', 'content', NULL, 'mediaType', NULL, 'deleted', false)) END`;

const REACTIONS = `coalesce((SELECT json_agg(json_build_object('emoji', x.emoji, 'count', x.count) ORDER BY x.first, x.emoji)
  FROM (SELECT emoji, count(*)::int, min(at) AS first FROM message_reaction WHERE message_id = m.id GROUP BY emoji) x), '[]')`;

/** One message as JSON, made by the database: nothing is hydrated on the way to a screen. */
export const MESSAGE_VIEW = `json_build_object(
  'id', m.id, 'conversationId', m.conversation_id, 'seq', m.seq, 'direction', m.direction, 'kind', m.kind, 'text', m.text,
  'hasHtml', m.html IS NOT NULL, 'subject', m.subject, 'quotedFrom', m.quoted_from,
  'shownAt', ${isoOf('m.shown_at')}, 'sentAt', ${isoOf('m.sent_at')}, 'createdAt', ${isoOf('m.created_at')},
  'channelAccountId', m.channel_account_id, 'channel', a.channel, 'address', m.address,
  'author', CASE WHEN s.id IS NULL THEN NULL ELSE json_build_object('id', s.id, 'name', s.name) END,
  'status', m.status,
  'error', CASE WHEN m.error_code IS NULL THEN NULL ELSE json_build_object('code', m.error_code, 'detail', m.error_detail) END,
  'needsTemplate', m.needs_template,
  'undoUntil', CASE WHEN m.status = 'queued' THEN ${isoOf('m.send_at')} END,
  'automatic', m.automatic, 'clientId', m.client_id, 'form', m.meta->'form',
  'content', m.content, 'quoted', ${QUOTED},
  'reactions', ${REACTIONS},
  'editedAt', ${isoOf('m.edited_at')}, 'deletedAt', ${isoOf('m.deleted_at')},
  'attachments', coalesce((SELECT json_agg(json_build_object(
      'id', f.id, 'fileName', f.file_name, 'mediaType', f.media_type, 'size', f.size, 'state', f.state, 'reason', f.reason,
      'inline', f.content_id IS NOT NULL) ORDER BY f.id) FROM attachment f WHERE f.message_id = m.id), '[]'),
  'letter', (SELECT ${LETTER_BRIEF} FROM letter l LEFT JOIN staff v ON v.id = l.verified_by WHERE l.message_id = m.id),
  'call', CASE WHEN m.kind = 'call' THEN
    (SELECT ${CALL_BRIEF} FROM phone_call p LEFT JOIN staff o ON o.id = p.officer_id WHERE p.message_id = m.id) END
)`;

export const MESSAGE_FROM = `FROM message m LEFT JOIN staff s ON s.id = m.author_id LEFT JOIN channel_account a ON a.id = m.channel_account_id`;

/** Messages by id, in any order. */
export async function messageViews(sql: Sql, ids: readonly string[]): Promise<MessageView[]> {
  const rows = await sql.query<MessageRow>(
    `SELECT ${MESSAGE_VIEW} AS view ${MESSAGE_FROM} WHERE m.id = ANY($1::uuid[])`,
    [ids],
  );
  return rows.map(viewOf);
}

/** A page of a thread, oldest first, ending before the cursor. */
export async function messagePageViews(
  sql: Sql,
  conversationId: string,
  before: { readonly shownAt: string; readonly seq: number } | null,
  limit: number,
): Promise<MessageView[]> {
  const rows = await sql.query<MessageRow>(
    `SELECT ${MESSAGE_VIEW} AS view ${MESSAGE_FROM}
     WHERE m.conversation_id = $1 ${before ? 'AND (m.shown_at, m.seq) < ($3::timestamptz, $4::int)' : ''}
     ORDER BY m.shown_at DESC, m.seq DESC LIMIT $2`,
    [conversationId, limit, ...(before ? [before.shownAt, before.seq] : [])],
  );
  return rows.map(viewOf).reverse();
}

/**
 * What others wrote above `seq`: the person, who may also have changed or taken back an earlier message, or a colleague's answer.
 * Shown before an officer answers over it.
 */
export async function newerMessages(
  sql: Sql,
  conversationId: string,
  seq: number,
  staffId: string,
): Promise<MessageView[]> {
  const rows = await sql.query<MessageRow>(
    `SELECT ${MESSAGE_VIEW} AS view ${MESSAGE_FROM}
     WHERE m.conversation_id = $1 AND m.direction IN ('in', 'out') AND m.author_id IS DISTINCT FROM $3
       AND (m.seq > $2 OR m.id IN (SELECT e.message_id FROM conversation_event e
            WHERE e.conversation_id = $1 AND e.seq > $2 AND e.type IN ('edited', 'deleted')))
     ORDER BY m.seq LIMIT 50`,
    [conversationId, seq, staffId],
  );
  return rows.map(viewOf);
}

/** The message an officer already posted under this client id. */
export async function messageByClientId(
  sql: Sql,
  scope: string,
  clientId: string,
): Promise<MessageView | null> {
  const rows = await sql.query<MessageRow>(
    `SELECT ${MESSAGE_VIEW} AS view ${MESSAGE_FROM} WHERE m.client_scope = $1 AND m.client_id = $2`,
    [scope, clientId],
  );
  return rows[0] ? viewOf(rows[0]) : null;
}

function viewOf(row: MessageRow): MessageView {
  return { ...row.view, attachments: [...row.view.attachments] };
}
