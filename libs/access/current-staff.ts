import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { DomainError, type Language } from '@sila/domain';
import { type Actor, may, type RoleAction } from './policy.js';

/** The person behind a request, as the guard found them: rights as they were at most half a second ago. */
export interface CurrentStaff extends Actor {
  readonly name: string;
  readonly email: string;
  readonly language: Language;
  readonly sessionId: string;
  /** When the session ends at the latest. */
  readonly expiresAt: Date;
  readonly mustChangePassword: boolean;
  /** The network address the request came from, as far as trusted proxies tell. */
  readonly peer: string | null;
  readonly requestId: string | null;
}

/** What the guard reads of a request, and where it leaves the person. */
export interface AccessRequest {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly ip?: string;
  readonly id?: unknown;
  staff?: CurrentStaff;
}

export const IS_PUBLIC = 'sila:public';

/** Opens a route or a controller to people without a session; everything else is closed. */
export const Public = () => SetMetadata(IS_PUBLIC, true);

/** The signed-in person. Only in routes that are not public. */
export const Staff = createParamDecorator((_data: unknown, context: ExecutionContext): CurrentStaff => {
  const { staff } = context.switchToHttp().getRequest<AccessRequest>();
  if (!staff) throw new DomainError('unauthenticated');
  return staff;
});

/** Where a request came from, for acts without a session: signing in, accepting an invite. */
export interface Visitor {
  readonly peer: string | null;
  readonly requestId: string | null;
  readonly userAgent: string | null;
}

export const From = createParamDecorator((_data: unknown, context: ExecutionContext): Visitor => {
  return visitorOf(context.switchToHttp().getRequest<AccessRequest>());
});

export function visitorOf(request: AccessRequest): Visitor {
  const agent = request.headers['user-agent'];
  return {
    peer: request.ip ?? null,
    requestId: typeof request.id === 'string' ? request.id : null,
    userAgent: typeof agent === 'string' ? agent.slice(0, 300) : null,
  };
}

/** The first act of every service method that needs no object: throws `forbidden` unless the role allows it. */
export function demand(actor: Actor | System, action: RoleAction): void {
  if (!isSystem(actor) && !may(actor, action)) throw new DomainError('forbidden');
}

/** Sila itself: the command line, the first start, the worker. Audited as nobody. */
export interface System {
  readonly system: true;
  /** What acts: `cli`, `first-start`, `worker`. */
  readonly by: string;
}

export const system = (by: string): System => ({ system: true, by });

/** Who acts: a person of the staff, or Sila itself. */
export type Performer = CurrentStaff | System;

export function isSystem(actor: Actor | System): actor is System {
  return 'system' in actor;
}
