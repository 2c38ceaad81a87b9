import { Injectable } from '@nestjs/common';
import type { CurrentStaff } from '@sila/access';
import type { PreviewLetter } from '@sila/contracts';
import { ConversationAccess } from '@sila/conversations';
import { poolOf, type Sql, sqlOf } from '@sila/database';
import { ChannelDirectory } from '@sila/directory';
import { DomainError, isMostlyArabic, type PostalAddress } from '@sila/domain';
import { newId } from '@sila/platform';
import { DataSource } from 'typeorm';

interface Addressee {
  readonly channelAccountId: string;
  readonly name: string | null;
  readonly postalAddress: PostalAddress | null;
  readonly number: number;
  readonly subject: string | null;
  readonly [column: string]: unknown;
}

/** A look at an answer before it is printed. */
@Injectable()
export class LetterPreview {
  private readonly sql: Sql;

  constructor(
    source: DataSource,
    private readonly access: ConversationAccess,
    private readonly directory: ChannelDirectory,
  ) {
    this.sql = sqlOf(poolOf(source));
  }

  /** The letter as an SVG picture; its number is that of no letter yet. Throws `no-address` when the person gets no letters. */
  async svg(staff: CurrentStaff, conversationId: string, body: PreviewLetter): Promise<string> {
    await this.access.demand(staff, conversationId, 'reply');
    const to = await this.addressee(conversationId, body.identityId);
    const paper = to && (await this.directory.connection(to.channelAccountId)).paper;
    if (!to || !paper) throw new DomainError('no-address');
    return paper.preview({
      messageId: newId(),
      conversationId,
      conversationNumber: to.number,
      toName: to.name,
      ...(to.postalAddress && { postalAddress: to.postalAddress }),
      text: body.text,
      subject: body.subject ?? to.subject,
      language: isMostlyArabic(body.text) ? 'ar' : 'en',
      author: staff.name,
    });
  }

  private async addressee(conversationId: string, identityId: string): Promise<Addressee | null> {
    const [row] = await this.sql.query<Addressee>(
      `SELECT i.channel_account_id AS "channelAccountId", i.name, i.postal_address AS "postalAddress", c.number::int AS number, c.subject
       FROM conversation c JOIN identity i ON i.contact_id = c.contact_id WHERE c.id = $1 AND i.id = $2`,
      [conversationId, identityId],
    );
    return row ?? null;
  }
}
