import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { WebsiteChats } from './website-chats.service.js';

const PREFLIGHT_S = 600;

/**
 * Tells browsers which websites may read the answers: those of any chat, never `*`, never with cookies. Whether a website
 * may act for a certain account is decided afterwards, by that account's own list.
 */
@Injectable()
export class CrossOriginGuard implements CanActivate {
  constructor(private readonly chats: WebsiteChats) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const { headers, method } = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    void reply.header('vary', 'origin').header('cache-control', 'no-store');
    const { origin } = headers;
    if (!origin || !(await this.chats.origins(null)).includes(origin)) return true;
    void reply
      .header('access-control-allow-origin', origin)
      .header('cross-origin-resource-policy', 'cross-origin');
    if (method !== 'OPTIONS') return true;
    void reply
      .header('access-control-allow-methods', 'GET, POST')
      .header('access-control-allow-headers', 'authorization, content-type')
      .header('access-control-max-age', String(PREFLIGHT_S));
    return true;
  }
}
