import type { Sql } from '@sila/database';
import type { Fact } from '@sila/domain';
import { newId } from '@sila/platform';

/** Forgets a message's files; their bytes go once this has committed. Gives the facts that make it so. */
export async function removeFiles(sql: Sql, messageId: string, now: Date): Promise<readonly Fact[]> {
  const files = await sql.query<{ storageKey: string | null }>(
    'DELETE FROM attachment WHERE message_id = $1 RETURNING storage_key AS "storageKey"',
    [messageId],
  );
  const keys = files.flatMap(({ storageKey }) => (storageKey ? [storageKey] : []));
  return ask(sql, keys, [], now);
}

/** The same for the raw requests behind events. What else a request says and still waits is worked before. */
export async function removeRawOf(
  sql: Sql,
  eventIds: readonly string[],
  now: Date,
): Promise<readonly Fact[]> {
  const requests = await sql.query<{ id: string }>(
    'SELECT DISTINCT request_id AS id FROM inbound_event WHERE id = ANY($1::uuid[])',
    [eventIds],
  );
  return ask(
    sql,
    [],
    requests.map(({ id }) => id),
    now,
  );
}

async function ask(
  sql: Sql,
  storageKeys: readonly string[],
  requestIds: readonly string[],
  now: Date,
): Promise<readonly Fact[]> {
  const removals = [
    ...storageKeys.map((storageKey) => ({ id: newId(), storageKey, requestId: null })),
    ...requestIds.map((requestId) => ({ id: newId(), storageKey: null, requestId })),
  ];
  if (removals.length === 0) return [];
  await sql.query(
    `INSERT INTO removal (id, storage_key, request_id, asked_at)
     SELECT r.*, $4 FROM unnest($1::uuid[], $2::text[], $3::uuid[]) AS r(id, storage_key, request_id)`,
    [
      removals.map((removal) => removal.id),
      removals.map((removal) => removal.storageKey),
      removals.map((removal) => removal.requestId),
      now,
    ],
  );
  return removals.map(({ id }) => ({ type: 'removal.asked', stream: id, seq: 0, ids: { removalId: id } }));
}
