import type { DataSource } from 'typeorm';
import { newDataSource } from './data-source.js';

/** Any number, the same in every process of this product. */
const MIGRATION_LOCK = 7_310_500_042;

/**
 * Brings the database at `url` to this version's schema. Processes that start together wait for one another
 * (advisory lock); a migration that was cut off is rolled back and runs again. Throws `EncodingError` before touching anything
 * when the database can't store or fold Arabic.
 */
export async function migrate(url: string): Promise<void> {
  const source = newDataSource(url, 2);
  await source.initialize();
  try {
    await requireArabic(source);
    await underLock(source, () => source.runMigrations({ transaction: 'all' }));
  } finally {
    await source.destroy();
  }
}

/** True when every migration of this version has run and none is unknown to it. */
export async function schemaIsCurrent(source: DataSource): Promise<boolean> {
  return !(await source.showMigrations());
}

/** The database's encoding or character type does not know Arabic letters. */
export class EncodingError extends Error {
  constructor(detail: string) {
    super(`${detail} Create the database with: initdb --encoding=UTF8 --locale=C.UTF-8`);
    this.name = 'EncodingError';
  }
}

/** Refuses a database in which Arabic full text and trigrams would silently be empty, and PostgreSQL before 15. */
export async function requireArabic(source: DataSource): Promise<void> {
  const [row] = await source.query<{ encoding: string; letters: boolean; version: number }[]>(
    `SELECT current_setting('server_encoding') AS encoding, 'ش' ~ '[[:alpha:]]' AS letters,
            current_setting('server_version_num')::int AS version`,
  );
  if (!row || row.version < 150_000) throw new EncodingError('PostgreSQL 15 or newer is needed.');
  if (row.encoding !== 'UTF8')
    throw new EncodingError(`The database's encoding is ${row.encoding}, not UTF8.`);
  if (!row.letters)
    throw new EncodingError("The database's character type (LC_CTYPE) does not know Arabic letters.");
}

async function underLock(source: DataSource, work: () => Promise<unknown>): Promise<void> {
  const runner = source.createQueryRunner();
  await runner.connect();
  try {
    await runner.query('SET statement_timeout = 0');
    await runner.query('SET lock_timeout = 0');
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await work();
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await runner.release();
  }
}
