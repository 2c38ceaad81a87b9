import type { Sql } from '@sila/database';
import { type AttachmentLimits, DomainError, type PlannedFile } from '@sila/domain';

/**
 * Gives uploads to the message that carries them. Only the uploader's own, each once; throws `not-found` for others, `too-large` and
 * `channel-refused` when the channel can't carry them (`limits` null: notes carry anything).
 */
export async function takeUploads(
  sql: Sql,
  uploadedBy: string,
  messageId: string,
  ids: readonly string[],
  limits: AttachmentLimits | null,
): Promise<void> {
  if (ids.length === 0) return;
  if (limits && !limits.outbound) throw new DomainError('channel-refused', { reason: 'attachments' });
  const rows = await sql.query<{ size: string }>(
    `UPDATE attachment SET message_id = $2 WHERE id = ANY($3::uuid[]) AND uploaded_by = $1 AND message_id IS NULL AND state = 'ready'
     RETURNING size`,
    [uploadedBy, messageId, ids],
  );
  if (rows.length !== new Set(ids).size) throw new DomainError('not-found', { field: 'attachments' });
  const largest = Math.max(...rows.map((row) => Number(row.size)));
  if (limits && largest > limits.maxBytes) throw new DomainError('too-large', { maxBytes: limits.maxBytes });
}

/** The uploads an answer names, in its order. Throws `not-found` when one is not the uploader's own. */
export async function uploadsOf(
  sql: Sql,
  uploadedBy: string,
  ids: readonly string[],
): Promise<PlannedFile[]> {
  if (ids.length === 0) return [];
  const rows = await sql.query<PlannedFile & { [column: string]: unknown }>(
    `SELECT id, media_type AS "mediaType" FROM attachment WHERE id = ANY($2::uuid[]) AND uploaded_by = $1 AND message_id IS NULL`,
    [uploadedBy, ids],
  );
  return ids.map((id) => {
    const row = rows.find((entry) => entry.id === id);
    if (!row) throw new DomainError('not-found', { field: 'attachments' });
    return row;
  });
}
