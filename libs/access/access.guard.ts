import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Env } from '@sila/config';
import { DomainError } from '@sila/domain';
import { ENV } from '@sila/platform';
import { sessionTokenOf } from './cookie.js';
import { type AccessRequest, IS_PUBLIC, visitorOf } from './current-staff.js';
import { SessionService } from './session.service.js';

/**
 * The door of every route: closed unless `@Public()` opens it or the request carries a live session. Sockets knock
 * elsewhere: their handshake is checked before a connection exists.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionService,
    @Inject(ENV) private readonly env: Env,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    if (this.isPublic(context)) return true;
    const request = context.switchToHttp().getRequest<AccessRequest>();
    await this.admit(request);
    return true;
  }

  private async admit(request: AccessRequest): Promise<void> {
    const cookie = request.headers['cookie'];
    const token = sessionTokenOf(typeof cookie === 'string' ? cookie : undefined, this.env);
    const staff = token ? await this.sessions.find(token) : null;
    if (!staff) throw new DomainError('unauthenticated');
    const { peer, requestId } = visitorOf(request);
    request.staff = { ...staff, peer, requestId };
  }

  private isPublic(context: ExecutionContext): boolean {
    return (
      this.reflector.getAllAndOverride<boolean | undefined>(IS_PUBLIC, [
        context.getHandler(),
        context.getClass(),
      ]) === true
    );
  }
}
