import { Module } from '@nestjs/common';
import { AnswerClock } from './answer-clock.service.js';
import { AssignmentService } from './assignment.service.js';
import { AttachmentService } from './attachment.service.js';
import { CallOptions } from './call-options.service.js';
import { ClaimedWays } from './claimed-ways.service.js';
import { ContactReader } from './contact-reader.service.js';
import { ConversationAccess } from './conversation-access.service.js';
import { ConversationReader } from './conversation-reader.service.js';
import { DeskService } from './desk.service.js';
import { EchoService } from './echo.service.js';
import { FencedChange } from './fenced-change.service.js';
import { HandOverService } from './hand-over.service.js';
import { IdentityChangeService } from './identity-change.service.js';
import { InboundEffects } from './inbound-effects.service.js';
import { MergeService } from './merge.service.js';
import { NoticeService } from './notice.service.js';
import { OwnOfficerService } from './own-officer.service.js';
import { PriorityService } from './priority.service.js';
import { OutboundService } from './outbound.service.js';
import { PeopleReader } from './people-reader.service.js';
import { ReceiptService } from './receipt.service.js';
import { ReceiveService } from './receive.service.js';
import { ReplyOptions } from './reply-options.service.js';
import { ReplyService } from './reply.service.js';

const PUBLIC = [
  AnswerClock,
  AssignmentService,
  AttachmentService,
  CallOptions,
  ConversationAccess,
  ConversationReader,
  DeskService,
  HandOverService,
  InboundEffects,
  MergeService,
  NoticeService,
  OutboundService,
  OwnOfficerService,
  PriorityService,
  PeopleReader,
  ReceiptService,
  ReceiveService,
  ReplyService,
];

/** Conversations and their messages. Needs PlatformModule, LanesModule, AccessModule and DirectoryModule beside it. */
@Module({
  providers: [
    ...PUBLIC,
    ClaimedWays,
    ContactReader,
    EchoService,
    FencedChange,
    IdentityChangeService,
    ReplyOptions,
  ],
  exports: PUBLIC,
})
export class ConversationsModule {}
