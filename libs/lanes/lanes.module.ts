import { type DynamicModule, Global, Module, type BeforeApplicationShutdown } from '@nestjs/common';
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
export class LanesModule implements BeforeApplicationShutdown {
  constructor(
    private readonly engine: LaneEngine,
    private readonly runner: JobRunner,
    private readonly outbox: Outbox,
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

  /** While the database is still there: what runs is finished, what was published is forgotten. */
  async beforeApplicationShutdown(): Promise<void> {
    this.engine.stop();
    await this.runner.stop();
    await this.outbox.flush();
  }
}
