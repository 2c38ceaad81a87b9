import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { type CurrentStaff, Staff } from '@sila/access';
import {
  type ChangeSkill,
  changeSkill,
  type CreateSkill,
  createSkill,
  idParams,
  type SkillView,
  skillView,
} from '@sila/contracts';
import { SkillService } from '@sila/directory';
import { z } from 'zod';
import { Does } from '../http/route.decorators.js';

/** What people can do and conversations may ask for. */
@Controller('api/skills')
export class SkillController {
  constructor(private readonly skills: SkillService) {}

  @Get()
  @Does('The skills', 200, z.array(skillView))
  list(@Staff() by: CurrentStaff): Promise<SkillView[]> {
    return this.skills.list(by);
  }

  @Post()
  @Does('Adds a skill', 201, skillView)
  create(@Staff() by: CurrentStaff, @Body({ schema: createSkill }) body: CreateSkill): Promise<SkillView> {
    return this.skills.create(by, body);
  }

  @Patch(':id')
  @Does('Changes a skill', 200, skillView)
  change(
    @Staff() by: CurrentStaff,
    @Param({ schema: idParams }) { id }: { id: string },
    @Body({ schema: changeSkill }) body: ChangeSkill,
  ): Promise<SkillView> {
    return this.skills.change(by, id, body);
  }
}
