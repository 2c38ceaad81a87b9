import { Body, Controller, Get, Header, Param, Post, Query } from '@nestjs/common';
import { type CurrentStaff, Staff } from '@sila/access';
import {
  type EventPage,
  eventPage,
  idParams,
  listEvents,
  listMessages,
  type MessageEdits,
  messageEdits,
  type MessagePage,
  messagePage,
  type MessageView,
  messageView,
  type PostMessage,
  postMessage,
  type ResolveMessage,
  resolveMessage,
} from '@sila/contracts';
import { ConversationReader, DeskService, OutboundService, ReplyService } from '@sila/conversations';
import type { z } from 'zod';
import { Does, Sends } from '../http/route.decorators.js';
import { FRAMED_MAIL_POLICY } from '../http/security.headers.js';

type Id = { readonly id: string };

/** What is said in a conversation. */
@Controller('api')
export class MessageController {
  constructor(
    private readonly reader: ConversationReader,
    private readonly replies: ReplyService,
    private readonly outbound: OutboundService,
    private readonly desk: DeskService,
  ) {}

  @Get('conversations/:id/messages')
  @Does('A page of the thread, the newest first', 200, messagePage)
  list(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Query({ schema: listMessages }) query: z.output<typeof listMessages>,
  ): Promise<MessagePage> {
    return this.reader.messages(staff, id, query.before, query.limit);
  }

  @Get('conversations/:id/events')
  @Does('What happened after a seq: the one way to catch up', 200, eventPage)
  events(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Query({ schema: listEvents }) query: z.output<typeof listEvents>,
  ): Promise<EventPage> {
    return this.reader.events(staff, id, query.after, query.limit);
  }

  @Post('conversations/:id/messages')
  @Does('Answers or notes; the same clientId again gives the same message', 201, messageView)
  post(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: postMessage }) body: PostMessage,
  ): Promise<MessageView> {
    return this.replies.post(staff, id, body);
  }

  @Post('messages/:id/cancel')
  @Does('Takes an answer back while its undo time runs', 200, messageView)
  cancel(@Staff() staff: CurrentStaff, @Param({ schema: idParams }) { id }: Id): Promise<MessageView> {
    return this.outbound.cancel(staff, id);
  }

  @Post('messages/:id/resolve')
  @Does('Decides about a message that failed or is in doubt', 200, messageView)
  resolve(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: resolveMessage }) body: ResolveMessage,
  ): Promise<MessageView> {
    return this.outbound.resolve(staff, id, body);
  }

  @Get('messages/:id/edits')
  @Does('What a message said before its author changed it', 200, messageEdits)
  edits(@Staff() staff: CurrentStaff, @Param({ schema: idParams }) { id }: Id): Promise<MessageEdits> {
    return this.desk.edits(staff, id);
  }

  @Get('messages/:id/html')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', FRAMED_MAIL_POLICY)
  @Header('x-frame-options', 'SAMEORIGIN')
  @Sends('The sanitised HTML of a mail, for a sandboxed frame', 'text/html')
  html(@Staff() staff: CurrentStaff, @Param({ schema: idParams }) { id }: Id): Promise<string> {
    return this.desk.html(staff, id);
  }
}
