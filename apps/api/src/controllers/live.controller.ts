import { Controller, Get, Query } from '@nestjs/common';
import { type CurrentStaff, Staff } from '@sila/access';
import {
  type BehindFigure,
  behindFigure,
  type BehindView,
  behindView,
  type LiveView,
  liveView,
} from '@sila/contracts';
import { LiveService } from '@sila/routing';
import { Does } from '../http/route.decorators.js';

/** The supervisor's room. */
@Controller('api/queues/live')
export class LiveController {
  constructor(private readonly live: LiveService) {}

  @Get()
  @Does('Each queue as it is now: waiting, longest wait, who is there with what load', 200, liveView)
  view(@Staff() staff: CurrentStaff): Promise<LiveView> {
    return this.live.view(staff);
  }

  @Get('behind')
  @Does('The conversations behind one of these numbers', 200, behindView)
  behind(
    @Staff() staff: CurrentStaff,
    @Query({ schema: behindFigure }) figure: BehindFigure,
  ): Promise<BehindView> {
    return this.live.behind(staff, figure);
  }
}
