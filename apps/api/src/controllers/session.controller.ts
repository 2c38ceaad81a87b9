import { Body, Controller, Delete, Get, Inject, Post, Res } from '@nestjs/common';
import {
  type CurrentStaff,
  endedSessionCookie,
  From,
  Public,
  sessionCookie,
  SessionService,
  Staff,
  type Visitor,
} from '@sila/access';
import type { Env } from '@sila/config';
import { acceptInvite, type AcceptInvite, me, type Me, signIn, type SignIn } from '@sila/contracts';
import { MeService, type OpenedSession, SignInService } from '@sila/directory';
import { DomainError } from '@sila/domain';
import { Clock, ENV } from '@sila/platform';
import type { FastifyReply } from 'fastify';
import { Does } from '../http/route.decorators.js';

/** Signing in and out. */
@Controller('api/session')
export class SessionController {
  constructor(
    private readonly signIns: SignInService,
    private readonly mes: MeService,
    private readonly sessions: SessionService,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  @Public()
  @Post()
  @Does('Signs in: opens a session and keeps it in a cookie', 201, me)
  async signIn(
    @Body({ schema: signIn }) body: SignIn,
    @From() visitor: Visitor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    return this.enter(await this.signIns.signIn(body, visitor), visitor, reply);
  }

  @Public()
  @Post('invite')
  @Does('Sets the first password by a one-time link and signs in', 201, me)
  async acceptInvite(
    @Body({ schema: acceptInvite }) body: AcceptInvite,
    @From() visitor: Visitor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    return this.enter(await this.signIns.acceptInvite(body, visitor), visitor, reply);
  }

  @Get()
  @Does('Who is signed in, and what they may do', 200, me)
  read(@Staff() staff: CurrentStaff): Promise<Me> {
    return this.mes.read(staff);
  }

  @Delete()
  @Does('Signs out here', 204)
  async signOut(
    @Staff() staff: CurrentStaff,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.signIns.signOut(staff);
    void reply.header('set-cookie', endedSessionCookie(this.env));
  }

  private async enter(opened: OpenedSession, visitor: Visitor, reply: FastifyReply): Promise<Me> {
    const staff = await this.sessions.find(opened.token);
    if (!staff) throw new DomainError('unauthenticated');
    const maxAge = opened.expiresAt.getTime() - this.clock.now().getTime();
    void reply.header('set-cookie', sessionCookie(this.env, opened.token, maxAge));
    return this.mes.read({ ...staff, peer: visitor.peer, requestId: visitor.requestId });
  }
}
