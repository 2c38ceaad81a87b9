import { Body, Controller, Get, Headers, Param, Post, Put, Query, Req } from '@nestjs/common';
import { type CurrentStaff, Public, Staff } from '@sila/access';
import {
  actOnTicket,
  type ActOnTicket,
  appointmentDay,
  type AppointmentDay,
  appointmentView,
  type AppointmentView,
  bookAppointment,
  type BookAppointment,
  type DeskTicket,
  deskTickets,
  entered,
  type Entered,
  enterVisit,
  type EnterVisit,
  findVisitor,
  idParams,
  listAppointments,
  moveAppointment,
  type MoveAppointment,
  receptionStart,
  type ReceptionStart,
  screenLink,
  type ScreenLink,
  ticketBrief,
  type TicketBrief,
  type VisitorFound,
  visitorsFound,
  waitingRoom,
  type WaitingRoom,
} from '@sila/contracts';
import {
  AppointmentService,
  ReceptionDesk,
  TicketService,
  VisitorSearch,
  WaitingRoomService,
} from '@sila/reception';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Does } from '../http/route.decorators.js';

type Id = { readonly id: string };

/** People who come in person: the desk, its numbers, its appointments and its screen. */
@Controller('api')
export class ReceptionController {
  constructor(
    private readonly desk: ReceptionDesk,
    private readonly search: VisitorSearch,
    private readonly ticketService: TicketService,
    private readonly rooms: WaitingRoomService,
    private readonly appointmentService: AppointmentService,
  ) {}

  @Get('reception')
  @Does('The desks one works at', 200, receptionStart)
  start(@Staff() staff: CurrentStaff): Promise<ReceptionStart> {
    return this.desk.start(staff);
  }

  @Get('reception/people')
  @Does('Who may stand at the desk, by what one types', 200, visitorsFound)
  people(
    @Staff() staff: CurrentStaff,
    @Query({ schema: findVisitor }) { q }: z.output<typeof findVisitor>,
  ): Promise<VisitorFound[]> {
    return this.search.find(staff, q);
  }

  @Post('reception/visits')
  @Does('Somebody came; the same entry again has no effect', 202, entered)
  enter(@Staff() staff: CurrentStaff, @Body({ schema: enterVisit }) body: EnterVisit): Promise<Entered> {
    return this.desk.enter(staff, body);
  }

  @Get('reception/:id/tickets')
  @Does('Today’s numbers of a desk, the newest first', 200, deskTickets)
  tickets(@Staff() staff: CurrentStaff, @Param({ schema: idParams }) { id }: Id): Promise<DeskTicket[]> {
    return this.desk.tickets(staff, id);
  }

  @Get('reception/:id/screen')
  @Does('Where the waiting-room screen of a desk is, with its key', 200, screenLink)
  screen(@Staff() staff: CurrentStaff, @Param({ schema: idParams }) { id }: Id): Promise<ScreenLink> {
    return this.rooms.link(staff, id);
  }

  @Get('reception/:id/appointments')
  @Does('Who comes on a day, and when there is room', 200, appointmentDay)
  appointments(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Query({ schema: listAppointments }) { day }: z.output<typeof listAppointments>,
  ): Promise<AppointmentDay> {
    return this.appointmentService.day(staff, id, day);
  }

  @Post('reception/:id/appointments')
  @Does('Agrees on a time; 409 when it is taken', 201, appointmentView)
  book(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: bookAppointment }) body: BookAppointment,
  ): Promise<AppointmentView> {
    return this.appointmentService.book(staff, id, body);
  }

  @Put('appointments/:id')
  @Does('Another time; 409 when it is taken', 200, appointmentView)
  move(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: moveAppointment }) { startsAt }: MoveAppointment,
  ): Promise<AppointmentView> {
    return this.appointmentService.move(staff, id, startsAt);
  }

  @Post('appointments/:id/cancel')
  @Does('Cancels an appointment', 200, appointmentView)
  cancel(@Staff() staff: CurrentStaff, @Param({ schema: idParams }) { id }: Id): Promise<AppointmentView> {
    return this.appointmentService.cancel(staff, id);
  }

  @Post('appointments/:id/arrive')
  @Does('The person came: the appointment becomes a ticket', 202, entered)
  arrive(@Staff() staff: CurrentStaff, @Param({ schema: idParams }) { id }: Id): Promise<Entered> {
    return this.appointmentService.arrive(staff, id);
  }

  @Post('tickets/:id/acts')
  @Does('Calls, serves, ends; 409 when that can’t be done now', 200, ticketBrief)
  act(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: actOnTicket }) body: ActOnTicket,
  ): Promise<TicketBrief> {
    return this.ticketService.act(staff, id, body);
  }

  @Public()
  @Get('waiting-rooms/:id')
  @Does('What a waiting-room screen shows to who has its key', 200, waitingRoom)
  room(
    @Param({ schema: idParams }) { id }: Id,
    @Headers('x-screen-key') key: string | undefined,
    @Req() { ip }: FastifyRequest,
  ): Promise<WaitingRoom> {
    return this.rooms.view(id, key ?? '', ip);
  }
}
