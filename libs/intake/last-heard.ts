import { Injectable } from '@nestjs/common';
import { poolOf } from '@sila/database';
import { Clock, Log } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';

const NOTED_EVERY_MS = 30_000;

/**
 * When an account's webhooks last came, whatever they said. A provider may send hundreds in a second: each process notes it at
 * most twice a minute, off the answer's way, so that the time may be half a minute behind.
 */
@Injectable()
export class LastHeard {
  private readonly pool: Pool;
  private readonly notedAt = new Map<string, number>();

  constructor(
    source: DataSource,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.pool = poolOf(source);
  }

  note(accountId: string): void {
    const now = this.clock.now();
    if (now.getTime() - (this.notedAt.get(accountId) ?? 0) < NOTED_EVERY_MS) return;
    this.notedAt.set(accountId, now.getTime());
    this.pool
      .query('UPDATE channel_account SET last_heard_at = greatest(last_heard_at, $2) WHERE id = $1', [
        accountId,
        now,
      ])
      .catch((error: unknown) =>
        this.log.fail('the time of a webhook could not be noted', error, { accountId }),
      );
  }
}
