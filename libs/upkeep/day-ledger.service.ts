import { Inject, Injectable } from '@nestjs/common';
import type { Env } from '@sila/config';
import { poolOf, type Sql, sqlOf } from '@sila/database';
import { SettingService } from '@sila/directory';
import { Sweeper } from '@sila/lanes';
import { Clock, ENV } from '@sila/platform';
import { DataSource } from 'typeorm';
import { countDays } from './day.queries.js';

/** Counts what came in by each channel on each day of the association's calendar, and what became of it. */
@Injectable()
export class DayLedger {
  private readonly sql: Sql;

  constructor(
    source: DataSource,
    sweeper: Sweeper,
    @Inject(ENV) env: Env,
    private readonly settings: SettingService,
    private readonly clock: Clock,
  ) {
    this.sql = sqlOf(poolOf(source));
    sweeper.every({ name: 'count the day', everyMs: env.UPKEEP_EVERY_MS, run: () => this.count() });
  }

  /** Counts today, and every day before that is not settled yet. Again changes nothing. */
  async count(): Promise<void> {
    const { timeZone } = (await this.settings.association()).value.hours;
    await countDays(this.sql, this.clock.now(), timeZone);
  }
}
