import type { Pool, PoolClient, QueryResultRow } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';

const AGAIN = new Set(['40001', '40P01', '55P03']);
const MAX_TRIES = 5;

/** A thing that runs SQL: a pool, or one connection inside a transaction. */
export interface Sql {
  query<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/**
 * Runs work in one transaction through TypeORM. Serialisation failures, deadlocks and lock time-outs are tried again,
 * up to five times, so the work must have no effect outside the transaction.
 */
export async function transact<Result>(
  source: DataSource,
  work: (manager: EntityManager) => Promise<Result>,
): Promise<Result> {
  return again(() => source.transaction(work));
}

/** The same on a bare connection, for the hot path: no entity is made. */
export async function transactSql<Result>(pool: Pool, work: (sql: Sql) => Promise<Result>): Promise<Result> {
  return again(async () => {
    const client = await pool.connect();
    const ignore = (): void => undefined;
    client.on('error', ignore);
    let broken: Error | undefined;
    try {
      // Travels with the first statement of the work, which fails if this does.
      client.query('BEGIN').catch(ignore);
      const result = await work(preparedSqlOf(client));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: Error) => (broken = failure));
      throw error;
    } finally {
      client.off('error', ignore);
      client.release(broken);
    }
  });
}

/**
 * Runs one statement whose loss in a crash of the database costs nothing but doing it again: its commit does not wait for the
 * disk. Everything goes out at once. Not tried again.
 */
export async function querySoftly<Row extends QueryResultRow>(
  pool: Pool,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  const client = await pool.connect();
  const ignore = (): void => undefined;
  client.on('error', ignore);
  client.query('BEGIN; SET LOCAL synchronous_commit TO off').catch(ignore);
  const asked = preparedSqlOf(client).query<Row>(text, values);
  // After a failed statement this rolls back.
  const ended = client.query('COMMIT');
  try {
    const [rows] = await Promise.all([asked, ended]);
    return rows;
  } finally {
    const broken = await ended.then(
      () => undefined,
      (failure: Error) => failure,
    );
    client.off('error', ignore);
    client.release(broken);
  }
}

/** Wraps a pool or connection of node-postgres; `values` are passed as they are. */
export function sqlOf(client: Pool | PoolClient): Sql {
  return {
    query: async <Row extends QueryResultRow>(text: string, values: readonly unknown[] = []) =>
      (await client.query<Row>(text, values as unknown[])).rows,
  };
}

/** The most statements a connection keeps prepared; further ones are planned each time. */
const MOST_PREPARED = 200;
const names = new Map<string, string>();

/**
 * Wraps a pool or connection so that every statement is planned once for each connection. For statements of few different
 * texts whose plan does not depend on the values.
 */
export function preparedSqlOf(client: Pool | PoolClient): Sql {
  return {
    query: async <Row extends QueryResultRow>(text: string, values: readonly unknown[] = []) => {
      const name = nameOf(text);
      return (await client.query<Row>({ ...(name && { name }), text, values: values as unknown[] })).rows;
    },
  };
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST_PREPARED) return known;
  const name = `sila-${names.size}`;
  names.set(text, name);
  return name;
}

/** `Sql` inside a TypeORM transaction. */
export function sqlOfManager(manager: EntityManager): Sql {
  return {
    query: async <Row extends QueryResultRow>(text: string, values: readonly unknown[] = []) => {
      const result: unknown = await manager.query(text, values as unknown[]);
      // TypeORM gives [rows, count] for UPDATE and DELETE, rows for everything else.
      return (Array.isArray(result) && Array.isArray(result[0]) ? result[0] : result) as Row[];
    },
  };
}

/** The pool under a TypeORM data source. */
export function poolOf(source: DataSource): Pool {
  return (source.driver as unknown as { master: Pool }).master;
}

async function again<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries >= MAX_TRIES || !AGAIN.has(codeOf(error))) throw error;
    }
  }
}

/** The SQLSTATE of an error, or an empty text. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
