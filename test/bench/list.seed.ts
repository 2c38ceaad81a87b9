import type { Pool } from 'pg';

/** What an inbox of that many conversations is made of. */
export interface Seeded {
  /** Queues of the officer who looks; there are as many that the officer does not see. */
  readonly queueIds: readonly string[];
  readonly messagesEach: number;
}

const QUEUES = 6;
const HALF = QUEUES / 2;

/**
 * Fills the database with conversations of one person each: most of them open, half of them owned, over several queues and
 * colleagues, in Arabic, with their messages. `staffId` owns one in forty and has read some.
 */
export async function seedInbox(pool: Pool, staffId: string, size: number): Promise<Seeded> {
  const messagesEach = size <= 20_000 ? 10 : 4;
  await pool.query(PEOPLE_AND_QUEUES, [QUEUES]);
  await pool.query(
    `INSERT INTO queue_member SELECT id, $1 FROM queue WHERE key LIKE 'bench-%' ORDER BY key LIMIT ${HALF}`,
    [staffId],
  );
  await pool.query(CONTACTS, [size]);
  await pool.query(CONVERSATIONS, [staffId, messagesEach]);
  await pool.query(MESSAGES, [messagesEach]);
  await pool.query(
    `INSERT INTO read_cursor SELECT $1, id, 5 FROM conversation WHERE number % 7 = 0 ON CONFLICT DO NOTHING`,
    [staffId],
  );
  await pool.query(
    `INSERT INTO follower SELECT id, $1, now() FROM conversation WHERE number % 211 = 0 ON CONFLICT DO NOTHING`,
    [staffId],
  );
  await pool.query('VACUUM (ANALYZE)');
  const { rows } = await pool.query<{ id: string }>(
    'SELECT queue_id AS id FROM queue_member WHERE staff_id = $1',
    [staffId],
  );
  return { queueIds: rows.map(({ id }) => id), messagesEach };
}

const PEOPLE_AND_QUEUES = `
WITH colleague AS (
  INSERT INTO staff (id, email, name, role, created_at)
  SELECT gen_random_uuid(), 'colleague-' || n || '@charity.example', 'الموظفة رقم ' || n, 'officer', now() FROM generate_series(1, 20) n
)
INSERT INTO queue (id, key, name_ar, name_en, created_at)
SELECT gen_random_uuid(), 'bench-' || n, 'طابور ' || n, 'Queue ' || n, now() FROM generate_series(1, $1::int) n`;

const CONTACTS = `
INSERT INTO contact (id, name, search_name, created_at)
SELECT gen_random_uuid(), given.name || ' ' || family.name, given.name || ' ' || family.name, now()
FROM generate_series(1, $1::int) n
JOIN LATERAL (SELECT (ARRAY['نورة','عبدالله','سارة','محمد','هيا','خالد','منيرة','فهد'])[1 + n % 8] AS name) given ON true
JOIN LATERAL (SELECT (ARRAY['العتيبي','القحطاني','الحربي','الشمري','الدوسري','المطيري'])[1 + n / 8 % 6] AS name) family ON true`;

/** Ids grow with time, as they do in life: version 7 of UUID begins with the milliseconds. */
const CONVERSATIONS = `
WITH person AS (SELECT id, row_number() OVER () AS n, count(*) OVER () AS all_people FROM contact),
     queues AS (SELECT array_agg(id ORDER BY key) AS ids FROM queue WHERE key LIKE 'bench-%'),
     colleagues AS (SELECT array_agg(id ORDER BY email) AS ids FROM staff WHERE email LIKE 'colleague-%'),
     account AS (SELECT id FROM channel_account LIMIT 1)
INSERT INTO conversation (id, contact_id, channel_account_id, queue_id, assignee_id, status, seq, snippet, language, last_message_at,
                          waiting_since, closed_at, close_outcome, reason, created_at)
SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3) || 'a' || substr(md5(n::text), 4, 15))::uuid,
       person.id, account.id, queues.ids[1 + n % array_length(queues.ids, 1)],
       CASE WHEN n % 40 = 1 THEN $1::uuid WHEN n % 2 = 0 THEN colleagues.ids[1 + n % array_length(colleagues.ids, 1)] END,
       CASE WHEN n % 5 = 4 THEN 'closed' ELSE 'open' END, $2::int, 'أحتاج إلى مساعدة في تحديث بيانات الأسرة رقم ' || n, 'ar', at,
       CASE WHEN n % 5 <> 4 THEN at END, CASE WHEN n % 5 = 4 THEN at + interval '1 hour' END, CASE WHEN n % 5 = 4 THEN 'resolved' END,
       '{"code":"default-queue"}', at
FROM person, queues, colleagues, account, LATERAL (SELECT now() - (all_people - n) * interval '37 seconds' AS at) time`;

const MESSAGES = `
INSERT INTO message (id, conversation_id, seq, direction, text, shown_at, created_at, status, channel_account_id, search)
SELECT gen_random_uuid(), c.id, n, CASE WHEN n % 3 = 0 THEN 'out' ELSE 'in' END, text, at, at, 'received', c.channel_account_id,
       to_tsvector('simple', text)
FROM conversation c, generate_series(1, $1::int) n,
     LATERAL (SELECT c.snippet || ' ' || n AS text, c.last_message_at - ($1::int - n) * interval '1 minute' AS at) one`;
