import { Controller, Param, Post } from '@nestjs/common';
import { type CurrentStaff, Staff } from '@sila/access';
import { idParams, type RevealedAnswers, revealedAnswers } from '@sila/contracts';
import { Does } from '../http/route.decorators.js';
import { FormAnswersService } from './form-answers.service.js';

/** What a form's message shows covered. */
@Controller('api/messages')
export class RevealController {
  constructor(private readonly answers: FormAnswersService) {}

  @Post(':id/reveal')
  @Does('The sensitive answers of a form, uncovered; every call is audited', 200, revealedAnswers)
  reveal(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: { id: string },
  ): Promise<RevealedAnswers> {
    return this.answers.reveal(staff, id);
  }
}
