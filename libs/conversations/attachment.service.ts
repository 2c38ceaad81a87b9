import { Inject, Injectable } from '@nestjs/common';
import type { CurrentStaff } from '@sila/access';
import type { AttachmentView } from '@sila/contracts';
import { poolOf, type Sql, sqlOf } from '@sila/database';
import { DomainError } from '@sila/domain';
import { Clock, FILE_STORE, type FileStore, Keys, newId, sameText, SealedFiles } from '@sila/platform';
import type { Readable } from 'node:stream';
import type { QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';
import { cleanFileName } from './attachment.queries.js';
import { ConversationAccess } from './conversation-access.service.js';
import { sniffMediaType } from './sniff.js';

/** A file on its way to somebody who may have it. */
export interface Download {
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
  readonly stream: Readable;
}

interface FileRow extends QueryResultRow {
  readonly id: string;
  readonly messageId: string | null;
  readonly uploadedBy: string | null;
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: string | null;
  readonly state: AttachmentView['state'];
  readonly storageKey: string | null;
  readonly sealed: boolean;
}

/** Largest upload of an officer; channels have their own, smaller limits. */
export const LARGEST_UPLOAD = 25 * 1024 * 1024;
const LINK_SECONDS = 3_600;

/** Files of messages: taken in, handed out to whoever may see the conversation. */
@Injectable()
export class AttachmentService {
  private readonly sql: Sql;

  constructor(
    source: DataSource,
    private readonly access: ConversationAccess,
    @Inject(FILE_STORE) private readonly files: FileStore,
    private readonly sealed: SealedFiles,
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {
    this.sql = sqlOf(poolOf(source));
  }

  /** Stores an upload for a message still to be written. `uploadedBy` alone may use it. Throws `too-large`. */
  async upload(
    uploadedBy: string,
    fileName: string,
    declared: string,
    source: Readable,
    maxBytes = LARGEST_UPLOAD,
  ): Promise<AttachmentView> {
    const file = await this.files.put(source, maxBytes);
    const view = {
      id: newId(),
      fileName: cleanFileName(fileName),
      mediaType: await sniffMediaType(file.head, declared),
      size: file.size,
    };
    await this.sql.query(
      `INSERT INTO attachment (id, uploaded_by, file_name, media_type, size, sha256, state, storage_key, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, 'ready', $7, $8)`,
      [
        view.id,
        uploadedBy,
        view.fileName,
        view.mediaType,
        file.size,
        file.sha256,
        file.key,
        this.clock.now(),
      ],
    );
    return { ...view, state: 'ready', reason: null, inline: false };
  }

  /** For a person of the staff: the right to the conversation, or the own upload. Throws `not-found`, and `gone` when there are no bytes. */
  async download(staff: CurrentStaff, id: string): Promise<Download> {
    const row = await this.rowOf(id);
    if (row.messageId) await this.access.demandMessage(staff, row.messageId, 'read');
    else if (row.uploadedBy !== staff.id) throw new DomainError('not-found');
    return this.open(row);
  }

  /** For a provider that fetches media itself: by a signed link, without a session. */
  async downloadByLink(id: string, expires: string, signature: string): Promise<Download> {
    const valid =
      sameText(signature, this.signatureOf(id, expires)) &&
      Number(expires) * 1_000 > this.clock.now().getTime();
    if (!valid) throw new DomainError('not-found');
    return this.open(await this.rowOf(id));
  }

  /** Path and query of a link that is good for an hour. */
  linkTo(id: string): string {
    const expires = String(Math.floor(this.clock.now().getTime() / 1_000) + LINK_SECONDS);
    return `/api/media/${id}?expires=${expires}&signature=${this.signatureOf(id, expires)}`;
  }

  private signatureOf(id: string, expires: string): string {
    return this.keys.sign('media', `${id}|${expires}`);
  }

  private async rowOf(id: string): Promise<FileRow> {
    const rows = await this.sql.query<FileRow>(
      `SELECT id, message_id AS "messageId", uploaded_by AS "uploadedBy", file_name AS "fileName", media_type AS "mediaType", size, state,
              storage_key AS "storageKey", sealed FROM attachment WHERE id = $1`,
      [id],
    );
    if (!rows[0]) throw new DomainError('not-found');
    return rows[0];
  }

  private async open(row: FileRow): Promise<Download> {
    if (row.state !== 'ready' || !row.storageKey) throw new DomainError('gone', { state: row.state });
    const stream = row.sealed
      ? await this.sealed.get(row.id, row.storageKey)
      : await this.files.get(row.storageKey);
    return { fileName: row.fileName, mediaType: row.mediaType, size: Number(row.size), stream };
  }
}
