import { Inject, Injectable } from '@nestjs/common';
import type { Inbound, InboundAttachment, StoredEvent } from '@sila/channels';
import type { PreparedAttachment, PreparedMessage } from '@sila/conversations';
import { DomainError } from '@sila/domain';
import { FILE_STORE, type FileStore, newId, sanitiseHtml } from '@sila/platform';
import { sniffMediaType } from '@sila/conversations';
import { Readable } from 'node:stream';
import type { PendingEvent } from './event.queries.js';

/** Largest file taken in; larger ones are refused visibly. */
const LARGEST_FILE = 100 * 1024 * 1024;

/** Does everything slow about a message before its transaction begins: HTML is cleaned, carried files are stored. */
@Injectable()
export class MessagePreparation {
  constructor(@Inject(FILE_STORE) private readonly files: FileStore) {}

  /** Null for what is no message. */
  async prepare(inbound: Inbound, event: PendingEvent, stored: StoredEvent): Promise<PreparedMessage | null> {
    if (inbound.type !== 'message') return null;
    const attachments = await Promise.all(
      inbound.attachments.map((attachment) => this.attachment(attachment)),
    );
    return {
      message: inbound,
      html: inbound.html === null ? null : sanitiseHtml(inbound.html),
      attachments,
      receivedAt: stored.receivedAt,
      eventId: event.id,
      kind: inbound.kind,
    };
  }

  private async attachment(attachment: InboundAttachment): Promise<PreparedAttachment> {
    const { fileName, mediaType, size, contentId, source } = attachment;
    const announced = {
      id: newId(),
      fileName,
      mediaType,
      size,
      sha256: null,
      reason: null,
      storageKey: null,
      source: null,
      contentId,
    };
    if ('ref' in source) return { ...announced, state: 'pending', source: source.ref };
    try {
      const file = await this.files.put(Readable.from([source.bytes]), LARGEST_FILE);
      const sniffed = await sniffMediaType(file.head, mediaType);
      return {
        ...announced,
        state: 'ready',
        mediaType: sniffed,
        size: file.size,
        sha256: file.sha256,
        storageKey: file.key,
      };
    } catch (error) {
      if (error instanceof DomainError && error.code === 'too-large')
        return { ...announced, state: 'rejected', reason: 'too-large' };
      throw error;
    }
  }
}
