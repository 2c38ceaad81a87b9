import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { type CurrentStaff, Staff } from '@sila/access';
import {
  type Assign,
  assign,
  type Close,
  close,
  type ConversationDetail,
  conversationDetail,
  type ConversationItem,
  conversationItem,
  type ConversationPage,
  conversationPage,
  type DeclineOffer,
  declineOffer,
  idParams,
  type ListConversations,
  listConversations,
  markRead,
  type NameOfficer,
  nameOfficer,
  type Prioritise,
  prioritise,
  type Refer,
  refer,
  saveDraft,
  type SaveDraft,
  type Versioned,
  versioned,
} from '@sila/contracts';
import {
  AssignmentService,
  ConversationReader,
  DeskService,
  HandOverService,
  OwnOfficerService,
  PriorityService,
} from '@sila/conversations';
import { Does } from '../http/route.decorators.js';

type Id = { readonly id: string };
const draft = conversationDetail.shape.draft;

/** The inbox, and who owns what in it. A conversation outside one's scope does not exist: 404 on every path. */
@Controller('api/conversations')
export class ConversationController {
  constructor(
    private readonly reader: ConversationReader,
    private readonly assignments: AssignmentService,
    private readonly handOvers: HandOverService,
    private readonly desk: DeskService,
    private readonly officers: OwnOfficerService,
    private readonly priorities: PriorityService,
  ) {}

  @Get()
  @Does('One page of a view of the inbox', 200, conversationPage)
  list(
    @Staff() staff: CurrentStaff,
    @Query({ schema: listConversations }) query: ListConversations,
  ): Promise<ConversationPage> {
    return this.reader.list(staff, query);
  }

  @Get(':id')
  @Does('One conversation with its person and the ways to answer', 200, conversationDetail)
  detail(@Staff() staff: CurrentStaff, @Param({ schema: idParams }) { id }: Id): Promise<ConversationDetail> {
    return this.reader.detail(staff, id);
  }

  @Put(':id/officer')
  @Does('Names who looks after the person', 204)
  nameOfficer(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: nameOfficer }) { staffId }: NameOfficer,
  ): Promise<void> {
    return this.officers.set(staff, id, staffId);
  }

  @Post(':id/assign')
  @Does(
    'Hands over to a queue, assigns or offers to a person; 409 when the version is old',
    200,
    conversationItem.nullable(),
  )
  assign(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: assign }) body: Assign,
  ): Promise<ConversationItem | null> {
    return this.assignments.assign(staff, id, body);
  }

  @Post(':id/offer/accept')
  @Does('Takes what a colleague offers; one winner', 200, conversationItem.nullable())
  acceptOffer(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: versioned }) { version }: Versioned,
  ): Promise<ConversationItem | null> {
    return this.handOvers.accept(staff, id, version);
  }

  @Post(':id/offer/decline')
  @Does('Leaves what a colleague offers with them', 200, conversationItem.nullable())
  declineOffer(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: declineOffer }) body: DeclineOffer,
  ): Promise<ConversationItem | null> {
    return this.handOvers.decline(staff, id, body);
  }

  @Post(':id/offer/withdraw')
  @Does('Takes back what one offered', 200, conversationItem.nullable())
  withdrawOffer(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: versioned }) { version }: Versioned,
  ): Promise<ConversationItem | null> {
    return this.handOvers.withdraw(staff, id, version);
  }

  @Post(':id/refer')
  @Does('Refers to social research', 200, conversationItem.nullable())
  refer(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: refer }) body: Refer,
  ): Promise<ConversationItem | null> {
    return this.assignments.refer(staff, id, body);
  }

  @Post(':id/claim')
  @Does('Takes a conversation nobody owns; one winner', 200, conversationItem.nullable())
  claim(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: versioned }) { version }: Versioned,
  ): Promise<ConversationItem | null> {
    return this.assignments.claim(staff, id, version);
  }

  @Post(':id/close')
  @Does('Closes with an outcome; the person is told', 200, conversationItem.nullable())
  close(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: close }) body: Close,
  ): Promise<ConversationItem | null> {
    return this.assignments.close(staff, id, body);
  }

  @Post(':id/reopen')
  @Does('Opens a closed conversation again', 200, conversationItem.nullable())
  reopen(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: versioned }) { version }: Versioned,
  ): Promise<ConversationItem | null> {
    return this.assignments.reopen(staff, id, version);
  }

  @Put(':id/priority')
  @Does('Lets it go before others, or with them again', 200, conversationItem.nullable())
  prioritise(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: prioritise }) body: Prioritise,
  ): Promise<ConversationItem | null> {
    return this.priorities.set(staff, id, body);
  }

  @Put(':id/read')
  @Does('Remembers how far one has read', 204)
  markRead(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: markRead }) { seq }: { seq: number },
  ): Promise<void> {
    return this.desk.markRead(staff, id, seq);
  }

  @Put(':id/draft')
  @Does('Keeps what one is writing; an empty text deletes it', 200, draft)
  saveDraft(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: saveDraft }) body: SaveDraft,
  ): Promise<ConversationDetail['draft']> {
    return this.desk.saveDraft(staff, id, body);
  }
}
