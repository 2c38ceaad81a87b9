import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { type CurrentStaff, Staff } from '@sila/access';
import {
  type DeadLetter,
  deadLetterPage,
  discardDeadLetter,
  idParams,
  limit,
  replayDeadLetters,
} from '@sila/contracts';
import { DeadLetters } from '@sila/intake';
import { z } from 'zod';
import { Does } from '../http/route.decorators.js';

const listQuery = z.strictObject({ cursor: z.uuid().optional(), limit: limit(50, 200) });
const replayed = z.object({ replayed: z.number().int() }).meta({ id: 'Replayed' });

/** Events that could not be worked. */
@Controller('api/dead-letters')
export class DeadLetterController {
  constructor(private readonly letters: DeadLetters) {}

  @Get()
  @Does('Events that could not be worked, by their metadata', 200, deadLetterPage)
  list(
    @Staff() by: CurrentStaff,
    @Query({ schema: listQuery }) query: z.output<typeof listQuery>,
  ): Promise<{ items: DeadLetter[]; nextCursor: string | null }> {
    return this.letters.list(by, query.cursor, query.limit);
  }

  @Post('replay')
  @Does('Has events worked again', 200, replayed)
  async replay(
    @Staff() by: CurrentStaff,
    @Body({ schema: replayDeadLetters }) body: z.output<typeof replayDeadLetters>,
  ): Promise<{ replayed: number }> {
    return { replayed: await this.letters.replay(by, body) };
  }

  @Post(':id/discard')
  @Does('Gives an event up, with a reason', 204)
  discard(
    @Staff() by: CurrentStaff,
    @Param({ schema: idParams }) { id }: { id: string },
    @Body({ schema: discardDeadLetter }) { reason }: { reason: string },
  ): Promise<void> {
    return this.letters.discard(by, id, reason);
  }
}
