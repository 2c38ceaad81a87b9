import { Injectable } from '@nestjs/common';
import { conversationScope, type CurrentStaff } from '@sila/access';
import type { ListContacts, PersonCard, PersonPage } from '@sila/contracts';
import { poolOf, type Sql, sqlOf, standingCte } from '@sila/database';
import { ChannelDirectory } from '@sila/directory';
import { DomainError, foldForSearch, keyOf, latinDigits } from '@sila/domain';
import type { QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { conversationsSeen, identityViews } from './address.queries.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import { lineageOf, mayAnswer } from './person.queries.js';

interface PersonRow extends QueryResultRow {
  readonly id: string;
  readonly name: string;
}

const peopleCursor = z.strictObject({ name: z.string().max(200), id: z.uuid() });

/** People to compare and merge: those in one of whose conversations the reader may answer. Others do not exist. */
@Injectable()
export class PeopleReader {
  private readonly sql: Sql;

  constructor(
    source: DataSource,
    private readonly directory: ChannelDirectory,
  ) {
    this.sql = sqlOf(poolOf(source));
  }

  /**
   * Finds by name, number or mail address, in the order of names. A contact is looked at only if the reader may answer in a
   * conversation of that very contact, so that no hidden address of a merged person leads to them.
   */
  async search(staff: CurrentStaff, { q, cursor, limit }: ListContacts): Promise<PersonPage> {
    const scope = conversationScope(staff, 'c', 6, 'reply');
    const after = decodeCursor(cursor, peopleCursor);
    const rows = await this.sql.query<PersonRow>(
      `WITH RECURSIVE ${standingCte(`IN (
         SELECT k.id FROM contact k
         WHERE (k.search_name LIKE $1 OR k.id IN (SELECT contact_id FROM identity WHERE value = ANY($2::text[])))
           AND EXISTS (SELECT 1 FROM conversation c WHERE c.contact_id = k.id AND ${scope.sql}))`)}
       SELECT id, name FROM contact
       WHERE id IN (SELECT id FROM standing) AND ($3::text IS NULL OR (name, id) > ($3, $4::uuid)) ORDER BY name, id LIMIT $5`,
      [
        `%${foldForSearch(q).replace(/[\\%_]/g, '\\$&')}%`,
        addressesIn(q),
        after?.name ?? null,
        after?.id ?? null,
        limit,
        ...scope.values,
      ],
    );
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return {
      items: await Promise.all(rows.map((row) => this.cardOf(staff, row))),
      nextCursor: last ? encodeCursor({ name: last.name, id: last.id }) : null,
    };
  }

  /** One person, by any contact that was merged into them. */
  async card(staff: CurrentStaff, contactId: string): Promise<PersonCard> {
    const lineage = await lineageOf(this.sql, [contactId]);
    if (!(await mayAnswer(this.sql, staff, [...lineage.keys()]))) throw new DomainError('not-found');
    const standing = [...lineage].find(([, into]) => into === null)?.[0];
    const rows = await this.sql.query<PersonRow>('SELECT id, name FROM contact WHERE id = $1', [standing]);
    if (!rows[0]) throw new DomainError('not-found');
    return this.cardOf(staff, rows[0]);
  }

  private async cardOf(staff: CurrentStaff, person: PersonRow): Promise<PersonCard> {
    const [identities, seen] = await Promise.all([
      identityViews(this.sql, this.directory, staff, person.id),
      conversationsSeen(this.sql, staff, person.id),
    ]);
    return {
      id: person.id,
      name: person.name,
      identities,
      conversations: seen.conversations,
      lastMessageAt: seen.lastMessageAt?.toISOString() ?? null,
    };
  }
}

/** The ways in which what was typed may stand as an address. */
function addressesIn(q: string): string[] {
  const keys = (['phone', 'email'] as const).map((kind) => keyOf({ kind, value: q })?.value);
  return [q, latinDigits(q), ...keys.filter((key) => key !== undefined)];
}
