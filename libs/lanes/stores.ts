import type { Env } from '@sila/config';
import { newDataSource, requireArabic, schemaIsCurrent } from '@sila/database';
import { Redis } from 'ioredis';
import { Client } from 'pg';

/** How long a store may take to answer at the start. */
const PATIENCE_MS = 8_000;
const PAUSE_MS = 500;

/** A store this process needs can't be used; the message is one line for whoever starts it. */
export class StoreError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StoreError';
  }
}

/**
 * Makes sure within ten seconds that PostgreSQL and, where set, Redis can be used, before anything is built on them. Throws
 * `StoreError`: unreachable, or Redis that would throw jobs away.
 */
export async function requireStores(env: Env): Promise<void> {
  await Promise.all([requirePostgres(env.DATABASE_URL ?? ''), requireRedis(env.REDIS_URL)]);
}

async function requirePostgres(url: string): Promise<void> {
  await untilPatienceEnds(`PostgreSQL at ${placeOf(url)} can't be reached`, async () => {
    const client = new Client({
      connectionString: url,
      connectionTimeoutMillis: 3_000,
      query_timeout: 3_000,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('SELECT 1');
    } finally {
      await client.end().catch(() => undefined);
    }
  });
}

async function requireRedis(url: string | undefined): Promise<void> {
  if (!url) return;
  const policy = await untilPatienceEnds(`Redis at ${placeOf(url)} can't be reached`, () => redisPolicy(url));
  if (policy !== null && policy !== 'noeviction')
    throw new StoreError(
      `Redis at ${placeOf(url)} has maxmemory-policy ${policy}: set it to noeviction, or jobs get lost.`,
    );
}

/** Null where the provider does not let us ask. */
async function redisPolicy(url: string): Promise<string | null> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 3_000,
    commandTimeout: 3_000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    await redis.ping();
    const answer = (await redis.config('GET', 'maxmemory-policy').catch(() => null)) as string[] | null;
    return answer?.[1] ?? null;
  } finally {
    redis.disconnect();
  }
}

/** Throws `StoreError` unless the database has exactly this version's schema, `EncodingError` when it can't hold Arabic. */
export async function requireSchema(env: Env): Promise<void> {
  const source = newDataSource(env.DATABASE_URL ?? '', 1);
  await source.initialize();
  try {
    await requireArabic(source);
    if (!(await schemaIsCurrent(source)))
      throw new StoreError("The database's schema is not this version's: run `npm run sila -- migrate`.");
  } finally {
    await source.destroy();
  }
}

async function untilPatienceEnds<Result>(fault: string, attempt: () => Promise<Result>): Promise<Result> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() + PAUSE_MS >= end) throw new StoreError(`${fault}: ${reasonOf(error)}`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

/** Host and port: an address holds a password. */
function placeOf(url: string): string {
  const { host } = new URL(url);
  return host || 'the local socket';
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  const code = 'code' in error ? String(error.code) : '';
  return code || error.message.split('\n', 1)[0] || error.name;
}
