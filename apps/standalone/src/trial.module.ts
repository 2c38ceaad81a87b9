import { type DynamicModule, Module } from '@nestjs/common';
import type { Env } from '@sila/config';
import { DatabaseModule } from '@sila/database';
import { DeliveryModule } from '@sila/delivery';
import { IntakeModule } from '@sila/intake';
import { LanesModule } from '@sila/lanes';
import { CallWorkModule } from '@sila/calls';
import { LetterReadingModule } from '@sila/letters';
import { type Log, PlatformModule } from '@sila/platform';
import { RemindersModule } from '@sila/reception';
import { ReportingModule } from '@sila/reporting';
import { RoutingModule } from '@sila/routing';
import { UpkeepWorkModule } from '@sila/upkeep';
import { ApiModule } from '../../api/src/api.module.js';

/** The api and the worker in one process, with one of everything that they share. */
@Module({})
export class TrialModule {
  static forRoot(env: Env, log: Log): DynamicModule {
    const stages = { intake: IntakeModule.forWorker(), routing: RoutingModule.forWorker() };
    return {
      module: TrialModule,
      imports: [
        PlatformModule.forRoot(env, log),
        DatabaseModule.forRoot(env.DATABASE_URL ?? '', env.DATABASE_POOL),
        LanesModule.forWorker(env),
        ApiModule.inside(stages),
        DeliveryModule,
        LetterReadingModule,
        CallWorkModule,
        UpkeepWorkModule.with(stages.intake),
        RemindersModule,
        ReportingModule.forWorker(),
      ],
    };
  }
}
