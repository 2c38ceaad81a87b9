import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { type CurrentStaff, Staff } from '@sila/access';
import { idParams } from '@sila/contracts';
import { DeskService } from '@sila/conversations';
import { Transactions } from '@sila/directory';
import { DomainError } from '@sila/domain';
import { eventById, RawReader } from '@sila/intake';
import { disposition } from '../http/file.answer.js';
import { Sends } from '../http/route.decorators.js';
import { STRANGERS_POLICY } from '../http/security.headers.js';

/** What a provider or a mail server really sent. */
@Controller('api/messages')
export class OriginalController {
  constructor(
    private readonly desk: DeskService,
    private readonly reader: RawReader,
    private readonly transactions: Transactions,
  ) {}

  @Get(':id/original')
  @Header('content-security-policy', STRANGERS_POLICY)
  @Sends('The original behind an inbound message, as it came over the wire', 'application/octet-stream')
  async original(
    @Staff() staff: CurrentStaff,
    @Param({ schema: idParams }) { id }: { id: string },
  ): Promise<StreamableFile> {
    const event = await eventById(this.transactions.reader, await this.desk.eventBehind(staff, id));
    if (!event) throw new DomainError('gone');
    const { request } = await this.reader.read(event).catch(() => {
      throw new DomainError('gone');
    });
    const isMail = /^[\w-]+:[^\n]*\n/.test(request.body.subarray(0, 300).toString('latin1'));
    const name = `original-${id}.${isMail ? 'eml' : 'txt'}`;
    return new StreamableFile(request.body, {
      type: 'application/octet-stream',
      disposition: disposition(name, false),
      length: request.body.length,
    });
  }
}
