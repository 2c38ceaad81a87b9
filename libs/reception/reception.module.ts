import { type DynamicModule, Module } from '@nestjs/common';
import { ConversationsModule } from '@sila/conversations';
import { DirectoryModule } from '@sila/directory';
import { AppointmentService } from './appointment.service.js';
import { Desks } from './desks.service.js';
import { InterviewService } from './interview.service.js';
import { InterviewSigning } from './interview-signing.service.js';
import { ReceptionDesk } from './reception-desk.service.js';
import { ReminderService } from './reminder.service.js';
import { TicketService } from './ticket.service.js';
import { VisitorSearch } from './visitor-search.service.js';
import { WaitingRoomService } from './waiting-room.service.js';

const DESK = [
  AppointmentService,
  InterviewService,
  InterviewSigning,
  ReceptionDesk,
  TicketService,
  VisitorSearch,
  WaitingRoomService,
];

/** People who come in person: the desk, its screen, appointments and interviews. */
@Module({})
export class ReceptionModule {
  /** `intake` is the module that the whole process shares. */
  static forApi(intake: DynamicModule): DynamicModule {
    return {
      module: ReceptionModule,
      imports: [ConversationsModule, DirectoryModule, intake],
      providers: [...DESK, Desks],
      exports: DESK,
    };
  }
}

/** The part of the worker that reminds people of their appointments. */
@Module({ imports: [ConversationsModule, DirectoryModule], providers: [ReminderService] })
export class RemindersModule {}
