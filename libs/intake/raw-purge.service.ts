import { Inject, Injectable } from '@nestjs/common';
import { poolOf } from '@sila/database';
import { ChannelDirectory } from '@sila/directory';
import { Sweeper } from '@sila/lanes';
import { Clock, FILE_STORE, type FileStore } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';

const KEEP_MS = 30 * 86_400_000;

/**
 * Removes raw bytes 30 days after they were worked; key and hash stay, so that a redelivery is still known (promises.md §3.1). What
 * is dead waits for an administrator, and mail keeps its original, which the thread shows.
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
    const accounts = (await this.directory.accounts()).filter((account) => !account.capabilities.html);
    const { rows } = await this.pool.query<{ id: string; storageKey: string | null }>(
      `SELECT r.id, r.storage_key AS "storageKey" FROM inbound_request r
       WHERE r.received_at < $1 AND r.purged_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM inbound_event e WHERE e.request_id = r.id
                         AND (e.state IN ('pending', 'dead') OR NOT e.channel_account_id = ANY($2::uuid[])))
       ORDER BY r.received_at LIMIT 2000`,
      [new Date(this.clock.now().getTime() - KEEP_MS), accounts.map((account) => account.id)],
    );
    for (const { storageKey } of rows) if (storageKey) await this.files.remove(storageKey);
    await this.pool.query(
      `UPDATE inbound_request SET body = NULL, storage_key = NULL, envelope = '', purged_at = $2 WHERE id = ANY($1::uuid[])`,
      [rows.map((row) => row.id), this.clock.now()],
    );
  }
}
