import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '@sila/access';
import { DomainError } from '@sila/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { WidgetFiles } from './widget-files.service.js';

/** One hour fresh; for a month a browser may start with what it has while it looks for a newer one. */
const CACHING = 'public, max-age=3600, stale-while-revalidate=2592000';

/** The two scripts of the website chat, for any website to load: they hold nothing but code. */
@Public()
@ApiExcludeController()
@Controller('widget')
export class WidgetFilesController {
  constructor(private readonly files: WidgetFiles) {}

  @Get(':name.js')
  async send(
    @Param('name') name: string,
    @Req() { headers }: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.files.find(name);
    if (!file) throw new DomainError('not-found');
    void reply
      .header('cache-control', CACHING)
      .header('etag', file.etag)
      .header('vary', 'accept-encoding')
      .header('access-control-allow-origin', '*')
      .header('cross-origin-resource-policy', 'cross-origin')
      .type('text/javascript; charset=utf-8');
    if (headers['if-none-match']?.includes(file.etag)) return void (await reply.status(304).send());
    const zipped = /\bgzip\b/.test(String(headers['accept-encoding'] ?? ''));
    if (zipped) void reply.header('content-encoding', 'gzip');
    await reply.send(zipped ? file.zipped : file.plain);
  }
}
