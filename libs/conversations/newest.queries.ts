import type { Sql } from '@sila/database';
import { type Sayable, type SnippetKind, snippetFor, TAKEN_BACK } from '@sila/domain';
import type { RowPatch } from './change.queries.js';

/** The message whose words the inbox shows: the newest one between the person and us. */
export interface NewestMessage extends Sayable {
  readonly id: string;
  readonly deleted: boolean;
  readonly [column: string]: unknown;
}

/** Null in a conversation of notes only. */
export async function newestMessage(sql: Sql, conversationId: string): Promise<NewestMessage | null> {
  const rows = await sql.query<NewestMessage>(
    `SELECT m.id, m.text, m.quoted_from AS "quotedFrom", m.subject, m.content, m.deleted_at IS NOT NULL AS deleted,
            coalesce((SELECT json_agg(json_build_object('fileName', f.file_name, 'mediaType', f.media_type) ORDER BY f.id)
                      FROM attachment f WHERE f.message_id = m.id), '[]') AS files
     FROM message m WHERE m.conversation_id = $1 AND m.direction IN ('in', 'out') AND m.status <> 'cancelled' ORDER BY m.seq DESC LIMIT 1`,
    [conversationId],
  );
  return rows[0] ?? null;
}

/** The row's words anew when they are those of the message that changed. */
export function snippetPatch(newest: NewestMessage | null, messageId: string): RowPatch {
  if (newest?.id !== messageId) return {};
  const { snippet, snippetKind }: { snippet: string; snippetKind: SnippetKind | null } = newest.deleted
    ? TAKEN_BACK
    : snippetFor(newest);
  return { snippet, snippetKind };
}
