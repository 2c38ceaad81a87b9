import { Body, Controller, Patch, Put } from '@nestjs/common';
import { type CurrentStaff, Staff } from '@sila/access';
import {
  changePassword,
  changePreferences,
  type Preferences,
  preferences,
  presenceView,
  type PresenceView,
  type SetPresence,
  setPresence,
} from '@sila/contracts';
import { MeService, PresenceService, SignInService } from '@sila/directory';
import { Does } from '../http/route.decorators.js';

/** One's own account. */
@Controller('api/me')
export class MeController {
  constructor(
    private readonly mes: MeService,
    private readonly presence: PresenceService,
    private readonly signIns: SignInService,
  ) {}

  @Put('presence')
  @Does('Says whether one is available, and why not', 200, presenceView)
  setPresence(
    @Staff() staff: CurrentStaff,
    @Body({ schema: setPresence }) body: SetPresence,
  ): Promise<PresenceView> {
    return this.presence.set(staff.id, body);
  }

  @Patch('preferences')
  @Does('Keeps language, theme and other habits', 200, preferences)
  changePreferences(
    @Staff() staff: CurrentStaff,
    @Body({ schema: changePreferences }) body: Partial<Preferences>,
  ): Promise<Preferences> {
    return this.mes.change(staff, body);
  }

  @Put('password')
  @Does("Changes one's own password; every other session ends", 204)
  changePassword(
    @Staff() staff: CurrentStaff,
    @Body({ schema: changePassword }) body: { current: string; next: string },
  ): Promise<void> {
    return this.signIns.changePassword(staff, body);
  }
}
