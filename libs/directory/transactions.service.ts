import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Env } from '@sila/config';
import { type Sql, sqlOf, sqlOfManager, transact } from '@sila/database';
import type { Fact } from '@sila/domain';
import { Outbox, type StoredFact, writeFacts } from '@sila/lanes';
import { ENV } from '@sila/platform';
import pg from 'pg';
import type { DataSource, EntityManager } from 'typeorm';

/** What a change is made with: everything in it commits together or not at all. */
export interface Tx {
  readonly manager: EntityManager;
  readonly sql: Sql;
  /** Adds a fact to the outbox of this transaction; it is published once the transaction has committed. */
  tell(fact: Fact): void;
}

/** Transactions that end with their facts written, and published right after the commit. */
@Injectable()
export class Transactions implements OnApplicationShutdown {
  private readonly readers: pg.Pool;
  /**
   * Reads outside any transaction, on connections of their own: whoever reads a setting in the middle of a transaction must not wait
   * for a connection that other transactions hold while they wait for the same.
   */
  readonly reader: Sql;

  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly outbox: Outbox,
    @Inject(ENV) env: Env,
  ) {
    this.readers = new pg.Pool({
      connectionString: env.DATABASE_URL,
      max: 3,
      connectionTimeoutMillis: 5_000,
      statement_timeout: 15_000,
      application_name: 'sila-directory',
    });
    this.readers.on('error', () => undefined);
    this.readers.on('connect', (client) => client.on('error', () => undefined));
    this.reader = sqlOf(this.readers);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.readers.end();
  }

  /** Runs the work; it may run again after a serialisation failure, so it must have no effect outside. */
  async run<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    let stored: readonly StoredFact[] = [];
    const result = await transact(this.source, async (manager) => {
      const facts: Fact[] = [];
      const sql = sqlOfManager(manager);
      const made = await work({ manager, sql, tell: (fact) => facts.push(fact) });
      stored = await writeFacts(sql, facts);
      return made;
    });
    this.outbox.publish(stored);
    return result;
  }
}

/** Somebody's rights changed: sessions and sockets look again. */
export const rightsChanged = (staffId: string): Fact => ({
  type: 'staff.rights-changed',
  stream: staffId,
  seq: 0,
  ids: { staffId },
});

/** Somebody came, left or went to lunch. */
export const availabilityChanged = (staffId: string): Fact => ({
  type: 'staff.availability-changed',
  stream: staffId,
  seq: 0,
  ids: { staffId },
});

/** Something everybody keeps a copy of changed. */
export const directoryChanged = (
  kind: 'queue' | 'channel-account' | 'setting' | 'skill' | 'staff',
  stream: string,
): Fact => ({ type: 'directory.changed', stream, seq: 0, ids: { kind } });

/** True for a violated unique constraint, of the given name when one is given. */
export function isDuplicate(error: unknown, constraint?: string): boolean {
  if (!(error instanceof Error) || !('code' in error) || error.code !== '23505') return false;
  return constraint === undefined || ('constraint' in error && error.constraint === constraint);
}
