import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  StreamableFile,
} from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { type CurrentStaff, Staff } from '@sila/access';
import {
  type BeginLetter,
  beginLetter,
  type BegunLetter,
  begunLetter,
  type ConfirmLetter,
  confirmLetter,
  findSender,
  type HandedIn,
  handedIn,
  handInScan,
  idParams,
  type LetterDesk,
  letterDesk,
  type LetterDetail,
  letterDetail,
  type LetterPage,
  letterPage,
  letterPageParams,
  letterStep,
  type ListLetters,
  listLetters,
  type PreviewLetter,
  previewLetter,
  printLetters,
  type SenderSuggestion,
  senderSuggestions,
  type TakeLetterStep,
} from '@sila/contracts';
import { DomainError } from '@sila/domain';
import {
  FirstLetterService,
  LetterDeskService,
  LetterPreview,
  LetterReader,
  ScanIntake,
} from '@sila/letters';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Does, Sends } from '../http/route.decorators.js';
import { STRANGERS_POLICY } from '../http/security.headers.js';

type Id = { readonly id: string };

/** Letters on paper: scans in, answers out. Seen by whoever may see their conversation. */
@Controller('api')
export class LetterController {
  constructor(
    private readonly reader: LetterReader,
    private readonly desk: LetterDeskService,
    private readonly scans: ScanIntake,
    private readonly previews: LetterPreview,
    private readonly first: FirstLetterService,
  ) {}

  @Get('letters')
  @Does('Letters of one of the desk’s lists, or the one under a barcode', 200, letterPage)
  list(
    @Staff() staff: CurrentStaff,
    @Query({ schema: listLetters }) query: ListLetters,
  ): Promise<LetterPage> {
    return this.reader.list(staff, query);
  }

  @Post('letters')
  @Does('Writes first, by post: begins a conversation with a letter', 201, begunLetter)
  begin(
    @Staff() staff: CurrentStaff,
    @Body({ schema: beginLetter }) body: BeginLetter,
  ): Promise<BegunLetter> {
    return this.first.begin(staff, body);
  }

  @Get('letters/desk')
  @Does('The accounts one may hand in scans for', 200, letterDesk)
  mine(@Staff() staff: CurrentStaff): Promise<LetterDesk> {
    return this.scans.desk(staff);
  }

  @Post('letters/scans')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } })
  @Does('Takes a scan in; the same scan again has no effect', 202, handedIn)
  async handIn(
    @Staff() staff: CurrentStaff,
    @Query({ schema: handInScan }) { accountId, reference }: z.output<typeof handInScan>,
    @Req() request: FastifyRequest,
  ): Promise<HandedIn> {
    const part = request.isMultipart() ? await request.file() : undefined;
    if (!part) throw new DomainError('bad-request', { field: 'file' });
    const { filename: fileName, mimetype: mediaType, file: stream } = part;
    return this.scans.handIn(staff, { accountId, reference, fileName, mediaType, stream });
  }

  @Get('letters/print')
  @Sends('Up to fifty answers in one document, for printing', 'application/pdf')
  async print(
    @Staff() staff: CurrentStaff,
    @Query({ schema: printLetters }) { ids }: z.output<typeof printLetters>,
  ): Promise<StreamableFile> {
    const bytes = await this.reader.print(staff, ids);
    return new StreamableFile(bytes, {
      type: 'application/pdf',
      disposition: 'inline; filename="letters.pdf"',
    });
  }

  @Get('letters/:id')
  @Does('A letter: its pages, what was read, who may have written it', 200, letterDetail)
  detail(@Staff() staff: CurrentStaff, @Param({ schema: idParams }) { id }: Id): Promise<LetterDetail> {
    return this.reader.detail(staff, id);
  }

  @Get('letters/:id/people')
  @Does('People who may have written it, by what one types', 200, senderSuggestions)
  people(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Query({ schema: findSender }) { q }: z.output<typeof findSender>,
  ): Promise<SenderSuggestion[]> {
    return this.reader.people(staff, id, q);
  }

  @Get('letters/:id/pages/:number')
  @Header('content-security-policy', STRANGERS_POLICY)
  @Sends('The picture of a page that was read', 'image/jpeg')
  async page(
    @Staff() staff: CurrentStaff,
    @Param({ schema: letterPageParams }) { id, number }: z.output<typeof letterPageParams>,
  ): Promise<StreamableFile> {
    return new StreamableFile(await this.reader.page(staff, id, number), { type: 'image/jpeg' });
  }

  @Get('letters/:id/document')
  @Sends('An answer as it is printed', 'application/pdf')
  async document(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
  ): Promise<StreamableFile> {
    return new StreamableFile(await this.reader.document(staff, id), {
      type: 'application/pdf',
      disposition: `inline; filename="letter-${id}.pdf"`,
    });
  }

  @Post('letters/:id/confirm')
  @Does('Confirms the text, every number of it, and the sender', 200, letterDetail)
  confirm(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: confirmLetter }) body: ConfirmLetter,
  ): Promise<LetterDetail> {
    return this.desk.confirm(staff, id, body);
  }

  @Post('letters/:id/steps')
  @Does('Printed, signed, handed over, posted or returned', 200, letterDetail)
  step(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: letterStep }) body: TakeLetterStep,
  ): Promise<LetterDetail> {
    return this.desk.step(staff, id, body);
  }

  @Post('conversations/:id/letter-preview')
  @HttpCode(200)
  @Header('content-type', 'image/svg+xml')
  @Header('content-security-policy', STRANGERS_POLICY)
  @Sends('An answer as it would be printed', 'image/svg+xml')
  preview(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: previewLetter }) body: PreviewLetter,
  ): Promise<string> {
    return this.previews.svg(staff, id, body);
  }
}
