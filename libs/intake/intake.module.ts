import { type DynamicModule, Module } from '@nestjs/common';
import { CallsModule } from '@sila/calls';
import { ConversationsModule } from '@sila/conversations';
import { DirectoryModule } from '@sila/directory';
import { DeadLetters } from './dead-letters.service.js';
import { HookIntake } from './hook.intake.js';
import { LastHeard } from './last-heard.js';
import { InboundConvoy } from './inbound-convoy.service.js';
import { InboundDrain } from './inbound-drain.service.js';
import { InboundSteps } from './inbound-steps.service.js';
import { Intake } from './intake.service.js';
import { IntakeStore } from './intake.store.js';
import { MessagePreparation } from './message-preparation.service.js';
import { Poller } from './poller.service.js';
import { Removals } from './removals.service.js';
import { RawPurge } from './raw-purge.service.js';
import { RawReader } from './raw-reader.service.js';
import { Understanding } from './understanding.service.js';

const always = [DeadLetters, HookIntake, Intake, IntakeStore, LastHeard, RawReader];
const inbound = [MessagePreparation, Understanding, InboundSteps, InboundConvoy, InboundDrain];

/** `forApi` takes in; `forWorker` works what was taken in and fetches from mailboxes. */
@Module({})
export class IntakeModule {
  static forApi(): DynamicModule {
    return {
      module: IntakeModule,
      imports: [DirectoryModule, ConversationsModule, CallsModule],
      providers: always,
      exports: always,
    };
  }

  static forWorker(): DynamicModule {
    return {
      module: IntakeModule,
      imports: [DirectoryModule, ConversationsModule, CallsModule],
      providers: [...always, ...inbound, Poller, RawPurge, Removals],
      exports: [...always, Poller],
    };
  }
}
