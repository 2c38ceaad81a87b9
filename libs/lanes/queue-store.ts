import { BullModule, getQueueToken } from '@nestjs/bullmq';
import type { DynamicModule } from '@nestjs/common';
import type { Env } from '@sila/config';
import { JOBS } from '@sila/contracts';
import {
  type ConnectionOptions,
  createPostgresBackend,
  DEFAULT_SCHEMA,
  type DefaultJobOptions,
  runMigrations,
  setDefaultBackendFactory,
} from 'bullmq';
import pg from 'pg';

/** The BullMQ queues, each its own so that slow work never starves quick work. */
export const QUEUES = [...new Set(Object.values(JOBS).map((policy) => policy.queue))];
export type QueueName = (typeof QUEUES)[number];

export const queueToken = (name: QueueName): string => getQueueToken(name);

/** A doorbell that fails is not kept: the truth is in the database, and the sweeper rings again. */
const JOB_OPTIONS: DefaultJobOptions = {
  attempts: 1,
  removeOnComplete: true,
  removeOnFail: { count: 200, age: 3_600 },
};

/** A killed worker's job comes back soon (promises.md §3.5); BullMQ's own defaults take a minute. */
export const WORKER_OPTIONS = { lockDuration: 15_000, stalledInterval: 5_000, maxStalledCount: 3 } as const;

/**
 * The queue store: Redis when `REDIS_URL` is set, else BullMQ's PostgreSQL backend in the schema `bullmq`. BullMQ chooses its
 * backend once for the whole process, so this must run before any queue is made.
 */
export function queueStore(env: Env): DynamicModule[] {
  const factory = createPostgresBackend as Parameters<typeof setDefaultBackendFactory>[0];
  setDefaultBackendFactory(env.REDIS_URL ? undefined : factory);
  return [
    BullModule.forRootAsync({
      useFactory: async () => ({
        connection: await connectionOf(env),
        defaultJobOptions: JOB_OPTIONS,
        prefix: 'sila',
      }),
    }),
    ...QUEUES.map((name) => BullModule.registerQueue({ name })),
  ];
}

async function connectionOf(env: Env): Promise<ConnectionOptions> {
  if (env.REDIS_URL)
    return { url: env.REDIS_URL, maxRetriesPerRequest: null, connectTimeout: 5_000 } as ConnectionOptions;
  // BullMQ types its connection for Redis; its PostgreSQL backend takes a pool here.
  return (await queuePool(env.DATABASE_URL ?? '')) as unknown as ConnectionOptions;
}

/**
 * One small pool for all queues of the process: four connections listen, the others work. BullMQ would make a pool for each queue
 * and each worker, and one that a cut connection could bring the process down with.
 */
async function queuePool(url: string): Promise<pg.Pool> {
  const pool = new pg.Pool({
    connectionString: url,
    max: QUEUES.length + 3,
    options: `-c search_path=${DEFAULT_SCHEMA}`,
    allowExitOnIdle: true,
    application_name: 'sila-queue',
  });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
  return pool;
}
