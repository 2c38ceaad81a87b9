import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { type CurrentStaff, Staff } from '@sila/access';
import {
  type ChannelHealthList,
  channelHealthList,
  idParams,
  testAddress,
  type TestAddress,
} from '@sila/contracts';
import { ChannelHealthReader, ChannelUpkeep } from '@sila/upkeep';
import { Does } from '../http/route.decorators.js';

/** Whether the channels work. */
@Controller('api')
export class ChannelHealthController {
  constructor(
    private readonly health: ChannelHealthReader,
    private readonly upkeep: ChannelUpkeep,
  ) {}

  @Get('channel-health')
  @Does('How every channel account does: times, counts and codes', 200, channelHealthList)
  read(@Staff() by: CurrentStaff): Promise<ChannelHealthList> {
    return this.health.read(by);
  }

  @Post('channel-accounts/:id/reconcile')
  @Does('Asks the provider what its webhook did not tell', 204)
  reconcile(@Staff() by: CurrentStaff, @Param({ schema: idParams }) { id }: { id: string }): Promise<void> {
    return this.upkeep.reconcile(by, id);
  }

  @Put('channel-accounts/:id/test-address')
  @Does('Says where tests of the account go', 204)
  setTestAddress(
    @Staff() by: CurrentStaff,
    @Param({ schema: idParams }) { id }: { id: string },
    @Body({ schema: testAddress }) { address }: TestAddress,
  ): Promise<void> {
    return this.upkeep.setTestAddress(by, id, address);
  }

  @Post('channel-accounts/:id/trials')
  @Does('Sends a test round the whole loop', 204)
  sendTrial(@Staff() by: CurrentStaff, @Param({ schema: idParams }) { id }: { id: string }): Promise<void> {
    return this.upkeep.sendTrial(by, id);
  }
}
