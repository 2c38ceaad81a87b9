import { Controller, Get, Param } from '@nestjs/common';
import { type CurrentStaff, Staff } from '@sila/access';
import { idParams, type RoutingDecision, routingDecisions } from '@sila/contracts';
import { DecisionReader } from '@sila/routing';
import { Does } from '../http/route.decorators.js';

/** Why conversations came to whom they came. */
@Controller('api/conversations')
export class DecisionController {
  constructor(private readonly decisions: DecisionReader) {}

  @Get(':id/decisions')
  @Does('Why routing gave it to whom it gave it, newest first', 200, routingDecisions)
  list(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: { readonly id: string },
  ): Promise<RoutingDecision[]> {
    return this.decisions.of(staff, id);
  }
}
