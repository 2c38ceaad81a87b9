import { Body, Controller, Get, Put } from '@nestjs/common';
import { type CurrentStaff, Staff } from '@sila/access';
import {
  associationSetting,
  type AssociationSettings,
  formSetting,
  type FormSettings,
  putAssociation,
  promiseSetting,
  type PromiseSettings,
  putForms,
  putPromises,
  putRouting,
  putWork,
  routingSetting,
  type RoutingSettings,
  type VersionedSetting,
  workSetting,
  type WorkSettings,
} from '@sila/contracts';
import { SettingService } from '@sila/directory';
import { Does } from '../http/route.decorators.js';

/** What is sent to put a setting into force. */
interface Change<Value> {
  readonly version: number;
  readonly value: Value;
}

/** The settings of the association. */
@Controller('api/settings')
export class SettingController {
  constructor(private readonly settings: SettingService) {}

  @Get('association')
  @Does('Name, hours and notices', 200, associationSetting)
  association(@Staff() by: CurrentStaff): Promise<VersionedSetting<AssociationSettings>> {
    return this.settings.read(by, 'association');
  }

  @Put('association')
  @Does('Puts name, hours and notices into force; 409 when the version is old', 200, associationSetting)
  putAssociation(
    @Staff() by: CurrentStaff,
    @Body({ schema: putAssociation }) body: Change<AssociationSettings>,
  ): Promise<VersionedSetting<AssociationSettings>> {
    return this.settings.put(by, 'association', body);
  }

  @Get('routing')
  @Does('The rules that lead to queues', 200, routingSetting)
  routing(@Staff() by: CurrentStaff): Promise<VersionedSetting<RoutingSettings>> {
    return this.settings.read(by, 'routing');
  }

  @Put('routing')
  @Does('Puts rules into force; 409 when the version is old', 200, routingSetting)
  putRouting(
    @Staff() by: CurrentStaff,
    @Body({ schema: putRouting }) body: Change<RoutingSettings>,
  ): Promise<VersionedSetting<RoutingSettings>> {
    return this.settings.put(by, 'routing', body);
  }

  @Get('forms')
  @Does('The forms of the portal', 200, formSetting)
  forms(@Staff() by: CurrentStaff): Promise<VersionedSetting<FormSettings>> {
    return this.settings.read(by, 'forms');
  }

  @Put('forms')
  @Does('Puts the forms of the portal into force', 200, formSetting)
  putForms(
    @Staff() by: CurrentStaff,
    @Body({ schema: putForms }) body: Change<FormSettings>,
  ): Promise<VersionedSetting<FormSettings>> {
    return this.settings.put(by, 'forms', body);
  }

  @Get('work')
  @Does('How much work is given to people at once', 200, workSetting)
  work(@Staff() by: CurrentStaff): Promise<VersionedSetting<WorkSettings>> {
    return this.settings.read(by, 'work');
  }

  @Put('work')
  @Does(
    'Puts into force how much work is given to people at once; 409 when the version is old',
    200,
    workSetting,
  )
  putWork(
    @Staff() by: CurrentStaff,
    @Body({ schema: putWork }) body: Change<WorkSettings>,
  ): Promise<VersionedSetting<WorkSettings>> {
    return this.settings.put(by, 'work', body);
  }

  @Get('promises')
  @Does('How soon people are promised an answer', 200, promiseSetting)
  promises(@Staff() by: CurrentStaff): Promise<VersionedSetting<PromiseSettings>> {
    return this.settings.read(by, 'promises');
  }

  @Put('promises')
  @Does('Puts promises into force; 409 when the version is old', 200, promiseSetting)
  putPromises(
    @Staff() by: CurrentStaff,
    @Body({ schema: putPromises }) body: Change<PromiseSettings>,
  ): Promise<VersionedSetting<PromiseSettings>> {
    return this.settings.put(by, 'promises', body);
  }
}
