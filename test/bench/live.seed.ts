import type { TestDatabase } from '../support/postgres.js';

/** Adds queues until there are so many; gives the ids of all. */
export async function seedQueues(database: TestDatabase, size: number): Promise<readonly string[]> {
  await database.query(
    `INSERT INTO queue (id, key, name_ar, name_en, created_at)
     SELECT gen_random_uuid(), 'bench-' || n, 'قائمة ' || n, 'Queue ' || n, now()
     FROM generate_series((SELECT count(*)::int FROM queue) + 1, $1::int) n`,
    [size],
  );
  const rows = await database.query<{ id: string }>('SELECT id FROM queue ORDER BY created_at, id');
  return rows.map(({ id }) => id);
}

/** Adds colleagues, online, until there are so many; everybody but an administrator is a member of two queues. */
export async function seedPeople(
  database: TestDatabase,
  queueIds: readonly string[],
  size: number,
): Promise<void> {
  await database.query(
    `INSERT INTO staff (id, email, name, role, created_at)
     SELECT gen_random_uuid(), 'bench-' || n || '@sila.example', 'موظفة ' || n, 'officer', now()
     FROM generate_series(1, $1::int - (SELECT count(*)::int FROM staff WHERE role <> 'administrator')) n`,
    [size],
  );
  await database.query(
    `WITH people AS (SELECT id, row_number() OVER (ORDER BY id)::int AS n FROM staff WHERE role <> 'administrator')
     INSERT INTO queue_member (queue_id, staff_id)
     SELECT ($1::uuid[])[1 + (n + k * 5) % cardinality($1::uuid[])], id FROM people, generate_series(0, 1) k
     ON CONFLICT DO NOTHING`,
    [queueIds],
  );
  await database.query(
    `INSERT INTO presence (staff_id, state, since, seen_at) SELECT id, 'online', now(), now() FROM staff ON CONFLICT DO NOTHING`,
  );
}
