import { Inject, Injectable } from '@nestjs/common';
import type { Inbound, InboundAttachment, StoredEvent } from '@sila/channels';
import type { InboundEffect, InboundOrigin, PreparedAttachment, PreparedMessage } from '@sila/conversations';
import { DomainError, type InboundCall } from '@sila/domain';
import { FILE_STORE, type FileStore, newId, sanitiseHtml } from '@sila/platform';
import { sniffMediaType } from '@sila/conversations';
import { Readable } from 'node:stream';
import type { PendingEvent } from './event.queries.js';

/** Largest file taken in; larger ones are refused visibly. */
const LARGEST_FILE = 100 * 1024 * 1024;

/** One thing an event says, ready for its transaction. */
export type Prepared =
  | { readonly message: PreparedMessage }
  | { readonly effect: InboundEffect; readonly origin: InboundOrigin }
  | { readonly call: InboundCall };

/** Does everything slow about what came before its transaction begins: HTML is cleaned, carried files are stored. */
@Injectable()
export class MessagePreparation {
  constructor(@Inject(FILE_STORE) private readonly files: FileStore) {}

  /** Stores the files that a message or an echo carries. */
  async prepare(inbound: Inbound, event: PendingEvent, stored: StoredEvent): Promise<Prepared> {
    if (inbound.type === 'call') return { call: inbound };
    const carried = 'attachments' in inbound ? inbound.attachments : [];
    const attachments = await Promise.all(carried.map((attachment) => this.attachment(attachment)));
    const { receivedAt } = stored;
    if (inbound.type !== 'message') {
      const { id: eventId, channelAccountId } = event;
      return { effect: inbound, origin: { channelAccountId, eventId, receivedAt, attachments } };
    }
    const html = inbound.html === null ? null : sanitiseHtml(inbound.html);
    return {
      message: { message: inbound, html, attachments, receivedAt, eventId: event.id, kind: inbound.kind },
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
