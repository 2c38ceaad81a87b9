import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { type CurrentStaff, Staff } from '@sila/access';
import {
  idParams,
  type LedgerRef,
  ledgerRef,
  type ListContacts,
  listContacts,
  type MergeContact,
  mergeContact,
  type MoveAddress,
  moveAddress,
  type PersonCard,
  personCard,
  type PersonPage,
  personPage,
  type UndoMerge,
  undoMerge,
} from '@sila/contracts';
import { MergeService, PeopleReader } from '@sila/conversations';
import { Does } from '../http/route.decorators.js';

type Id = { readonly id: string };

/** Who is one person with whom. People of whom one may answer in no conversation do not exist: 404 on every path. */
@Controller('api')
export class ContactController {
  constructor(
    private readonly people: PeopleReader,
    private readonly merges: MergeService,
  ) {}

  @Get('contacts')
  @Does('People by name, number or mail address, for merging', 200, personPage)
  search(
    @Staff() staff: CurrentStaff,
    @Query({ schema: listContacts }) query: ListContacts,
  ): Promise<PersonPage> {
    return this.people.search(staff, query);
  }

  @Get('contacts/:id')
  @Does('One person, to compare with another', 200, personCard)
  card(@Staff() staff: CurrentStaff, @Param({ schema: idParams }) { id }: Id): Promise<PersonCard> {
    return this.people.card(staff, id);
  }

  @Post('contacts/:id/merge')
  @Does('Makes two people one; 409 when they are, or this one was merged', 200, ledgerRef)
  merge(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: mergeContact }) body: MergeContact,
  ): Promise<LedgerRef> {
    return this.merges.merge(staff, id, body);
  }

  @Post('identities/:id/move')
  @Does('Gives an address to another person, or to a new one', 200, ledgerRef)
  move(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: moveAddress }) body: MoveAddress,
  ): Promise<LedgerRef> {
    return this.merges.move(staff, id, body);
  }

  @Post('contact-merges/:id/undo')
  @Does('Takes a merge or a move back; 409 when it is no longer in force', 200, ledgerRef)
  undo(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: undoMerge }) { reason }: UndoMerge,
  ): Promise<LedgerRef> {
    return this.merges.undo(staff, id, reason);
  }
}
