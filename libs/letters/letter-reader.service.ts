import { Inject, Injectable } from '@nestjs/common';
import { type CurrentStaff, demand } from '@sila/access';
import type { LetterDetail, LetterPage, ListLetters, SenderSuggestion } from '@sila/contracts';
import { ConversationAccess } from '@sila/conversations';
import { poolOf, type Sql, sqlOf } from '@sila/database';
import { ChannelDirectory } from '@sila/directory';
import { DomainError, senderHints } from '@sila/domain';
import { bytesOf, FILE_STORE, type FileStore } from '@sila/platform';
import type { Readable } from 'node:stream';
import { DataSource } from 'typeorm';
import { letterById, letterItems, type LetterRow } from './letter.queries.js';
import { foundSenders, suggestedSenders } from './sender.queries.js';

/** What the letters' desk reads. A letter is seen by whoever may see its conversation. */
@Injectable()
export class LetterReader {
  private readonly sql: Sql;

  constructor(
    source: DataSource,
    private readonly access: ConversationAccess,
    private readonly directory: ChannelDirectory,
    @Inject(FILE_STORE) private readonly files: FileStore,
  ) {
    this.sql = sqlOf(poolOf(source));
  }

  /** One page of a view, newest first; the cursor is the last id seen. */
  async list(staff: CurrentStaff, query: ListLetters): Promise<LetterPage> {
    demand(staff, 'conversation.read');
    const items = await letterItems(this.sql, staff, query);
    return { items, nextCursor: items.length === query.limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** The scan beside what was read, and who may have written it. */
  async detail(staff: CurrentStaff, id: string): Promise<LetterDetail> {
    const letter = await this.letter(staff, id);
    const { view, text, pageCount, verifiedAt } = letter;
    const hints = senderHints(text);
    const unknown = { queueId: letter.queueId, text, contactId: view.contact.id };
    const suggestions =
      view.direction === 'in' ? await suggestedSenders(this.sql, staff, unknown, hints) : [];
    return {
      ...view,
      text,
      pages: (letter.pages ?? []).map(({ width, height, source = 'read', lines }) => ({
        width,
        height,
        source,
        lines,
      })),
      pageCount,
      verifiedAt: verifiedAt?.toISOString() ?? null,
      hints,
      suggestions,
    };
  }

  /** People who may have written it, by what somebody typed. */
  async people(staff: CurrentStaff, id: string, q: string): Promise<SenderSuggestion[]> {
    const { view } = await this.letter(staff, id);
    return foundSenders(this.sql, staff, q, view.contact.id);
  }

  /** The picture of a page that was read (JPEG). */
  async page(staff: CurrentStaff, id: string, number: number): Promise<Readable> {
    const { pages } = await this.letter(staff, id);
    const page = pages?.[number - 1];
    if (!page) throw new DomainError('not-found');
    return this.files.get(page.pictureKey);
  }

  /** An answer as it is printed (PDF). */
  async document(staff: CurrentStaff, id: string): Promise<Readable> {
    const { documentKey } = await this.letter(staff, id);
    if (!documentKey) throw new DomainError('not-found');
    return this.files.get(documentKey);
  }

  /** Many answers in one document, in the order that was asked for. Throws `not-found` when one may not be seen. */
  async print(staff: CurrentStaff, ids: readonly string[]): Promise<Buffer> {
    const letters = await Promise.all(ids.map((id) => this.letter(staff, id)));
    const keys = letters.flatMap(({ documentKey }) => (documentKey ? [documentKey] : []));
    const [first] = letters;
    if (!first || keys.length !== ids.length) throw new DomainError('not-found');
    const { paper } = await this.directory.connection(first.channelAccountId);
    if (!paper) throw new DomainError('unavailable');
    return paper.bind(await Promise.all(keys.map((key) => bytesOf(this.files, key))));
  }

  private async letter(staff: CurrentStaff, id: string): Promise<LetterRow> {
    await this.access.demandMessage(staff, id, 'read');
    const letter = await letterById(this.sql, id);
    if (!letter) throw new DomainError('not-found');
    return letter;
  }
}
