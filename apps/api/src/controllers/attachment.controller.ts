import { Controller, Get, Header, Param, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { type CurrentStaff, demand, Public, Staff } from '@sila/access';
import { type AttachmentView, attachmentView, id, idParams } from '@sila/contracts';
import { AttachmentService, ConversationAccess } from '@sila/conversations';
import { DomainError } from '@sila/domain';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { fileAnswer } from '../http/file.answer.js';
import { Does, Sends } from '../http/route.decorators.js';
import { STRANGERS_POLICY } from '../http/security.headers.js';

type Id = { readonly id: string };
const uploadQuery = z.strictObject({ conversationId: id.optional() });
const downloadQuery = z.strictObject({ inline: z.enum(['0', '1']).default('0') });
const linkQuery = z.strictObject({ expires: z.string().max(20), signature: z.string().max(100) });

/** Files of messages. Whoever may see the conversation may have them, nobody else. */
@Controller('api')
export class AttachmentController {
  constructor(
    private readonly attachments: AttachmentService,
    private readonly access: ConversationAccess,
  ) {}

  @Post('attachments')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } })
  @Does('Takes a file for a message still to be written', 201, attachmentView)
  async upload(
    @Staff() staff: CurrentStaff,
    @Query({ schema: uploadQuery }) { conversationId }: z.output<typeof uploadQuery>,
    @Req() request: FastifyRequest,
  ): Promise<AttachmentView> {
    demand(staff, 'conversation.read');
    if (conversationId) await this.access.demand(staff, conversationId, 'note');
    const part = request.isMultipart() ? await request.file() : undefined;
    if (!part) throw new DomainError('bad-request', { field: 'file' });
    return this.attachments.upload(staff.id, part.filename, part.mimetype, part.file);
  }

  @Get('attachments/:id')
  @Header('content-security-policy', STRANGERS_POLICY)
  @Header('cross-origin-resource-policy', 'same-site')
  @Sends('The bytes of an attachment', 'application/octet-stream')
  async download(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id: attachmentId }: Id,
    @Query({ schema: downloadQuery }) { inline }: z.output<typeof downloadQuery>,
  ): Promise<StreamableFile> {
    return fileAnswer(await this.attachments.download(staff, attachmentId), inline === '1');
  }

  @Public()
  @Get('media/:id')
  @Header('content-security-policy', STRANGERS_POLICY)
  @Header('cross-origin-resource-policy', 'cross-origin')
  @Sends(
    'The bytes of an attachment by a signed link that is good for an hour, for providers',
    'application/octet-stream',
  )
  async downloadByLink(
    @Param({ schema: idParams }) { id: attachmentId }: Id,
    @Query({ schema: linkQuery }) { expires, signature }: z.output<typeof linkQuery>,
  ): Promise<StreamableFile> {
    return fileAnswer(await this.attachments.downloadByLink(attachmentId, expires, signature), true);
  }
}
