import { Injectable } from '@nestjs/common';
import { assignAll } from '@sila/conversations';
import { poolOf, type Sql, transactSql } from '@sila/database';
import { SettingService } from '@sila/directory';
import type { AssignmentReason } from '@sila/domain';
import { Outbox, Sweeper } from '@sila/lanes';
import { Clock } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { forsakenBy, overflowing, type Stuck } from './stuck.queries.js';

/**
 * Nobody waits for somebody who is gone, or in a queue that can't keep up: what people who went offline had not answered goes back
 * to its queue, and what waited too long in a queue that has an overflow goes there. Each keeps its place by how long it waits.
 */
@Injectable()
export class HandBackService {
  private readonly pool: Pool;

  constructor(
    source: DataSource,
    sweeper: Sweeper,
    private readonly settings: SettingService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {
    this.pool = poolOf(source);
    sweeper.every({ name: 'hand back what nobody answers', everyMs: 5_000, run: () => this.round() });
  }

  private async round(): Promise<void> {
    const { handBackMinutes } = (await this.settings.work()).value;
    const now = this.clock.now();
    if (handBackMinutes > 0) {
      const goneSince = new Date(now.getTime() - handBackMinutes * 60_000);
      await this.moveAll((sql) => forsakenBy(sql, goneSince), { code: 'handed-back' }, now);
    }
    await this.moveAll((sql) => overflowing(sql, now), { code: 'overflow' }, now);
  }

  private async moveAll(
    find: (sql: Sql) => Promise<Stuck[]>,
    reason: AssignmentReason,
    now: Date,
  ): Promise<void> {
    const facts = await transactSql(this.pool, async (sql) => {
      const owned = (await find(sql)).map(({ toQueueId, ...conversation }) => ({
        conversation,
        owner: { assigneeId: null, queueId: toQueueId, byId: null, reason },
      }));
      return assignAll(sql, owned, now);
    });
    this.outbox.publish(facts);
  }
}
