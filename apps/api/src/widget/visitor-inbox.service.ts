import { Inject, Injectable } from '@nestjs/common';
import { Semaphore } from '@sila/access';
import { storedVisitorRequest, visitorEventsOf, type VisitorRequest } from '@sila/channels';
import type { PostVisitorMessage, VisitorReceipts } from '@sila/contracts';
import { poolOf, type Sql, sqlOf } from '@sila/database';
import { DomainError } from '@sila/domain';
import { Intake } from '@sila/intake';
import { bytesOf, Clock, FILE_STORE, type FileStore, Log } from '@sila/platform';
import { DataSource } from 'typeorm';
import {
  forgetUploads,
  isKnown,
  unreported,
  uploadsOf,
  type Visitor,
  type VisitorUpload,
} from './visitor.queries.js';

type MessageRequest = Extract<VisitorRequest, { type: 'message' }>;

/** Messages with files whose bytes are in memory at once, and how many more may wait. */
const WITH_FILES = 2;
const WAITING = 50;

/** The owner of a visitor's uploads until a message carries them. */
export const uploaderOf = ({ accountId, visitorId }: Visitor): string => `visitor:${accountId}:${visitorId}`;

/** What visitors say enters like everything else: stored raw, committed, acknowledged, understood later in its lane. */
@Injectable()
export class VisitorInbox {
  private readonly sql: Sql;
  private readonly carrying = new Semaphore(WITH_FILES, WAITING);

  constructor(
    source: DataSource,
    private readonly intake: Intake,
    private readonly clock: Clock,
    @Inject(FILE_STORE) private readonly files: FileStore,
    private readonly log: Log,
  ) {
    this.sql = sqlOf(poolOf(source));
  }

  /** Resolves after COMMIT. The same client id again has no effect. Throws `not-found` for files that are not the visitor's own. */
  async message(visitor: Visitor, body: PostVisitorMessage): Promise<void> {
    const { attachments, ...said } = body;
    const request: MessageRequest = { type: 'message', visitorId: visitor.visitorId, ...said, files: [] };
    if (attachments.length === 0) return this.accept(visitor, request);
    await this.carrying.run(() => this.messageWithFiles(visitor, request, attachments));
  }

  /** Takes what the visitor's browser has shown, of messages written to this visitor. */
  async receipts(visitor: Visitor, { messageIds, status }: VisitorReceipts): Promise<void> {
    const due = await unreported(this.sql, visitor, messageIds, status);
    if (due.length === 0) return;
    await this.accept(visitor, { type: 'receipts', visitorId: visitor.visitorId, messageIds: due, status });
  }

  private async messageWithFiles(
    visitor: Visitor,
    request: MessageRequest,
    ids: readonly string[],
  ): Promise<void> {
    const [event] = visitorEventsOf(request);
    if (event && (await isKnown(this.sql, visitor.accountId, event.key))) return;
    const found = await uploadsOf(this.sql, uploaderOf(visitor), ids);
    const uploads = ids.map((id) => found.find((upload) => upload.id === id));
    if (!uploads.every(isThere)) throw new DomainError('not-found', { field: 'attachments' });
    const bytes = await Promise.all(uploads.map(({ storageKey }) => bytesOf(this.files, storageKey)));
    const files = uploads.map(({ fileName, mediaType, size }) => ({
      fileName,
      mediaType,
      size: Number(size),
    }));
    await this.accept(visitor, { ...request, files }, bytes);
    await this.forget(visitor, uploads);
  }

  private async accept(
    visitor: Visitor,
    request: VisitorRequest,
    bytes: readonly Buffer[] = [],
  ): Promise<void> {
    await this.intake.accept({
      hookId: null,
      channelAccountId: visitor.accountId,
      request: storedVisitorRequest(request, bytes),
      events: visitorEventsOf(request),
      receivedAt: this.clock.now(),
    });
  }

  /** The stored request holds the bytes now. What can't be removed at once is only lost room, never a lost message. */
  private async forget(visitor: Visitor, uploads: readonly VisitorUpload[]): Promise<void> {
    try {
      await forgetUploads(
        this.sql,
        uploaderOf(visitor),
        uploads.map(({ id }) => id),
      );
      await Promise.all(uploads.map(({ storageKey }) => this.files.remove(storageKey)));
    } catch (error) {
      this.log.fail('uploads of a visitor were not removed', error);
    }
  }
}

function isThere(upload: VisitorUpload | undefined): upload is VisitorUpload {
  return upload !== undefined;
}
