import { Body, Controller, Delete, Get, Headers, Post, Put, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { Public } from '@sila/access';
import { LARGEST_FORM_FILE, MOST_FORM_FILES } from '@sila/channels';
import {
  askDraftCode,
  type AskDraftCode,
  askResumeCode,
  type AskResumeCode,
  type AttachmentView,
  attachmentView,
  type DraftCode,
  draftCode,
  type DraftKey,
  draftKey,
  type FormDraft,
  formDraft,
  type FormReceipt,
  formReceipt,
  type OpenDraft,
  openDraft,
  type PortalChallenge,
  portalChallenge,
  type PortalStart,
  portalStart,
  resumeDraft,
  type ResumeDraft,
  saveFormDraft,
  type SaveFormDraft,
  submitForm,
  type SubmitForm,
} from '@sila/contracts';
import { AttachmentService } from '@sila/conversations';
import { DomainError } from '@sila/domain';
import type { FastifyRequest } from 'fastify';
import { Does } from '../http/route.decorators.js';
import { FormAccounts } from './form-accounts.service.js';
import { FormDrafts, uploaderOf } from './form-drafts.service.js';
import { FormInbox } from './form-inbox.service.js';
import { PortalLimits } from './portal-limits.service.js';
import { ProofOfWork } from './proof-of-work.service.js';
import { ResumeCodes } from './resume-codes.service.js';

const BEARER = /^Bearer ([\w-]{20,100})$/;
/** Kept uploads of one form, the taken-back ones with them. */
const MOST_UPLOADS = 3 * MOST_FORM_FILES;

/** The portal's side: forms that people fill. No cookie is read or written here; a draft belongs to who holds its key. */
@Public()
@Controller('portal/api')
export class PortalController {
  constructor(
    private readonly accounts: FormAccounts,
    private readonly drafts: FormDrafts,
    private readonly inbox: FormInbox,
    private readonly codes: ResumeCodes,
    private readonly proofs: ProofOfWork,
    private readonly limits: PortalLimits,
    private readonly attachments: AttachmentService,
  ) {}

  @Get('start')
  @Does('Which forms are open, and where help is to be had', 200, portalStart)
  async start(@Req() { ip }: FastifyRequest): Promise<PortalStart> {
    await this.limits.stranger('read', ip);
    return this.accounts.start();
  }

  @Get('challenge')
  @Does('A small piece of work for the browser', 200, portalChallenge)
  async challenge(@Req() { ip }: FastifyRequest): Promise<PortalChallenge> {
    await this.limits.stranger('read', ip);
    return this.proofs.challenge();
  }

  @Post('drafts')
  @Does('Begins a form; the key is shown once', 201, draftKey)
  async open(@Body({ schema: openDraft }) body: OpenDraft, @Req() { ip }: FastifyRequest): Promise<DraftKey> {
    await this.limits.stranger('open', ip);
    await this.proofs.demand(body.proof);
    return this.drafts.open(body);
  }

  @Get('draft')
  @Does('What is kept of the form of this key', 200, formDraft)
  async draft(@Headers('authorization') key: string, @Req() { ip }: FastifyRequest): Promise<FormDraft> {
    await this.limits.stranger('read', ip);
    return this.drafts.view(await this.drafts.ofToken(tokenOf(key)));
  }

  @Put('draft')
  @Does('Keeps the answers so far', 204)
  async save(
    @Headers('authorization') key: string,
    @Body({ schema: saveFormDraft }) body: SaveFormDraft,
    @Req() { ip }: FastifyRequest,
  ): Promise<void> {
    const row = await this.drafts.ofToken(tokenOf(key));
    await this.limits.draft('save', row.id, ip);
    await this.drafts.save(row, body);
  }

  @Delete('draft')
  @Does('Forgets a form that was not sent', 204)
  async forget(@Headers('authorization') key: string): Promise<void> {
    await this.drafts.forget(await this.drafts.ofToken(tokenOf(key)));
  }

  @Post('draft/files')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } })
  @Does('Takes a file for the form', 201, attachmentView)
  async upload(
    @Headers('authorization') key: string,
    @Req() request: FastifyRequest,
  ): Promise<AttachmentView> {
    const row = await this.drafts.ofToken(tokenOf(key));
    await this.limits.draft('upload', row.id, request.ip);
    if ((await this.drafts.view(row)).files.length >= MOST_UPLOADS) throw new DomainError('too-large');
    const part = request.isMultipart() ? await request.file() : undefined;
    if (!part) throw new DomainError('bad-request', { field: 'file' });
    const { filename, mimetype, file } = part;
    return this.attachments.upload(uploaderOf(row), filename, mimetype, file, LARGEST_FORM_FILE);
  }

  @Post('draft/code')
  @Does('Ties the form to an address, to go on with it elsewhere', 200, draftCode)
  async tie(
    @Headers('authorization') key: string,
    @Body({ schema: askDraftCode }) body: AskDraftCode,
    @Req() { ip }: FastifyRequest,
  ): Promise<DraftCode> {
    const row = await this.drafts.ofToken(tokenOf(key));
    await this.limits.draft('code', row.id, ip);
    return this.codes.tie(row, body.contact);
  }

  @Post('draft/submit')
  @Does('Sends the form; 200 only after it is stored, and the same again when it was', 200, formReceipt)
  async submit(
    @Headers('authorization') key: string,
    @Body({ schema: submitForm }) body: SubmitForm,
    @Req() { ip }: FastifyRequest,
  ): Promise<FormReceipt> {
    const row = await this.drafts.ofToken(tokenOf(key));
    await this.limits.draft('submit', row.id, ip);
    return this.inbox.submit(row, body);
  }

  @Post('resume/code')
  @Does('Sends a code if a form waits for this address; the answer is always the same', 204)
  async code(
    @Body({ schema: askResumeCode }) body: AskResumeCode,
    @Req() { ip }: FastifyRequest,
  ): Promise<void> {
    await this.limits.stranger('code', ip);
    await this.proofs.demand(body.proof);
    await this.codes.send(body.contact);
  }

  @Post('resume')
  @Does('Gives the form of a code to this browser', 200, draftKey)
  async resume(
    @Body({ schema: resumeDraft }) body: ResumeDraft,
    @Req() { ip }: FastifyRequest,
  ): Promise<DraftKey> {
    await this.limits.stranger('resume', ip);
    return this.codes.resume(body);
  }
}

function tokenOf(header: string | undefined): string {
  const token = BEARER.exec(header ?? '')?.[1];
  if (!token) throw new DomainError('unauthenticated');
  return token;
}
