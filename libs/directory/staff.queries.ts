import type { Colleague, StaffView } from '@sila/contracts';
import type { Sql } from '@sila/database';
import { capacityInAll, takesRoom } from './takes-room.js';
import { DomainError, type Language, type MediaCount, type PresenceState, type Role } from '@sila/domain';

interface StaffRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly language: Language;
  readonly capacity: StaffView['capacity'];
  readonly skills: StaffView['skills'];
  readonly queueIds: string[];
  readonly presence: PresenceState;
  readonly disabled: boolean;
  readonly invited: boolean;
  readonly createdAt: Date;
}

const SELECT = `
  SELECT s.id, s.name, s.email, s.role, s.language, s.capacity,
         coalesce((SELECT json_agg(json_build_object('skillId', k.skill_id, 'level', k.level) ORDER BY k.skill_id)
                     FROM staff_skill k WHERE k.staff_id = s.id), '[]') AS skills,
         ARRAY(SELECT m.queue_id::text FROM queue_member m WHERE m.staff_id = s.id ORDER BY 1) AS "queueIds",
         coalesce(p.state, 'offline') AS presence, s.disabled_at IS NOT NULL AS disabled,
         s.password_hash IS NULL AS invited, s.created_at AS "createdAt"
    FROM staff s LEFT JOIN presence p ON p.staff_id = s.id`;

/** Everybody, by name. */
export async function listStaff(sql: Sql): Promise<StaffView[]> {
  return (await sql.query<StaffRow>(`${SELECT} ORDER BY s.disabled_at NULLS FIRST, s.name, s.id`)).map(
    viewOf,
  );
}

/** One person, locked when a transaction is about to change them. Throws `not-found`. */
export async function findStaff(sql: Sql, id: string, options: { lock?: boolean } = {}): Promise<StaffView> {
  const [row] = await sql.query<StaffRow>(
    `${SELECT} WHERE s.id = $1${options.lock ? ' FOR UPDATE OF s' : ''}`,
    [id],
  );
  if (!row) throw new DomainError('not-found');
  return viewOf(row);
}

/** The person with a mail address, or null. */
export async function findStaffByEmail(sql: Sql, email: string): Promise<StaffView | null> {
  const [row] = await sql.query<StaffRow>(`${SELECT} WHERE s.email = $1`, [email]);
  return row ? viewOf(row) : null;
}

function viewOf(row: StaffRow): StaffView {
  return { ...row, createdAt: row.createdAt.toISOString() };
}

/** Everybody who can be handed a conversation: members of a queue, not disabled, with what they hold now. */
export async function listColleagues(
  sql: Sql,
  room: { readonly capacity: MediaCount; readonly quietSince: Date },
): Promise<Colleague[]> {
  return sql.query<Colleague>(
    `SELECT s.id, s.name, s.role, coalesce(p.state, 'offline') AS presence,
            array_agg(m.queue_id::text ORDER BY m.queue_id) AS "queueIds",
            (SELECT count(*)::int FROM conversation c WHERE c.assignee_id = s.id AND c.status = 'open' AND ${takesRoom('c', '$2')}) AS load,
            ${capacityInAll('s', '$1')} AS capacity
       FROM staff s JOIN queue_member m ON m.staff_id = s.id LEFT JOIN presence p ON p.staff_id = s.id
      WHERE s.disabled_at IS NULL GROUP BY s.id, p.state ORDER BY s.name, s.id`,
    [JSON.stringify(room.capacity), room.quietSince],
  );
}

/** Makes the person a member of exactly these queues; gives those joined and those left. Throws `bad-request` for an unknown queue. */
export async function replaceQueuesOf(
  sql: Sql,
  staffId: string,
  queueIds: readonly string[],
): Promise<{ joined: string[]; left: string[] }> {
  const left = await sql.query<{ queueId: string }>(
    'DELETE FROM queue_member WHERE staff_id = $1 AND NOT queue_id = ANY($2::uuid[]) RETURNING queue_id AS "queueId"',
    [staffId, queueIds],
  );
  await requireQueues(sql, queueIds);
  const joined = await sql.query<{ queueId: string }>(
    `INSERT INTO queue_member (queue_id, staff_id) SELECT id, $1 FROM unnest($2::uuid[]) AS id
     ON CONFLICT DO NOTHING RETURNING queue_id AS "queueId"`,
    [staffId, [...new Set(queueIds)]],
  );
  return { joined: joined.map((row) => row.queueId), left: left.map((row) => row.queueId) };
}

async function requireQueues(sql: Sql, queueIds: readonly string[]): Promise<void> {
  const found = await sql.query('SELECT id FROM queue WHERE id = ANY($1::uuid[]) AND archived_at IS NULL', [
    queueIds,
  ]);
  if (found.length !== new Set(queueIds).size) throw new DomainError('bad-request', { field: 'queueIds' });
}

/** Gives the person exactly these skills. Throws `bad-request` for one that is none. */
export async function replaceSkillsOf(sql: Sql, staffId: string, skills: StaffView['skills']): Promise<void> {
  const ids = [...new Set(skills.map(({ skillId }) => skillId))];
  const known = await sql.query('SELECT 1 FROM skill WHERE id = ANY($1::uuid[])', [ids]);
  if (known.length !== ids.length) throw new DomainError('bad-request', { field: 'skills' });
  await sql.query('DELETE FROM staff_skill WHERE staff_id = $1', [staffId]);
  await sql.query(
    `INSERT INTO staff_skill (staff_id, skill_id, level) SELECT $1, * FROM unnest($2::uuid[], $3::int[])
     ON CONFLICT (staff_id, skill_id) DO UPDATE SET level = EXCLUDED.level`,
    [staffId, skills.map(({ skillId }) => skillId), skills.map(({ level }) => level)],
  );
}
