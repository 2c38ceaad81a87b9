import { Global, Module } from '@nestjs/common';
import { AssociationService } from './association.service.js';
import { ChannelAccountService } from './channel-account.service.js';
import { ChannelDirectory } from './channel-directory.service.js';
import { Housekeeping } from './housekeeping.service.js';
import { LeavingRegistry } from './leaving.registry.js';
import { MeService } from './me.service.js';
import { PresenceService } from './presence.service.js';
import { QueueService } from './queue.service.js';
import { SettingService } from './setting.service.js';
import { SignInService } from './sign-in.service.js';
import { SkillService } from './skill.service.js';
import { StaffAccounts, StaffService } from './staff.service.js';
import { Transactions } from './transactions.service.js';

const PUBLIC = [
  AssociationService,
  ChannelAccountService,
  ChannelDirectory,
  LeavingRegistry,
  MeService,
  PresenceService,
  QueueService,
  SettingService,
  SignInService,
  SkillService,
  StaffService,
  Transactions,
];

/** Staff, queues, channel accounts and settings. Needs PlatformModule, LanesModule and AccessModule beside it. */
@Global()
@Module({ providers: [...PUBLIC, Housekeeping, StaffAccounts], exports: PUBLIC })
export class DirectoryModule {}
