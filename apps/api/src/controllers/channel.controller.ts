import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { type CurrentStaff, Staff } from '@sila/access';
import {
  type ChangeChannelAccount,
  changeChannelAccount,
  type ChannelAccountView,
  channelAccountView,
  type ChannelKind,
  channelKind,
  type CheckResult,
  checkResult,
  type CreateChannelAccount,
  createChannelAccount,
  idParams,
} from '@sila/contracts';
import { ChannelAccountService } from '@sila/directory';
import { z } from 'zod';
import { Does } from '../http/route.decorators.js';

/** The configured channels. */
@Controller('api')
export class ChannelController {
  constructor(private readonly channels: ChannelAccountService) {}

  @Get('channel-kinds')
  @Does('What can be set up, with the schemas that draw the forms', 200, z.array(channelKind))
  kinds(@Staff() by: CurrentStaff): ChannelKind[] {
    return this.channels.kinds(by);
  }

  @Get('channel-accounts')
  @Does('The channel accounts and their health; secrets are never in it', 200, z.array(channelAccountView))
  list(@Staff() by: CurrentStaff): Promise<ChannelAccountView[]> {
    return this.channels.list(by);
  }

  @Post('channel-accounts')
  @Does('Sets a channel up', 201, channelAccountView)
  create(
    @Staff() by: CurrentStaff,
    @Body({ schema: createChannelAccount }) body: CreateChannelAccount,
  ): Promise<ChannelAccountView> {
    return this.channels.create(by, body);
  }

  @Patch('channel-accounts/:id')
  @Does('Changes a channel account; a secret left out stays as it is', 200, channelAccountView)
  change(
    @Staff() by: CurrentStaff,
    @Param({ schema: idParams }) { id }: { id: string },
    @Body({ schema: changeChannelAccount }) body: ChangeChannelAccount,
  ): Promise<ChannelAccountView> {
    return this.channels.change(by, id, body);
  }

  @Post('channel-accounts/:id/check')
  @Does('Asks the provider whether the settings work', 200, checkResult)
  check(
    @Staff() by: CurrentStaff,
    @Param({ schema: idParams }) { id }: { id: string },
  ): Promise<CheckResult> {
    return this.channels.check(by, id);
  }
}
