import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { Public } from '@sila/access';
import { HookIntake } from '@sila/intake';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Sends } from '../http/route.decorators.js';

/** The door of providers; every one of them proves itself by its signature. */
@Public()
@Controller('hooks')
export class HookController {
  constructor(private readonly intake: HookIntake) {}

  @Get(':hookId')
  @Sends("Answers a provider's handshake", 'text/plain')
  async challenge(
    @Param('hookId') hookId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answer(hookId, request, reply);
  }

  @Post(':hookId')
  @Sends('Takes what a provider says, by its signature; 2xx only after it is stored', 'text/plain')
  async receive(
    @Param('hookId') hookId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answer(hookId, request, reply);
  }

  private async answer(hookId: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const answer = await this.intake.receive(hookId, {
      method: request.method,
      query: queryOf(request),
      headers: headersOf(request),
      body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    });
    await reply.status(answer.status).type(answer.contentType).send(answer.body);
  }
}

/** As received, with its question mark, or empty: signatures are made over the very bytes. */
function queryOf(request: FastifyRequest): string {
  const url = request.raw.url ?? '';
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at);
}

function headersOf(request: FastifyRequest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}
