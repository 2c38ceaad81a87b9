import { Controller, Get } from '@nestjs/common';
import { type CurrentStaff, demand, Staff } from '@sila/access';
import { type Topic, topicList } from '@sila/contracts';
import { SettingService } from '@sila/directory';
import { Does } from '../http/route.decorators.js';

/** What conversations are about, to choose from when one is closed. */
@Controller('api/topics')
export class TopicController {
  constructor(private readonly settings: SettingService) {}

  @Get()
  @Does('The topics of the association', 200, topicList)
  async list(@Staff() staff: CurrentStaff): Promise<readonly Topic[]> {
    demand(staff, 'report.read');
    return (await this.settings.association()).value.topics;
  }
}
