import { Injectable } from '@nestjs/common';
import { poolOf, type Sql, sqlOf, transactSql } from '@sila/database';
import { SettingService } from '@sila/directory';
import { reported } from '@sila/domain';
import { Sweeper } from '@sila/lanes';
import { Clock } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { countables, keepCounted, uncounted, waitingCounted } from './roll-up.queries.js';

/** So many conversations are counted in one transaction. */
const BATCH = 200;

/** Counts conversations into the rows that reports are made of, again whenever something happened in one. */
@Injectable()
export class RollUp {
  private readonly pool: Pool;

  constructor(
    source: DataSource,
    sweeper: Sweeper,
    private readonly settings: SettingService,
    private readonly clock: Clock,
  ) {
    this.pool = poolOf(source);
    sweeper.every({ name: 'count conversations for reports', everyMs: 30_000, run: () => this.run() });
  }

  /** Counts everything that changed by now. Twice is as good as once. */
  async run(): Promise<void> {
    const sql = sqlOf(this.pool);
    const waiting = await waitingCounted(sql);
    for (let from = 0; from < waiting.length; from += BATCH)
      await this.count(waiting.slice(from, from + BATCH));
    for (;;) {
      const ids = await uncounted(sql, BATCH);
      if (ids.length > 0) await this.count(ids);
      if (ids.length < BATCH) return;
    }
  }

  private async count(ids: readonly string[]): Promise<void> {
    const [association, promises] = await Promise.all([
      this.settings.association(),
      this.settings.promises(),
    ]);
    const now = this.clock.now();
    await transactSql(this.pool, async (sql: Sql) => {
      const rows = await countables(sql, ids);
      await keepCounted(
        sql,
        rows.map((row) => ({ ...row, ...reported(row, association.value.hours, promises.value.rules, now) })),
      );
    });
  }
}
