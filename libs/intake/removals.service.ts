import { Inject, Injectable } from '@nestjs/common';
import { poolOf, type Sql, sqlOf } from '@sila/database';
import { Bells, OnJob, Sweeper } from '@sila/lanes';
import { Clock, FILE_STORE, type FileStore } from '@sila/platform';
import { DataSource } from 'typeorm';
import { removeRequestBytes } from './request-bytes.queries.js';

interface RemovalRow {
  readonly id: string;
  readonly storageKey: string | null;
  readonly requestId: string | null;
  readonly requestKey: string | null;
  readonly [column: string]: unknown;
}

/** A raw request may say more than what was taken back: first all of it is worked. */
const RIPE = `NOT EXISTS (SELECT 1 FROM inbound_event e WHERE e.request_id = r.request_id AND e.state IN ('pending', 'dead'))`;

/** Removes the bytes of what a person took back, files and raw requests alike, once the taking back has committed. */
@Injectable()
export class Removals {
  private readonly sql: Sql;

  constructor(
    source: DataSource,
    sweeper: Sweeper,
    private readonly bells: Bells,
    @Inject(FILE_STORE) private readonly files: FileStore,
    private readonly clock: Clock,
  ) {
    this.sql = sqlOf(poolOf(source));
    sweeper.every({ name: 'remove what was taken back', everyMs: 5_000, run: () => this.ringRipe() });
  }

  /** Harmless to repeat: the row goes last. */
  @OnJob('remove-bytes')
  async onBell({ removalId }: { readonly removalId: string }): Promise<void> {
    const [row] = await this.sql.query<RemovalRow>(
      `SELECT r.id, r.storage_key AS "storageKey", r.request_id AS "requestId", q.storage_key AS "requestKey"
       FROM removal r LEFT JOIN inbound_request q ON q.id = r.request_id WHERE r.id = $1 AND ${RIPE}`,
      [removalId],
    );
    if (!row) return;
    if (row.storageKey) await this.files.remove(row.storageKey);
    if (row.requestId) {
      const request = { id: row.requestId, storageKey: row.requestKey };
      await removeRequestBytes(this.sql, this.files, [request], this.clock.now());
    }
    await this.sql.query('DELETE FROM removal WHERE id = $1', [row.id]);
  }

  private async ringRipe(): Promise<void> {
    const rows = await this.sql.query<{ id: string }>(
      `SELECT r.id FROM removal r WHERE r.asked_at < $1::timestamptz - interval '3 seconds' AND ${RIPE} ORDER BY r.id LIMIT 200`,
      [this.clock.now()],
    );
    for (const { id } of rows) this.bells.ring('remove-bytes', { removalId: id });
  }
}
