import { Module } from '@nestjs/common';
import { ConversationsModule } from '@sila/conversations';
import { DirectoryModule } from '@sila/directory';
import { CallAccess } from './call-access.service.js';
import { CallAnswers } from './call-answers.service.js';
import { CallChores } from './call-chores.service.js';
import { CallControls } from './call-controls.service.js';
import { CallNotes } from './call-notes.service.js';
import { CallReader } from './call-reader.service.js';
import { CallSwitch } from './call-switch.service.js';
import { CallTransfer } from './call-transfer.service.js';
import { CallWorker } from './call-work.service.js';
import { Callbacks } from './callbacks.service.js';
import { LegReports } from './leg-reports.service.js';
import { OutboundCalls } from './outbound-calls.service.js';
import { Surroundings } from './surroundings.service.js';

const HEARING = [Surroundings, LegReports, CallSwitch, CallAnswers];
const DESK = [CallAccess, CallReader, CallControls, CallTransfer, CallNotes, OutboundCalls, Callbacks];

/** Telephone calls: what happens on them, what is answered, what officers do. */
@Module({
  imports: [ConversationsModule, DirectoryModule],
  providers: [...HEARING, ...DESK],
  exports: [...HEARING, ...DESK],
})
export class CallsModule {}

/** The part of the worker that does at providers what calls ask for. */
@Module({ imports: [CallsModule], providers: [CallWorker, CallChores] })
export class CallWorkModule {}
