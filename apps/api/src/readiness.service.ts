import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Env } from '@sila/config';
import { schemaIsCurrent } from '@sila/database';
import { ENV, Log } from '@sila/platform';
import { Redis } from 'ioredis';
import type { DataSource } from 'typeorm';

/** What stands behind `/health/ready`, each `true` when it is well. */
export interface Readiness {
  readonly ready: boolean;
  readonly checks: { readonly database: boolean; readonly migrations: boolean; readonly queueStore: boolean };
  readonly draining: boolean;
}

const PING_MS = 2_000;

/** Whether this process should be given work. */
@Injectable()
export class ReadinessService implements OnApplicationShutdown {
  private draining = false;
  private migrated = false;
  private redis: Redis | null = null;

  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly log: Log,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** From now on not ready: whoever distributes requests looks elsewhere. */
  beginDraining(): void {
    this.draining = true;
  }

  async check(): Promise<Readiness> {
    const [database, migrations, queueStore] = await Promise.all([
      this.holds('database', () => this.source.query('SELECT 1')),
      this.holds('migrations', () => this.migrationsAreCurrent()),
      this.holds('queue store', () => this.pingRedis()),
    ]);
    const checks = { database, migrations, queueStore };
    return { ready: !this.draining && database && migrations && queueStore, checks, draining: this.draining };
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }

  private async holds(what: string, test: () => Promise<unknown>): Promise<boolean> {
    try {
      return (await within(PING_MS, test())) !== false;
    } catch (error) {
      this.log.fail('not ready', error, { what });
      return false;
    }
  }

  /** Asked until it is so; a schema does not go back while a process runs. */
  private async migrationsAreCurrent(): Promise<boolean> {
    this.migrated ||= await schemaIsCurrent(this.source);
    return this.migrated;
  }

  private async pingRedis(): Promise<unknown> {
    if (!this.env.REDIS_URL) return true;
    this.redis ??= this.connect(this.env.REDIS_URL);
    return this.redis.ping();
  }

  private connect(url: string): Redis {
    const redis = new Redis(url, {
      maxRetriesPerRequest: 0,
      commandTimeout: PING_MS,
      connectTimeout: PING_MS,
    });
    redis.on('error', () => undefined);
    return redis;
  }
}

async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
