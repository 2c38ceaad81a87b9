import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { endWithUs } from './children.js';
import { eventually } from './eventually.js';
import { freePort } from './ports.js';

/** A Redis server of one test file, without persistence. */
export interface TestRedis {
  readonly url: string;
  readonly port: number;
  /** Empties it, as an operator's mistake would. */
  flushAll(): Promise<void>;
  /** Ends it without warning (SIGKILL). */
  kill(): Promise<void>;
  /** Starts it again, empty, on the same port, after `kill`. */
  restart(): Promise<void>;
  /** Ends it. Call it in `afterAll`. */
  stop(): Promise<void>;
}

/** Starts a private redis-server on a random port and resolves when it answers. */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const folder = await mkdtemp(join(tmpdir(), 'sila-redis-'));
  let server = await launch(port, folder, url);
  const end = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  };
  return {
    url,
    port,
    flushAll: () => withRedis(url, (redis) => redis.flushall()),
    kill: end,
    restart: async () => {
      server = await launch(port, folder, url);
    },
    stop: async () => {
      await end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function launch(port: number, folder: string, url: string) {
  const settings = {
    port,
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    appendonly: 'no',
    'maxmemory-policy': 'noeviction',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const server = spawn('redis-server', args, { stdio: 'ignore' });
  const missing = once(server, 'error').then(([error]) => Promise.reject(error as Error));
  const answers = eventually(() => withRedis(url, (redis) => redis.ping()), { within: 10_000 });
  await Promise.race([answers, missing]);
  endWithUs(server);
  return server;
}

async function withRedis(url: string, work: (redis: Redis) => Promise<unknown>): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    await work(redis);
  } finally {
    redis.disconnect();
  }
}
