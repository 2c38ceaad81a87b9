import { Injectable } from '@nestjs/common';
import { Audit, type CurrentStaff } from '@sila/access';
import type { AppointmentDay, AppointmentView, BookAppointment, Entered } from '@sila/contracts';
import { poolOf, type Sql, sqlOf, transactSql } from '@sila/database';
import { arrivalPriority, DomainError, localDay, normaliseText, reminderAt, slotsOf } from '@sila/domain';
import { Clock, newId } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import {
  appointmentById,
  type AppointmentRow,
  appointmentsBetween,
  appointmentView,
  lockTimes,
  takenAt,
} from './appointment.queries.js';
import { Desks, type OpenDesk } from './desks.service.js';
import { ReceptionDesk } from './reception-desk.service.js';
import { personSeen } from './visitor.queries.js';

const DAY_MS = 24 * 3_600_000;

/** Times that are agreed with people, for those who work at the desk. */
@Injectable()
export class AppointmentService {
  private readonly pool: Pool;

  constructor(
    source: DataSource,
    private readonly desks: Desks,
    private readonly reception: ReceptionDesk,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {
    this.pool = poolOf(source);
  }

  /** Who comes on a day, and when there is room. */
  async day(staff: CurrentStaff, deskId: string, day: string): Promise<AppointmentDay> {
    const { desk } = await this.desks.demand(staff, deskId);
    const [now, slots] = [this.clock.now(), slotsOf(await this.desks.hours(), day, desk.slotMinutes)];
    const from = new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS);
    const near = await appointmentsBetween(
      sqlOf(this.pool),
      deskId,
      from,
      new Date(from.getTime() + 3 * DAY_MS),
    );
    const { timeZone } = await this.desks.hours();
    const appointments = near.filter(({ startsAt }) => localDay(timeZone, new Date(startsAt)) === day);
    return {
      appointments,
      slots: slots
        .filter((slot) => slot > now)
        .map((slot) => {
          const startsAt = slot.toISOString();
          const taken = appointments.filter((one) => one.startsAt === startsAt).length;
          return { startsAt, free: Math.max(0, desk.atOnce - taken) };
        }),
    };
  }

  /** Throws `conflict` when that time is taken, past, or outside the hours; `not-found` for people one may not see. */
  async book(staff: CurrentStaff, deskId: string, body: BookAppointment): Promise<AppointmentView> {
    const open = await this.desks.demand(staff, deskId);
    await this.desks.refuseUnknownQueue(staff, body.queueId);
    await personSeen(sqlOf(this.pool), staff, body.contactId);
    const [id, now, startsAt] = [newId(), this.clock.now(), new Date(body.startsAt)];
    await this.refuseOutOfHours(open, startsAt, now);
    await transactSql(this.pool, async (sql) => {
      await refuseTaken(sql, open, startsAt, body.contactId, null);
      await sql.query(
        `INSERT INTO appointment (id, channel_account_id, queue_id, contact_id, starts_at, reason, wish, state, booked_by, created_at, remind_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'booked', $8, $9, $10)`,
        [
          id,
          deskId,
          body.queueId,
          body.contactId,
          startsAt,
          normaliseText(body.reason),
          body.wish,
          staff.id,
          now,
          reminderAt(startsAt, now),
        ],
      );
      await this.note(sql, staff, 'appointment.book', id);
    });
    return this.view(id);
  }

  /** Another time. Who was reminded of the old one is reminded of the new one. */
  async move(staff: CurrentStaff, id: string, startsAtText: string): Promise<AppointmentView> {
    const open = await this.demand(staff, id);
    const [now, startsAt] = [this.clock.now(), new Date(startsAtText)];
    await this.refuseOutOfHours(open, startsAt, now);
    await this.changeBooked(staff, id, 'appointment.move', async (sql, { contactId }) => {
      await refuseTaken(sql, open, startsAt, contactId, id);
      await sql.query(
        'UPDATE appointment SET starts_at = $2, remind_at = $3, reminded_at = NULL, reminder_id = NULL WHERE id = $1',
        [id, startsAt, reminderAt(startsAt, now)],
      );
    });
    return this.view(id);
  }

  async cancel(staff: CurrentStaff, id: string): Promise<AppointmentView> {
    await this.demand(staff, id);
    await this.changeBooked(staff, id, 'appointment.cancel', async (sql) => {
      await sql.query(`UPDATE appointment SET state = 'cancelled' WHERE id = $1`, [id]);
    });
    return this.view(id);
  }

  /** The person came: the appointment becomes a ticket, with the appointment's own id. Again has no further effect. */
  async arrive(staff: CurrentStaff, id: string): Promise<Entered> {
    const open = await this.demand(staff, id);
    const row = await appointmentById(sqlOf(this.pool), id);
    if (!row || row.state === 'cancelled') throw new DomainError('conflict', { reason: 'cancelled' });
    const { queueId, wish, reason, contactId } = row;
    const now = this.clock.now();
    const entered = await this.reception.takeIn(
      staff,
      open,
      {
        entryId: id,
        person: { contactId },
        reason,
        queueId,
        wish,
        language: 'ar',
        enteredAt: now.toISOString(),
      },
      { priority: arrivalPriority(row.startsAt, now), appointmentId: id },
    );
    await this.pool.query(`UPDATE appointment SET state = 'arrived' WHERE id = $1`, [id]);
    return entered;
  }

  private async demand(staff: CurrentStaff, id: string): Promise<OpenDesk> {
    const row = await appointmentById(sqlOf(this.pool), id);
    if (!row) throw new DomainError('not-found');
    return this.desks.demand(staff, row.deskId);
  }

  private async changeBooked(
    staff: CurrentStaff,
    id: string,
    action: string,
    work: (sql: Sql, row: AppointmentRow) => Promise<void>,
  ): Promise<void> {
    await transactSql(this.pool, async (sql) => {
      const row = await appointmentById(sql, id, true);
      if (row?.state !== 'booked') throw new DomainError('conflict', { reason: row?.state ?? 'cancelled' });
      await work(sql, row);
      await this.note(sql, staff, action, id);
    });
  }

  private async refuseOutOfHours({ desk }: OpenDesk, startsAt: Date, now: Date): Promise<void> {
    const hours = await this.desks.hours();
    const slots = slotsOf(hours, localDay(hours.timeZone, startsAt), desk.slotMinutes);
    const isSlot = slots.some((slot) => slot.getTime() === startsAt.getTime());
    if (!isSlot || startsAt <= now) throw new DomainError('conflict', { reason: 'hours' });
  }

  private async view(id: string): Promise<AppointmentView> {
    const view = await appointmentView(sqlOf(this.pool), id);
    if (!view) throw new DomainError('not-found');
    return view;
  }

  private async note(sql: Sql, staff: CurrentStaff, action: string, id: string): Promise<void> {
    await this.audit.append(sql, staff, { action, objectKind: 'appointment', objectId: id });
  }
}

async function refuseTaken(
  sql: Sql,
  { account, desk }: OpenDesk,
  startsAt: Date,
  contactId: string,
  exceptId: string | null,
): Promise<void> {
  await lockTimes(sql, account.id);
  const { count, theirs } = await takenAt(sql, account.id, startsAt, contactId, exceptId);
  if (theirs) throw new DomainError('conflict', { reason: 'already-theirs' });
  if (count >= desk.atOnce) throw new DomainError('conflict', { reason: 'taken' });
}
