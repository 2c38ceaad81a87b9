import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Env } from '@sila/config';
import { poolOf, type Sql, sqlOf } from '@sila/database';
import { HookIntake } from '@sila/intake';
import { Clock, ENV, Log } from '@sila/platform';
import { DataSource } from 'typeorm';
import { askAfterFailures, noteOpenDoor } from './watch.queries.js';

/** So many beats fit into the gap that counts as an outage. */
const BEATS_IN_GAP = 4;
/** So many webhooks failing in a row are an outage too. */
const FAILURES = 3;

/**
 * Notes again and again that webhooks can be answered. Where the notes have a gap (no process was there, the database was away,
 * the account was switched off) something may be missing, and the provider is asked for it.
 */
@Injectable()
export class DoorBeat implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly sql: Sql;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    source: DataSource,
    @Inject(ENV) private readonly env: Env,
    private readonly hooks: HookIntake,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.sql = sqlOf(poolOf(source));
  }

  onApplicationBootstrap(): void {
    const beat = (): void => {
      this.beat().catch((error: unknown) => this.log.fail('the open door could not be noted', error));
    };
    beat();
    this.timer = setInterval(beat, this.env.RECONCILE_GAP_MS / BEATS_IN_GAP).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async beat(): Promise<void> {
    const now = this.clock.now();
    const { RECONCILE_GAP_MS: gapMs, RECONCILE_EVERY_MS: everyMs } = this.env;
    await noteOpenDoor(this.sql, { now, gapMs, everyMs });
    const failing = this.hooks.failing(FAILURES);
    if (failing.length > 0) await askAfterFailures(this.sql, failing, now);
  }
}
