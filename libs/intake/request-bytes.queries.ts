import type { Sql } from '@sila/database';
import type { FileStore } from '@sila/platform';

/** Removes the raw bytes of requests; key and hash stay, so that a redelivery is still known (promises.md §3.1). */
export async function removeRequestBytes(
  sql: Sql,
  files: FileStore,
  requests: readonly { readonly id: string; readonly storageKey: string | null }[],
  now: Date,
): Promise<void> {
  for (const { storageKey } of requests) if (storageKey) await files.remove(storageKey);
  await sql.query(
    `UPDATE inbound_request SET body = NULL, storage_key = NULL, envelope = '', purged_at = $2 WHERE id = ANY($1::uuid[])`,
    [requests.map(({ id }) => id), now],
  );
}
