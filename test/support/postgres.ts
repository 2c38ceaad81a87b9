import { randomBytes } from 'node:crypto';
import { migrate } from '@sila/database';
import { Client, escapeIdentifier } from 'pg';
import type { QueryResultRow } from 'pg';

const TEMPLATE = 'sila_template';
/** Any number will do, as long as every worker of jest takes the same. */
const TEMPLATE_LOCK = 7_452_001;

/** A database of one test file: migrated, empty, and nobody else's. */
export interface TestDatabase {
  readonly name: string;
  /** Address for the role that Sila runs as: owner of the database, no superuser. */
  readonly url: string;
  /** Runs one statement as that role and returns its rows. */
  query<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Removes the database, disconnecting whoever is still there. Call it in `afterAll`. */
  drop(): Promise<void>;
}

/** Makes a migrated database in some 50 ms, as a copy of one that was migrated once per run. */
export async function createTestDatabase(): Promise<TestDatabase> {
  await ensureTemplate();
  return databaseFrom(TEMPLATE);
}

/** Makes a database without any table, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return databaseFrom('template0');
}

async function databaseFrom(template: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin((admin) => admin.query(createStatement(name, template)));
  const url = addressOf(name);
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return {
    name,
    url,
    query: async <Row extends QueryResultRow>(text: string, values: readonly unknown[] = []) =>
      (await client.query<Row>(text, [...values])).rows,
    drop: async () => {
      await client.end();
      await asAdmin((admin) => admin.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`));
    },
  };
}

async function ensureTemplate(): Promise<void> {
  await asAdmin(async (admin) => {
    await admin.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const ready = await admin.query(`SELECT 1 FROM pg_database WHERE datname = $1`, [TEMPLATE]);
    if (ready.rowCount) return;
    const unfinished = `${TEMPLATE}_unfinished`;
    await admin.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
    await admin.query(createStatement(unfinished, 'template0'));
    await migrate(addressOf(unfinished));
    await admin.query(`ALTER DATABASE ${unfinished} RENAME TO ${TEMPLATE}`);
  });
}

function createStatement(name: string, template: string): string {
  const encoding = template === 'template0' ? ` ENCODING 'UTF8' LOCALE 'C.UTF-8'` : '';
  return `CREATE DATABASE ${escapeIdentifier(name)} OWNER sila TEMPLATE ${escapeIdentifier(template)}${encoding}`;
}

async function asAdmin(work: (admin: Client) => Promise<unknown>): Promise<void> {
  const admin = new Client({ connectionString: serverAddress('SILA_TEST_POSTGRES_ADMIN') });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

function addressOf(database: string): string {
  const address = new URL(serverAddress('SILA_TEST_POSTGRES'));
  address.pathname = `/${database}`;
  return address.href;
}

/** Set by global-setup.mjs, which runs before the tests in another context. */
function serverAddress(name: 'SILA_TEST_POSTGRES' | 'SILA_TEST_POSTGRES_ADMIN'): string {
  const address = process.env[name];
  if (!address) throw new Error('No PostgreSQL server: this jest project lacks the global set-up.');
  return address;
}
