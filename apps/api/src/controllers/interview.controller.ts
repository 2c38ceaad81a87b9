import { Body, Controller, Get, Param, Post, Put, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { type CurrentStaff, Staff } from '@sila/access';
import {
  beginInterview,
  type BeginInterview,
  conversationInterviews,
  type ConversationInterviews,
  idParams,
  interviewDetail,
  type InterviewDetail,
  readBackInterview,
  type ReadBackInterview,
  saveInterview,
  type SaveInterview,
  signInterview,
  type SignInterview,
} from '@sila/contracts';
import { DomainError } from '@sila/domain';
import { InterviewService, InterviewSigning } from '@sila/reception';
import type { FastifyRequest } from 'fastify';
import { Does, Sends } from '../http/route.decorators.js';

type Id = { readonly id: string };

/** Guided interviews. Seen by whoever may see their conversation, held by who may answer there. */
@Controller('api')
export class InterviewController {
  constructor(
    private readonly interviews: InterviewService,
    private readonly signing: InterviewSigning,
  ) {}

  @Get('conversations/:id/interviews')
  @Does('The interviews of a conversation, and what can be begun', 200, conversationInterviews)
  list(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
  ): Promise<ConversationInterviews> {
    return this.interviews.list(staff, id);
  }

  @Post('conversations/:id/interviews')
  @Does('Begins an interview of who came with a ticket', 201, interviewDetail)
  begin(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: beginInterview }) body: BeginInterview,
  ): Promise<InterviewDetail> {
    return this.interviews.begin(staff, id, body);
  }

  @Get('interviews/:id')
  @Does('An interview: its form and answers until it is signed, then what was signed', 200, interviewDetail)
  detail(@Staff() staff: CurrentStaff, @Param({ schema: idParams }) { id }: Id): Promise<InterviewDetail> {
    return this.interviews.detail(staff, id);
  }

  @Put('interviews/:id')
  @Does('Saves the answers as one goes; 409 when somebody saved meanwhile', 200, interviewDetail)
  save(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: saveInterview }) body: SaveInterview,
  ): Promise<InterviewDetail> {
    return this.interviews.save(staff, id, body);
  }

  @Post('interviews/:id/read-back')
  @Does('Freezes the answers as they are read to the person', 200, interviewDetail)
  readBack(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: readBackInterview }) { revision }: ReadBackInterview,
  ): Promise<InterviewDetail> {
    return this.interviews.readBack(staff, id, revision);
  }

  @Post('interviews/:id/sign')
  @Does('Signed on the screen; the summary becomes an entry of the thread', 200, interviewDetail)
  async sign(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: signInterview }) body: SignInterview,
  ): Promise<InterviewDetail> {
    await this.signing.sign(staff, id, body);
    return this.interviews.detail(staff, id);
  }

  @Get('interviews/:id/sheet')
  @Sends('What was read back, to be printed and signed by hand', 'application/pdf')
  async sheet(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
  ): Promise<StreamableFile> {
    return new StreamableFile(await this.signing.sheet(staff, id), {
      type: 'application/pdf',
      disposition: `inline; filename="interview-${id}.pdf"`,
    });
  }

  @Post('interviews/:id/scan')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } })
  @Does(
    'The printed sheet, signed by hand and scanned; it becomes an entry of the thread',
    200,
    interviewDetail,
  )
  async scan(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Req() request: FastifyRequest,
  ): Promise<InterviewDetail> {
    const part = request.isMultipart() ? await request.file() : undefined;
    if (!part) throw new DomainError('bad-request', { field: 'file' });
    const { filename: fileName, mimetype: mediaType, file: stream } = part;
    await this.signing.scanned(staff, id, { fileName, mediaType, stream });
    return this.interviews.detail(staff, id);
  }
}
