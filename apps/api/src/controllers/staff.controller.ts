import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { type CurrentStaff, Staff } from '@sila/access';
import {
  type ChangeStaff,
  changeStaff,
  type Colleague,
  colleague,
  type CreateStaff,
  createStaff,
  idParams,
  type Invite,
  invite,
  type StaffView,
  staffView,
} from '@sila/contracts';
import { StaffService } from '@sila/directory';
import { z } from 'zod';
import { Does } from '../http/route.decorators.js';

/** The people who work here. */
@Controller('api')
export class StaffController {
  constructor(private readonly staff: StaffService) {}

  @Get('staff')
  @Does('Everybody who works here', 200, z.array(staffView))
  list(@Staff() by: CurrentStaff): Promise<StaffView[]> {
    return this.staff.list(by);
  }

  @Post('staff')
  @Does('Adds a person; the answer holds their one-time link', 201, invite)
  create(@Staff() by: CurrentStaff, @Body({ schema: createStaff }) body: CreateStaff): Promise<Invite> {
    return this.staff.create(by, body);
  }

  @Patch('staff/:id')
  @Does('Changes a person, their role, queues and access', 200, staffView)
  change(
    @Staff() by: CurrentStaff,
    @Param({ schema: idParams }) { id }: { id: string },
    @Body({ schema: changeStaff }) body: ChangeStaff,
  ): Promise<StaffView> {
    return this.staff.change(by, id, body);
  }

  @Post('staff/:id/invite')
  @Does('Makes a new one-time link', 201, invite)
  reinvite(@Staff() by: CurrentStaff, @Param({ schema: idParams }) { id }: { id: string }): Promise<Invite> {
    return this.staff.reinvite(by, id);
  }

  @Get('colleagues')
  @Does('Whom a conversation can be handed to', 200, z.array(colleague))
  colleagues(@Staff() by: CurrentStaff): Promise<Colleague[]> {
    return this.staff.colleagues(by);
  }
}
