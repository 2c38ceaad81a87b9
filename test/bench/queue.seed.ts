import type { TestDatabase } from '../support/postgres.js';

/** Adds conversations of one person each that wait in queues, by turns, each a second older than the next. */
export async function seedWaiting(
  database: TestDatabase,
  queueIds: readonly string[],
  size: number,
): Promise<readonly string[]> {
  const rows = await database.query<{ id: string }>(
    `WITH n AS (SELECT n, gen_random_uuid() AS person, gen_random_uuid() AS id FROM generate_series(1, $1::int) n),
       person AS (INSERT INTO contact (id, name, search_name, created_at) SELECT person, 'نورة', 'نورة', now() FROM n)
     INSERT INTO conversation (id, contact_id, channel_account_id, queue_id, last_message_at, waiting_since, created_at)
     SELECT n.id, n.person, (SELECT id FROM channel_account ORDER BY id LIMIT 1), ($2::uuid[])[1 + n.n % cardinality($2::uuid[])],
            at, at, at FROM n, LATERAL (SELECT now() - ($1::int - n.n) * interval '1 second' AS at) time
     RETURNING id`,
    [size, queueIds],
  );
  return rows.map(({ id }) => id);
}
