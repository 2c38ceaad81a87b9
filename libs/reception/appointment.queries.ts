import type { AppointmentView } from '@sila/contracts';
import { isoOf, personCte, type Sql, standingId } from '@sila/database';
import type { AppointmentState, OfficerWish } from '@sila/domain';

export interface AppointmentRow {
  readonly id: string;
  readonly deskId: string;
  readonly queueId: string;
  readonly contactId: string;
  readonly startsAt: Date;
  readonly reason: string;
  readonly wish: OfficerWish;
  readonly state: AppointmentState;
  readonly [column: string]: unknown;
}

const COLUMNS = `p.id, p.channel_account_id AS "deskId", p.queue_id AS "queueId", p.contact_id AS "contactId",
  p.starts_at AS "startsAt", p.reason, p.wish, p.state`;

const VIEW = `p.id, json_build_object('id', k.id, 'name', k.name) AS contact, ${isoOf('p.starts_at')} AS "startsAt",
  p.queue_id AS "queueId", p.reason, p.wish, p.state, ${isoOf('p.reminded_at')} AS "remindedAt"`;

/** Appointments of a desk between two moments, in the order of their time; cancelled ones are left out. */
export async function appointmentsBetween(
  sql: Sql,
  deskId: string,
  from: Date,
  to: Date,
): Promise<AppointmentView[]> {
  return sql.query<AppointmentView & { [column: string]: unknown }>(
    `SELECT ${VIEW} FROM appointment p JOIN contact own ON own.id = p.contact_id JOIN contact k ON k.id = ${standingId('own')}
     WHERE p.channel_account_id = $1 AND p.starts_at >= $2 AND p.starts_at < $3 AND p.state <> 'cancelled' ORDER BY p.starts_at, p.id`,
    [deskId, from, to],
  );
}

export async function appointmentView(sql: Sql, id: string): Promise<AppointmentView | null> {
  const rows = await sql.query<AppointmentView & { [column: string]: unknown }>(
    `SELECT ${VIEW} FROM appointment p JOIN contact own ON own.id = p.contact_id JOIN contact k ON k.id = ${standingId('own')}
     WHERE p.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export async function appointmentById(sql: Sql, id: string, lock = false): Promise<AppointmentRow | null> {
  const rows = await sql.query<AppointmentRow>(
    `SELECT ${COLUMNS} FROM appointment p WHERE p.id = $1 ${lock ? 'FOR UPDATE' : ''}`,
    [id],
  );
  return rows[0] ?? null;
}

/** One at a time agrees on times at a desk, so that two never take the last place. */
export async function lockTimes(sql: Sql, deskId: string): Promise<void> {
  await sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('appointments|' || $1::text, 0))`, [deskId]);
}

/** How many come at that time, and whether this person is one of them. `exceptId` is the appointment that is moved. */
export async function takenAt(
  sql: Sql,
  deskId: string,
  startsAt: Date,
  contactId: string,
  exceptId: string | null,
): Promise<{ readonly count: number; readonly theirs: boolean }> {
  const [row] = await sql.query<{ count: number; theirs: boolean }>(
    `SELECT count(*)::int AS count, coalesce(bool_or(contact_id = $3), false) AS theirs FROM appointment
     WHERE channel_account_id = $1 AND starts_at = $2 AND state <> 'cancelled' AND id IS DISTINCT FROM $4`,
    [deskId, startsAt, contactId, exceptId],
  );
  return row ?? { count: 0, theirs: false };
}

/** Appointments whose reminder is due. */
export async function dueReminders(sql: Sql, now: Date): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM appointment WHERE state = 'booked' AND reminded_at IS NULL AND remind_at <= $1 AND starts_at > $1 LIMIT 200`,
    [now],
  );
  return rows.map(({ id }) => id);
}

/** Locks an appointment whose reminder is due still; null when somebody took it, or it is no longer. */
export async function claimReminder(sql: Sql, id: string, now: Date): Promise<AppointmentRow | null> {
  const rows = await sql.query<AppointmentRow>(
    `SELECT ${COLUMNS} FROM appointment p WHERE p.id = $1 AND p.state = 'booked' AND p.reminded_at IS NULL
       AND p.remind_at <= $2 AND p.starts_at > $2 FOR UPDATE SKIP LOCKED`,
    [id, now],
  );
  return rows[0] ?? null;
}

/** The conversation in which somebody is reminded: the newest open one, else the newest. */
export async function newestConversation(sql: Sql, contactId: string): Promise<string | null> {
  const rows = await sql.query<{ id: string }>(
    `WITH RECURSIVE ${personCte('$1')}
     SELECT c.id FROM conversation c WHERE c.contact_id IN (SELECT id FROM person) AND c.merged_into IS NULL
     ORDER BY c.status = 'open' DESC, c.last_message_at DESC LIMIT 1`,
    [contactId],
  );
  return rows[0]?.id ?? null;
}
