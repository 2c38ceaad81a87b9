import { Inject, Injectable } from '@nestjs/common';
import { poolOf, sqlOf } from '@sila/database';
import { ChannelDirectory } from '@sila/directory';
import { Sweeper } from '@sila/lanes';
import { Clock, FILE_STORE, type FileStore } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { removeRequestBytes } from './request-bytes.queries.js';

const KEEP_MS = 30 * 86_400_000;

/**
 * Removes raw bytes 30 days after they were worked. What is dead waits for an administrator, and mail keeps its original, which the
 * thread shows. Changes whose message never came are forgotten with them.
 */
@Injectable()
export class RawPurge {
  private readonly pool: Pool;

  constructor(
    source: DataSource,
    sweeper: Sweeper,
    private readonly directory: ChannelDirectory,
    @Inject(FILE_STORE) private readonly files: FileStore,
    private readonly clock: Clock,
  ) {
    this.pool = poolOf(source);
    sweeper.every({ name: 'remove old raw bytes', everyMs: 3_600_000, run: () => this.purge() });
  }

  private async purge(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEEP_MS);
    const accounts = (await this.directory.accounts()).filter((account) => !account.capabilities.html);
    const { rows } = await this.pool.query<{ id: string; storageKey: string | null }>(
      `SELECT r.id, r.storage_key AS "storageKey" FROM inbound_request r
       WHERE r.received_at < $1 AND r.purged_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM inbound_event e WHERE e.request_id = r.id
                         AND (e.state IN ('pending', 'dead') OR NOT e.channel_account_id = ANY($2::uuid[])))
       ORDER BY r.received_at LIMIT 2000`,
      [before, accounts.map((account) => account.id)],
    );
    await removeRequestBytes(sqlOf(this.pool), this.files, rows, this.clock.now());
    await this.pool.query('DELETE FROM early_change WHERE received_at < $1', [before]);
  }
}
