import { Injectable } from '@nestjs/common';
import { poolOf } from '@sila/database';
import { Sweeper } from '@sila/lanes';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';

/** Folds what happened into minutes once a second, so that no message waits for a counter and no screen counts messages. */
@Injectable()
export class FiguresService {
  private readonly pool: Pool;

  constructor(source: DataSource, sweeper: Sweeper) {
    this.pool = poolOf(source);
    sweeper.every({ name: 'fold figures', everyMs: 1_000, run: () => this.fold() });
    sweeper.every({ name: 'forget old figures and decisions', everyMs: 600_000, run: () => this.forget() });
  }

  private async fold(): Promise<void> {
    await this.pool.query(`
      WITH taken AS (
        DELETE FROM queue_delta WHERE id IN (SELECT id FROM queue_delta LIMIT 5000 FOR UPDATE SKIP LOCKED)
        RETURNING queue_id, channel, date_trunc('minute', at) AS minute, arrivals, answers, abandoned
      )
      INSERT INTO queue_minute (queue_id, channel, minute, arrivals, answers, abandoned)
      SELECT queue_id, channel, minute, sum(arrivals), sum(answers), sum(abandoned) FROM taken GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
      ON CONFLICT (queue_id, channel, minute) DO UPDATE
        SET arrivals = queue_minute.arrivals + EXCLUDED.arrivals, answers = queue_minute.answers + EXCLUDED.answers,
            abandoned = queue_minute.abandoned + EXCLUDED.abandoned`);
  }

  private async forget(): Promise<void> {
    await this.pool.query(`DELETE FROM queue_minute WHERE minute < now() - interval '90 days'`);
    await this.pool.query(`DELETE FROM routing_decision WHERE at < now() - interval '400 days'`);
  }
}
