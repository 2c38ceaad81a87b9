import type { Sql } from '@sila/database';
import { type AttachmentLimits, DomainError } from '@sila/domain';

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
  if (limits && (!limits.outbound || ids.length > limits.maxCount)) {
    throw new DomainError('channel-refused', {
      reason: 'attachments',
      maxCount: limits.outbound ? limits.maxCount : 0,
    });
  }
  const rows = await sql.query<{ size: string }>(
    `UPDATE attachment SET message_id = $2 WHERE id = ANY($3::uuid[]) AND uploaded_by = $1 AND message_id IS NULL AND state = 'ready'
     RETURNING size`,
    [uploadedBy, messageId, ids],
  );
  if (rows.length !== new Set(ids).size) throw new DomainError('not-found', { field: 'attachments' });
  const largest = Math.max(...rows.map((row) => Number(row.size)));
  if (limits && largest > limits.maxBytes) throw new DomainError('too-large', { maxBytes: limits.maxBytes });
}
