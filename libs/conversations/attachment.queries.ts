import type { Sql } from '@sila/database';
import { normaliseJson, normaliseText } from '@sila/domain';

/** An attachment ready to be written: its bytes stored, refused, or still to be fetched. */
export interface PreparedAttachment {
  readonly id: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number | null;
  readonly sha256: string | null;
  readonly state: 'pending' | 'ready' | 'rejected';
  readonly reason: string | null;
  readonly storageKey: string | null;
  readonly source: unknown;
  readonly contentId: string | null;
}

/** Writes the attachments of one inbound message. */
export async function attachInbound(
  sql: Sql,
  messageId: string,
  channelAccountId: string,
  attachments: readonly PreparedAttachment[],
  now: Date,
): Promise<void> {
  if (attachments.length === 0) return;
  const column = <Key extends keyof PreparedAttachment>(key: Key) =>
    attachments.map((attachment) => attachment[key]);
  await sql.query(
    `INSERT INTO attachment (id, message_id, channel_account_id, file_name, media_type, size, sha256, state, reason,
                             storage_key, source, content_id, next_try_at, created_at)
     SELECT a.id, $1, $2, a.file_name, a.media_type, a.size, a.sha256, a.state, a.reason, a.storage_key, a.source, a.content_id,
            CASE WHEN a.state = 'pending' THEN $3::timestamptz END, $3
     FROM unnest($4::uuid[], $5::text[], $6::text[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::jsonb[], $13::text[])
       AS a(id, file_name, media_type, size, sha256, state, reason, storage_key, source, content_id)`,
    [
      messageId,
      channelAccountId,
      now,
      column('id'),
      column('fileName').map(cleanFileName),
      column('mediaType').map((type) => normaliseText(type).slice(0, 120)),
      column('size'),
      column('sha256'),
      column('state'),
      column('reason'),
      column('storageKey'),
      column('source').map((source) => (source === null ? null : JSON.stringify(normaliseJson(source)))),
      column('contentId'),
    ],
  );
}

/** A name for people: no path, no control or direction-changing characters, never empty, at most 160 characters. */
export function cleanFileName(name: string): string {
  const base = normaliseText(name).split(/[/\\]/).pop() ?? '';
  const clean = base.replace(/[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '').trim();
  if (clean.length <= 160) return clean || 'file';
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(clean)?.[0] ?? '';
  return `${clean.slice(0, 150)}${extension}`;
}
