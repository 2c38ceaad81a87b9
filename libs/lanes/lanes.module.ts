import { type DynamicModule, Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { Env } from '@sila/config';
import { Bells } from './bells.js';
import { JobRunner } from './job-runner.js';
import { LaneEngine } from './lane-engine.js';
import { Outbox } from './outbox.js';
import { processors } from './processors.js';
import { queueStore } from './queue-store.js';
import { Sweeper } from './sweeper.js';

const always = [Bells, JobRunner, LaneEngine, Outbox];

/** The engine: `forApi` rings bells only, `forWorker` works them too. */
@Global()
@Module({})
export class LanesModule implements OnApplicationShutdown {
  constructor(
    private readonly engine: LaneEngine,
    private readonly runner: JobRunner,
  ) {}

  static forApi(env: Env): DynamicModule {
    return {
      module: LanesModule,
      imports: [DiscoveryModule, ...queueStore(env)],
      providers: always,
      exports: always,
    };
  }

  static forWorker(env: Env): DynamicModule {
    const providers = [...always, Sweeper];
    return {
      module: LanesModule,
      imports: [DiscoveryModule, ...queueStore(env)],
      providers: [...providers, ...processors],
      exports: providers,
    };
  }

  async onApplicationShutdown(): Promise<void> {
    this.engine.stop();
    await this.runner.stop();
  }
}
