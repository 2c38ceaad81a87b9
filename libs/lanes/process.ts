import type { Env } from '@sila/config';
import type { Log } from '@sila/platform';
import { Redis } from 'ioredis';
import pg from 'pg';

const REACHABLE_WITHIN_MS = 8_000;
const END_WITHIN_MS = 23_000;

/** A store the process can't do without is away or set up wrongly; the message says which and what to do. */
export class StoreError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StoreError';
  }
}

/**
 * Proves within 10 s that PostgreSQL, and Redis where it is set, can be reached and are fit: a queue store that may throw jobs
 * away under memory pressure is refused (promises.md §3.14).
 */
export async function requireStores(env: Env): Promise<void> {
  await requirePostgres(env.DATABASE_URL ?? '');
  if (env.REDIS_URL) await requireRedis(env.REDIS_URL);
}

async function requirePostgres(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: REACHABLE_WITHIN_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
  } catch (error) {
    throw new StoreError(
      `PostgreSQL at ${withoutPassword(url)} can't be used: ${reasonOf(error)}. Check DATABASE_URL.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function requireRedis(url: string): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: REACHABLE_WITHIN_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    const policy = await redis.config('GET', 'maxmemory-policy').catch(() => null);
    const value = Array.isArray(policy) ? policy[1] : null;
    if (value && value !== 'noeviction')
      throw new StoreError(
        `Redis may throw jobs away: its maxmemory-policy is ${String(value)}, set it to noeviction.`,
      );
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError(
      `Redis at ${withoutPassword(url)} can't be used: ${reasonOf(error)}. Check REDIS_URL.`,
    );
  } finally {
    redis.disconnect();
  }
}

function withoutPassword(url: string): string {
  try {
    const parsed = new URL(url);
    return `${parsed.hostname}:${parsed.port || (parsed.protocol.startsWith('redis') ? '6379' : '5432')}`;
  } catch {
    return 'the given address';
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const inner = error instanceof AggregateError ? (error.errors[0] as unknown) : error;
  return inner instanceof Error ? inner.message : error.message;
}

/** On SIGTERM or SIGINT: closes in order, and ends within 25 s whatever can't be reached. A second signal ends at once. */
export function endOnSignals(close: () => Promise<void>, log: Log): void {
  let ending = false;
  const end = (signal: NodeJS.Signals): void => {
    if (ending) process.exit(1);
    ending = true;
    log.info('ending', { signal });
    setTimeout(() => {
      log.warn('ending took too long; what is left is picked up by the next start');
      process.exit(0);
    }, END_WITHIN_MS).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fail('ending was not clean', error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

/** Says why the process can't start, on one clear line, and ends it. */
export function fatal(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
