import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { DomainError } from '@sila/domain';
import type { FastifyRequest } from 'fastify';
import type { Visitor } from './visitor.queries.js';
import { WebsiteChats } from './website-chats.service.js';

interface VisitorRequest extends FastifyRequest {
  visitor?: Visitor;
}

const BEARER = /^Bearer ([\w.-]{1,600})$/i;

/** Lets in whoever holds a visitor's token, from a website that may carry that visitor's chat. */
@Injectable()
export class VisitorGuard implements CanActivate {
  constructor(private readonly chats: WebsiteChats) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<VisitorRequest>();
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    const visitor = token ? this.chats.visitorOf(token) : null;
    if (!visitor) throw new DomainError('unauthenticated');
    await this.chats.chat(visitor.accountId);
    await demandOrigin(this.chats, visitor.accountId, request);
    request.visitor = visitor;
    return true;
  }
}

/**
 * A browser states truthfully which website speaks; only those of the account may. Writes without an origin come from no
 * browser and are refused; reads without one come from a page of Sila's own address.
 */
export async function demandOrigin(
  chats: WebsiteChats,
  accountId: string,
  { headers, method }: Pick<FastifyRequest, 'headers' | 'method'>,
): Promise<void> {
  if (headers.origin === undefined && method === 'GET') return;
  if (!headers.origin || !(await chats.origins(accountId)).includes(headers.origin))
    throw new DomainError('forbidden', { reason: 'origin' });
}

/** The visitor behind a request that the guard let in. */
export const FromVisitor = createParamDecorator((_data: unknown, context: ExecutionContext): Visitor => {
  const { visitor } = context.switchToHttp().getRequest<VisitorRequest>();
  if (!visitor) throw new DomainError('unauthenticated');
  return visitor;
});
