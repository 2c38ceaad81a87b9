import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Options,
  Param,
  Post,
  Query,
  Req,
  StreamableFile,
  UseGuards,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiExcludeEndpoint } from '@nestjs/swagger';
import { Public } from '@sila/access';
import { LARGEST_VISITOR_FILE } from '@sila/channels';
import {
  type AttachmentView,
  attachmentView,
  id,
  idParams,
  limit,
  type OpenVisitorSession,
  openVisitorSession,
  type PostVisitorMessage,
  postVisitorMessage,
  type VisitorMessages,
  visitorMessages,
  type VisitorReceipts,
  visitorReceipts,
  type VisitorSession,
  visitorSession,
} from '@sila/contracts';
import { AttachmentService } from '@sila/conversations';
import { DomainError } from '@sila/domain';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { fileAnswer } from '../http/file.answer.js';
import { Does, Sends } from '../http/route.decorators.js';
import { STRANGERS_POLICY } from '../http/security.headers.js';
import { CrossOriginGuard } from './cross-origin.guard.js';
import { LONGEST_CURSOR } from './visitor.cursor.js';
import { demandOrigin, FromVisitor, VisitorGuard } from './visitor.guard.js';
import { uploaderOf, VisitorInbox } from './visitor-inbox.service.js';
import { VisitorLimits } from './visitor-limits.service.js';
import type { Visitor } from './visitor.queries.js';
import { VisitorReader } from './visitor-reader.service.js';
import { WebsiteChats } from './website-chats.service.js';

const messagesQuery = z.strictObject({
  after: z.string().max(LONGEST_CURSOR).default(''),
  limit: limit(50, 200),
});
const fileQuery = z.strictObject({
  account: id,
  visitor: id,
  expires: z.string().regex(/^\d{1,12}$/),
  signature: z.string().max(100),
});
const stored = z.object({ clientId: z.uuid() }).meta({ id: 'VisitorMessageStored' });

/** The website chat's side: sessions of visitors, their own messages and files. No cookie is read or written here. */
@Public()
@UseGuards(CrossOriginGuard)
@Controller('widget')
export class VisitorController {
  constructor(
    private readonly chats: WebsiteChats,
    private readonly reader: VisitorReader,
    private readonly inbox: VisitorInbox,
    private readonly limits: VisitorLimits,
    private readonly attachments: AttachmentService,
  ) {}

  @Post('session')
  @Does("Opens or resumes a visitor's session", 200, visitorSession)
  async openSession(
    @Body({ schema: openVisitorSession }) body: OpenVisitorSession,
    @Req() request: FastifyRequest,
  ): Promise<VisitorSession> {
    await this.limits.session(request.ip);
    await demandOrigin(this.chats, body.accountId, request);
    return this.reader.openSession(body);
  }

  @Get('messages')
  @UseGuards(VisitorGuard)
  @Does('What the visitor has not fetched yet', 200, visitorMessages)
  async messages(
    @FromVisitor() visitor: Visitor,
    @Query({ schema: messagesQuery }) query: z.output<typeof messagesQuery>,
  ): Promise<VisitorMessages> {
    await this.limits.read(visitor);
    return this.reader.messages(visitor, query.after, query.limit);
  }

  @Post('messages')
  @UseGuards(VisitorGuard)
  @Does('Takes a message; 202 only after it is stored', 202, stored)
  async post(
    @FromVisitor() visitor: Visitor,
    @Body({ schema: postVisitorMessage }) body: PostVisitorMessage,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof stored>> {
    await this.limits.write('message', visitor, request.ip);
    await this.inbox.message(visitor, body);
    return { clientId: body.clientId };
  }

  @Post('attachments')
  @UseGuards(VisitorGuard)
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } })
  @Does('Takes a file for a message still to be sent', 201, attachmentView)
  async upload(@FromVisitor() visitor: Visitor, @Req() request: FastifyRequest): Promise<AttachmentView> {
    await this.limits.write('upload', visitor, request.ip);
    const part = request.isMultipart() ? await request.file() : undefined;
    if (!part) throw new DomainError('bad-request', { field: 'file' });
    return this.attachments.upload(
      uploaderOf(visitor),
      part.filename,
      part.mimetype,
      part.file,
      LARGEST_VISITOR_FILE,
    );
  }

  @Get('attachments/:id')
  @Header('content-security-policy', STRANGERS_POLICY)
  @Header('cross-origin-resource-policy', 'same-site')
  @Sends(
    "The bytes of a file of the visitor's own thread, by the link that came with its message",
    'application/octet-stream',
  )
  async download(
    @Param({ schema: idParams }) params: z.output<typeof idParams>,
    @Query({ schema: fileQuery }) { account, visitor, expires, signature }: z.output<typeof fileQuery>,
  ): Promise<StreamableFile> {
    const owner = { accountId: account, visitorId: visitor };
    return fileAnswer(await this.reader.file(owner, params.id, expires, signature), true);
  }

  @Post('receipts')
  @UseGuards(VisitorGuard)
  @Does("Takes what the visitor's browser has shown", 204)
  async receipts(
    @FromVisitor() visitor: Visitor,
    @Body({ schema: visitorReceipts }) body: VisitorReceipts,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.limits.write('receipt', visitor, request.ip);
    await this.inbox.receipts(visitor, body);
  }

  /** Browsers ask before they send a token to another origin; the guard has answered in the headers. */
  @Options(['session', 'messages', 'attachments', 'receipts'])
  @HttpCode(204)
  @ApiExcludeEndpoint()
  preflight(): void {
    return;
  }
}
