import type { Sql } from '@sila/database';
import type { QueryResultRow } from 'pg';
import type { Positions } from './visitor.cursor.js';

/** A visitor of one website chat, as their token proves. */
export interface Visitor {
  readonly accountId: string;
  readonly visitorId: string;
}

export interface VisitorMessageRow extends QueryResultRow {
  readonly id: string;
  readonly conversationId: string;
  readonly clientId: string | null;
  readonly seq: number;
  readonly direction: 'in' | 'out' | 'notice';
  readonly text: string;
  readonly author: string | null;
  readonly shownAt: Date;
  readonly status: string;
  readonly attachments: readonly VisitorFileRow[];
}

export interface VisitorFileRow {
  readonly id: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number | null;
  readonly state: string;
}

/** Conversations beyond these are history that only staff looks at. */
const CONVERSATIONS = 20;

/**
 * What passed through the visitor's own identity and nothing else: no notes, no other channel of the same person, nobody's
 * surname. Who that person is plays no part, so a merge shows a visitor nothing, and parting takes nothing away. `seq` is gap-free in commit order within a conversation, so a position for each conversation misses nothing.
 */
const MESSAGES = `
WITH own AS (
  SELECT id FROM identity WHERE channel_account_id = $1 AND kind = 'visitor' AND value = $2
), talk AS (
  SELECT DISTINCT said.conversation_id AS id, coalesce(($3::jsonb ->> said.conversation_id::text)::int, 0) AS after
  FROM message said JOIN own ON said.identity_id = own.id WHERE said.address_kind = 'visitor' ORDER BY id DESC LIMIT ${CONVERSATIONS}
)
SELECT m.id, m.conversation_id AS "conversationId", m.seq, m.direction, m.text, m.shown_at AS "shownAt", m.status,
  CASE WHEN m.direction = 'in' THEN split_part(m.provider_id, ':', 2) END AS "clientId",
  CASE WHEN m.direction = 'out' THEN split_part(btrim(s.name), ' ', 1) END AS author,
  coalesce((SELECT json_agg(json_build_object('id', f.id, 'fileName', f.file_name, 'mediaType', f.media_type, 'size', f.size,
    'state', f.state) ORDER BY f.id) FROM attachment f WHERE f.message_id = m.id), '[]') AS attachments
FROM talk JOIN message m ON m.conversation_id = talk.id AND m.seq > talk.after JOIN own ON m.identity_id = own.id
LEFT JOIN staff s ON s.id = m.author_id
WHERE m.channel_account_id = $1 AND m.direction IN ('in', 'out', 'notice') AND m.status <> 'cancelled'
ORDER BY m.conversation_id, m.seq LIMIT $4`;

/** Messages after the given positions, oldest first. */
export function messagesAfter(
  sql: Sql,
  { accountId, visitorId }: Visitor,
  positions: Positions,
  limit: number,
): Promise<VisitorMessageRow[]> {
  return sql.query<VisitorMessageRow>(MESSAGES, [accountId, visitorId, JSON.stringify(positions), limit]);
}

/** Those of the messages that were written to this visitor and stand below `status`. */
export async function unreported(
  sql: Sql,
  { accountId, visitorId }: Visitor,
  ids: readonly string[],
  status: 'delivered' | 'read',
): Promise<string[]> {
  const settled = status === 'read' ? ['read'] : ['delivered', 'read'];
  const rows = await sql.query<{ id: string }>(
    `SELECT m.id FROM message m JOIN identity i ON i.id = m.identity_id
     WHERE m.id = ANY($3::uuid[]) AND m.channel_account_id = $1 AND i.kind = 'visitor' AND i.value = $2
       AND m.direction IN ('out', 'notice') AND m.status <> ALL($4::text[])`,
    [accountId, visitorId, ids, settled],
  );
  return rows.map((row) => row.id);
}

export interface VisitorUpload extends QueryResultRow {
  readonly id: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: string;
  readonly storageKey: string;
}

/** Uploads of this visitor that no message carries yet. */
export function uploadsOf(sql: Sql, uploadedBy: string, ids: readonly string[]): Promise<VisitorUpload[]> {
  return sql.query<VisitorUpload>(
    `SELECT id, file_name AS "fileName", media_type AS "mediaType", size, storage_key AS "storageKey" FROM attachment
     WHERE id = ANY($2::uuid[]) AND uploaded_by = $1 AND message_id IS NULL AND state = 'ready'`,
    [uploadedBy, ids],
  );
}

/** Forgets uploads whose bytes went into a stored request. */
export async function forgetUploads(sql: Sql, uploadedBy: string, ids: readonly string[]): Promise<void> {
  await sql.query(
    'DELETE FROM attachment WHERE id = ANY($2::uuid[]) AND uploaded_by = $1 AND message_id IS NULL',
    [uploadedBy, ids],
  );
}

/** True when this event is stored already. */
export async function isKnown(sql: Sql, accountId: string, eventKey: string): Promise<boolean> {
  const rows = await sql.query(
    'SELECT 1 FROM inbound_event WHERE channel_account_id = $1 AND event_key = $2',
    [accountId, eventKey],
  );
  return rows.length > 0;
}

export interface OwnFile extends QueryResultRow {
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: string;
  readonly state: string;
  readonly storageKey: string | null;
}

/** A file of a message that passed through the visitor's own identity; null for every other. */
export async function ownFile(
  sql: Sql,
  { accountId, visitorId }: Visitor,
  id: string,
): Promise<OwnFile | null> {
  const rows = await sql.query<OwnFile>(
    `SELECT f.file_name AS "fileName", f.media_type AS "mediaType", f.size, f.state, f.storage_key AS "storageKey"
     FROM attachment f JOIN message m ON m.id = f.message_id JOIN identity i ON i.id = m.identity_id
     WHERE f.id = $3 AND m.channel_account_id = $1 AND i.kind = 'visitor' AND i.value = $2
       AND m.direction IN ('in', 'out', 'notice') AND m.status <> 'cancelled'`,
    [accountId, visitorId, id],
  );
  return rows[0] ?? null;
}
