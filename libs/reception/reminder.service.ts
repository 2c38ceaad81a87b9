import { Injectable } from '@nestjs/common';
import { lockConversation, NoticeService } from '@sila/conversations';
import { poolOf, type Sql, sqlOf, transactSql } from '@sila/database';
import { SettingService } from '@sila/directory';
import { momentInWords } from '@sila/domain';
import { Bells, OnJob, Outbox, type StoredFact, Sweeper } from '@sila/lanes';
import { Clock } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import {
  type AppointmentRow,
  claimReminder,
  dueReminders,
  newestConversation,
} from './appointment.queries.js';

/** Reminds people of their appointments: once, and only where they can be written to at that moment. */
@Injectable()
export class ReminderService {
  private readonly pool: Pool;

  constructor(
    source: DataSource,
    sweeper: Sweeper,
    private readonly notices: NoticeService,
    private readonly settings: SettingService,
    private readonly bells: Bells,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {
    this.pool = poolOf(source);
    sweeper.every({ name: 'remind of appointments', everyMs: 5_000, run: () => this.ringDue() });
  }

  @OnJob('remind-appointment')
  async onBell({ appointmentId }: { readonly appointmentId: string }): Promise<void> {
    const now = this.clock.now();
    const facts = await transactSql(this.pool, async (sql) => {
      const appointment = await claimReminder(sql, appointmentId, now);
      return appointment ? this.remind(sql, appointment, now) : [];
    });
    this.outbox.publish(facts);
  }

  private async ringDue(): Promise<void> {
    for (const appointmentId of await dueReminders(sqlOf(this.pool), this.clock.now()))
      this.bells.ring('remind-appointment', { appointmentId });
  }

  private async remind(
    sql: Sql,
    { id, contactId, startsAt }: AppointmentRow,
    now: Date,
  ): Promise<readonly StoredFact[]> {
    const { timeZone } = (await this.settings.association()).value.hours;
    const conversationId = await newestConversation(sql, contactId);
    const conversation = conversationId ? await lockConversation(sql, conversationId) : null;
    const reminder =
      conversation &&
      (await this.notices.queueAnywhere(
        sql,
        conversation,
        'appointment',
        (language) => ({ when: momentInWords(startsAt, timeZone, language) }),
        now,
      ));
    await sql.query('UPDATE appointment SET reminded_at = $2, reminder_id = $3 WHERE id = $1', [
      id,
      now,
      reminder?.messageId ?? null,
    ]);
    return reminder?.facts ?? [];
  }
}
