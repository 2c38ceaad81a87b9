import { type DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from '@sila/access';
import { CallWorkModule } from '@sila/calls';
import type { Env } from '@sila/config';
import { DatabaseModule } from '@sila/database';
import { DeliveryModule } from '@sila/delivery';
import { DirectoryModule } from '@sila/directory';
import { IntakeModule } from '@sila/intake';
import { LanesModule } from '@sila/lanes';
import { LetterReadingModule } from '@sila/letters';
import { type Log, PlatformModule } from '@sila/platform';
import { RemindersModule } from '@sila/reception';
import { ReportingModule } from '@sila/reporting';
import { RoutingModule } from '@sila/routing';
import { UpkeepWorkModule } from '@sila/upkeep';

/** What works in the background: lanes, routing, delivery, mailboxes, sweeping. */
@Module({})
export class WorkerModule {
  /** The whole process. */
  static forRoot(env: Env, log: Log): DynamicModule {
    const intake = IntakeModule.forWorker();
    return {
      module: WorkerModule,
      imports: [
        PlatformModule.forRoot(env, log),
        DatabaseModule.forRoot(env.DATABASE_URL ?? '', env.DATABASE_POOL),
        LanesModule.forWorker(env),
        AccessModule,
        DirectoryModule,
        intake,
        RoutingModule.forWorker(),
        DeliveryModule,
        LetterReadingModule,
        CallWorkModule,
        UpkeepWorkModule.with(intake),
        RemindersModule,
        ReportingModule.forWorker(),
      ],
    };
  }
}
