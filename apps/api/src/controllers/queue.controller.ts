import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { type CurrentStaff, Staff } from '@sila/access';
import {
  type ChangeQueue,
  changeQueue,
  type CreateQueue,
  createQueue,
  idParams,
  type QueueView,
  queueView,
  type SteerQueue,
  steerQueue,
} from '@sila/contracts';
import { QueueService } from '@sila/directory';
import { z } from 'zod';
import { Does } from '../http/route.decorators.js';

/** Where conversations wait. */
@Controller('api/queues')
export class QueueController {
  constructor(private readonly queues: QueueService) {}

  @Get()
  @Does('The queues', 200, z.array(queueView))
  list(@Staff() by: CurrentStaff): Promise<QueueView[]> {
    return this.queues.list(by);
  }

  @Post()
  @Does('Adds a queue', 201, queueView)
  create(@Staff() by: CurrentStaff, @Body({ schema: createQueue }) body: CreateQueue): Promise<QueueView> {
    return this.queues.create(by, body);
  }

  @Patch(':id')
  @Does('Changes a queue and its members', 200, queueView)
  change(
    @Staff() by: CurrentStaff,
    @Param({ schema: idParams }) { id }: { id: string },
    @Body({ schema: changeQueue }) body: ChangeQueue,
  ): Promise<QueueView> {
    return this.queues.change(by, id, body);
  }

  @Post(':id/state')
  @Does('Pauses a queue or lets it go on', 200, queueView)
  steer(
    @Staff() by: CurrentStaff,
    @Param({ schema: idParams }) { id }: { id: string },
    @Body({ schema: steerQueue }) body: SteerQueue,
  ): Promise<QueueView> {
    return this.queues.steer(by, id, body);
  }
}
