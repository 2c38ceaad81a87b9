import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { Audit } from './audit.service.js';
import { FirstAdministrator } from './first-administrator.service.js';
import { InviteService } from './invite.service.js';
import { PasswordService } from './password.service.js';
import { RateLimiter } from './rate-limiter.service.js';
import { SessionService } from './session.service.js';

const SERVICES = [Audit, FirstAdministrator, InviteService, PasswordService, RateLimiter, SessionService];

/** Sign-in, sessions, the door of every route, and the audit. Importing it closes all routes of the process. */
@Global()
@Module({
  providers: [...SERVICES, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: SERVICES,
})
export class AccessModule {}
