import { Inject, Injectable } from '@nestjs/common';
import type { Outbound } from '@sila/channels';
import type { Env } from '@sila/config';
import { AttachmentService } from '@sila/conversations';
import { isMostlyArabic } from '@sila/domain';
import { ENV, FILE_STORE, type FileStore } from '@sila/platform';
import type { LaneMessage } from './delivery.queries.js';

/** Puts together what a channel gets to send. */
@Injectable()
export class OutboundBuilder {
  constructor(
    @Inject(ENV) private readonly env: Env,
    @Inject(FILE_STORE) private readonly files: FileStore,
    private readonly attachments: AttachmentService,
  ) {}

  build(message: LaneMessage): Outbound {
    return {
      messageId: message.id,
      conversationId: message.conversationId,
      conversationNumber: message.conversationNumber,
      to: { kind: message.addressKind, value: message.address },
      toName: message.toName,
      ...(message.postalAddress && { postalAddress: message.postalAddress }),
      text: message.text,
      subject: message.subject,
      language: isMostlyArabic(message.text)
        ? 'ar'
        : message.text.trim() === ''
          ? (message.language ?? 'ar')
          : 'en',
      providerId: message.providerId,
      thread: message.thread,
      template: message.template,
      automatic: message.automatic,
      author: message.author,
      attachments: message.attachments.map((file) => ({
        fileName: file.fileName,
        mediaType: file.mediaType,
        size: Number(file.size),
        url: `${this.env.PUBLIC_URL}${this.attachments.linkTo(file.id)}`,
        open: () => this.files.get(file.storageKey),
      })),
    };
  }
}
