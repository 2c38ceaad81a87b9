import path from 'node:path';
import { type DynamicModule, Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Env } from '@sila/config';
import { Clock } from './clock.js';
import { Keys } from './crypto.js';
import { createFactBus } from './fact-bus.choice.js';
import { FactBus } from './fact-bus.js';
import { type FileStore, LocalFileStore } from './file-store.js';
import { Log } from './log.js';
import { S3FileStore } from './s3-file-store.js';
import { SealedFiles } from './sealed-files.js';

/** Injection tokens for what has no class of its own. */
export const ENV = Symbol('env');
export const FILE_STORE = Symbol('file store');

/** Chooses the file store by setting. */
export function fileStoreOf(env: Env): FileStore {
  return env.FILE_STORE_URL
    ? new S3FileStore(env.FILE_STORE_URL)
    : new LocalFileStore(path.join(env.DATA_DIR, 'files'));
}

/** Clock, log, keys, files and environment, for everybody. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  static forRoot(env: Env, log: Log): DynamicModule {
    const keys = new Keys(env.SILA_SECRET);
    const files = fileStoreOf(env);
    return {
      module: PlatformModule,
      providers: [
        { provide: ENV, useValue: env },
        { provide: Log, useValue: log },
        { provide: Clock, useValue: new Clock(env.SILA_TEST_CLOCK_SHIFT_MS, env.SILA_TEST_HASTE) },
        { provide: Keys, useValue: keys },
        { provide: FILE_STORE, useValue: files },
        { provide: SealedFiles, useValue: new SealedFiles(files, keys) },
        {
          provide: FactBus,
          useValue: createFactBus(
            { redisUrl: env.REDIS_URL ?? null, databaseUrl: env.DATABASE_URL ?? null },
            log,
          ),
        },
      ],
      exports: [ENV, Log, Clock, Keys, FILE_STORE, SealedFiles, FactBus],
    };
  }

  constructor(private readonly bus: FactBus) {}

  onApplicationShutdown(): Promise<void> {
    return this.bus.close();
  }
}
