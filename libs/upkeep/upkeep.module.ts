import { type DynamicModule, Module } from '@nestjs/common';
import { DirectoryModule } from '@sila/directory';
import { ChannelHealthReader } from './channel-health.service.js';
import { ChannelUpkeep } from './channel-upkeep.service.js';
import { DayLedger } from './day-ledger.service.js';
import { DoorBeat } from './door.beat.js';
import { MissedCollector } from './missed.collector.js';
import { Reconciler } from './reconciler.service.js';
import { TrialSender } from './trial-sender.service.js';

const DESK = [ChannelHealthReader, ChannelUpkeep];

/** Whether the channels work: `forApi` keeps the door's notes and answers the administrator. */
@Module({})
export class UpkeepModule {
  /** `intake` is the module that the whole process shares. */
  static forApi(intake: DynamicModule): DynamicModule {
    return {
      module: UpkeepModule,
      imports: [DirectoryModule, intake],
      providers: [...DESK, DoorBeat],
      exports: DESK,
    };
  }
}

/** The part of the worker that asks providers, counts the days and sends tests. */
@Module({})
export class UpkeepWorkModule {
  /** `intake` is the module that the whole process shares; it works mailboxes too. */
  static with(intake: DynamicModule): DynamicModule {
    return {
      module: UpkeepWorkModule,
      imports: [DirectoryModule, intake],
      providers: [DayLedger, MissedCollector, Reconciler, TrialSender],
      exports: [DayLedger],
    };
  }
}
