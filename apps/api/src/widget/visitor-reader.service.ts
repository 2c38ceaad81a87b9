import { Inject, Injectable } from '@nestjs/common';
import { LARGEST_VISITOR_FILE } from '@sila/channels';
import type { OpenVisitorSession, VisitorMessage, VisitorMessages, VisitorSession } from '@sila/contracts';
import { poolOf, type Sql, sqlOf } from '@sila/database';
import { SettingService } from '@sila/directory';
import { DomainError, isOpen } from '@sila/domain';
import { Clock, FILE_STORE, type FileStore, Keys, newId, sameText } from '@sila/platform';
import type { Readable } from 'node:stream';
import { DataSource } from 'typeorm';
import { decodeCursor, encodeCursor } from './visitor.cursor.js';
import {
  messagesAfter,
  ownFile,
  type Visitor,
  type VisitorFileRow,
  type VisitorMessageRow,
} from './visitor.queries.js';
import { type WebsiteChat, WebsiteChats } from './website-chats.service.js';

/** How long a link to a file is good, in seconds: as long as a page may stay open. */
const LINK_S = 7 * 86_400;

/** A file on its way to the visitor. */
export interface VisitorDownload {
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
  readonly stream: Readable;
}

/** What visitors may see: their own thread, the chat's words, their own files. */
@Injectable()
export class VisitorReader {
  private readonly sql: Sql;

  constructor(
    source: DataSource,
    private readonly chats: WebsiteChats,
    private readonly settings: SettingService,
    private readonly clock: Clock,
    private readonly keys: Keys,
    @Inject(FILE_STORE) private readonly files: FileStore,
  ) {
    this.sql = sqlOf(poolOf(source));
  }

  /** Resumes the visit that the token proves, or begins one. Each session begins the token's days anew. */
  async openSession({ accountId, token }: OpenVisitorSession): Promise<VisitorSession> {
    const chat = await this.chats.chat(accountId);
    const earlier = token ? this.chats.visitorOf(token) : null;
    const resumed = earlier?.accountId === accountId ? earlier : null;
    const visitor = resumed ?? { accountId, visitorId: newId() };
    return this.sessionOf(chat, this.chats.tokenFor(visitor), resumed !== null);
  }

  /** What the visitor has not fetched yet, oldest first. */
  async messages(visitor: Visitor, after: string, limit: number): Promise<VisitorMessages> {
    const read = decodeCursor(after);
    const rows = await messagesAfter(this.sql, visitor, read, limit + 1);
    const page = rows.slice(0, limit);
    const now = Object.fromEntries(page.map((row) => [row.conversationId, row.seq]));
    return {
      messages: page.map((row) => this.view(visitor, row)),
      cursor: encodeCursor({ ...read, ...now }),
      more: rows.length > limit,
    };
  }

  /** The bytes of a file by the link that came with its message. Throws `not-found`, and `gone` when there are none. */
  async file(visitor: Visitor, id: string, expires: string, signature: string): Promise<VisitorDownload> {
    const isGood = Number(expires) * 1_000 > this.clock.now().getTime();
    if (!sameText(signature, this.signatureOf(visitor, id, expires)) || !isGood)
      throw new DomainError('not-found');
    const file = await ownFile(this.sql, visitor, id);
    if (!file) throw new DomainError('not-found');
    if (file.state !== 'ready' || !file.storageKey) throw new DomainError('gone', { state: file.state });
    return { ...file, size: Number(file.size), stream: await this.files.get(file.storageKey) };
  }

  private async sessionOf(
    { account, settings }: WebsiteChat,
    token: string,
    resumed: boolean,
  ): Promise<VisitorSession> {
    const { value: association } = await this.settings.association();
    return {
      token,
      resumed,
      open: isOpen(association.hours, this.clock.now()),
      association: { nameAr: association.nameAr, nameEn: association.nameEn },
      greeting: { ar: settings.greetingAr, en: settings.greetingEn },
      outOfHours: { ar: settings.outOfHoursAr, en: settings.outOfHoursEn },
      limits: { maxLength: account.capabilities.maxLength, maxBytes: LARGEST_VISITOR_FILE },
      askName: settings.askName,
    };
  }

  private view(
    visitor: Visitor,
    { conversationId: _id, shownAt, attachments, ...row }: VisitorMessageRow,
  ): VisitorMessage {
    return {
      ...row,
      author: row.author || null,
      clientId: row.clientId || null,
      shownAt: shownAt.toISOString(),
      attachments: attachments.map((file) => this.fileView(visitor, file)),
    };
  }

  private fileView(visitor: Visitor, file: VisitorFileRow): VisitorMessage['attachments'][number] {
    const { accountId, visitorId } = visitor;
    const expires = String(Math.floor(this.clock.now().getTime() / 1_000) + LINK_S);
    const query = new URLSearchParams({
      account: accountId,
      visitor: visitorId,
      expires,
      signature: this.signatureOf(visitor, file.id, expires),
    });
    return { ...file, url: `attachments/${file.id}?${query.toString()}` };
  }

  private signatureOf({ accountId, visitorId }: Visitor, id: string, expires: string): string {
    return this.keys.sign('visitor-file', `${accountId}|${visitorId}|${id}|${expires}`);
  }
}
