import { Injectable } from '@nestjs/common';
import { conversationScope, type CurrentStaff } from '@sila/access';
import type { ContactView } from '@sila/contracts';
import { personCte, poolOf, type Sql, sqlOf, standingId } from '@sila/database';
import { ChannelDirectory } from '@sila/directory';
import { DomainError, type Language, type SnippetKind } from '@sila/domain';
import type { QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';
import { identityViews } from './address.queries.js';
import { ledgerViews } from './ledger-reader.queries.js';

interface ContactRow extends QueryResultRow {
  readonly id: string;
  readonly name: string;
  readonly language: Language | null;
  readonly createdAt: Date;
  readonly officer: ContactView['officer'];
}

interface OtherRow extends QueryResultRow {
  readonly id: string;
  readonly number: number;
  readonly status: 'open' | 'closed';
  readonly snippet: string;
  readonly snippetKind: SnippetKind | null;
  readonly lastMessageAt: Date;
}

const PERSON = `WITH RECURSIVE ${personCte('$1')}`;

/** The person beside a conversation: addresses, other conversations and the ledger only as far as the reader may see them. */
@Injectable()
export class ContactReader {
  private readonly sql: Sql;

  constructor(
    source: DataSource,
    private readonly directory: ChannelDirectory,
  ) {
    this.sql = sqlOf(poolOf(source));
  }

  /** The caller has been let into a conversation of this person already. */
  async view(staff: CurrentStaff, contactId: string, exceptConversationId: string): Promise<ContactView> {
    const [contacts, identities, maybe, ledger, others] = await Promise.all([
      this.sql.query<ContactRow>(
        `SELECT k.id, k.name, k.language, k.created_at AS "createdAt",
                CASE WHEN s.id IS NOT NULL THEN json_build_object('id', s.id, 'name', s.name) END AS officer
         FROM contact k LEFT JOIN staff s ON s.id = k.officer_id WHERE k.id = $1`,
        [contactId],
      ),
      identityViews(this.sql, this.directory, staff, contactId),
      this.maybe(staff, contactId),
      ledgerViews(this.sql, staff, contactId),
      this.others(staff, contactId, exceptConversationId),
    ]);
    const contact = contacts[0];
    if (!contact) throw new DomainError('not-found');
    return {
      ...contact,
      createdAt: contact.createdAt.toISOString(),
      identities,
      maybe,
      ledger,
      otherConversations: others.map((row) => ({ ...row, lastMessageAt: row.lastMessageAt.toISOString() })),
    };
  }

  /**
   * People who own what a visitor typed about themselves, or the address somebody's was said to have become. Only those of whom
   * the reader may see a conversation.
   */
  private async maybe(staff: CurrentStaff, contactId: string): Promise<ContactView['maybe']> {
    const scope = conversationScope(staff, 'c', 2);
    return this.sql.query(
      `${PERSON} SELECT DISTINCT k.id, k.name, claim->>'value' AS because
       FROM identity i CROSS JOIN LATERAL jsonb_array_elements(i.claims) AS claim
       CROSS JOIN LATERAL (SELECT contact_id FROM contact_key WHERE kind = claim->>'kind' AND value = claim->>'value'
                           UNION SELECT contact_id FROM identity WHERE channel_account_id = i.channel_account_id
                             AND kind = claim->>'kind' AND value = claim->>'value') ck
       JOIN contact own ON own.id = ck.contact_id JOIN contact k ON k.id = ${standingId('own')}
       WHERE i.contact_id IN (SELECT id FROM person) AND own.id NOT IN (SELECT id FROM person)
         AND EXISTS (SELECT 1 FROM conversation c WHERE c.contact_id = own.id AND ${scope.sql})
       LIMIT 5`,
      [contactId, ...scope.values],
    );
  }

  private async others(staff: CurrentStaff, contactId: string, exceptId: string): Promise<OtherRow[]> {
    const scope = conversationScope(staff, 'c', 3);
    return this.sql.query<OtherRow>(
      `${PERSON} SELECT c.id, c.number::int AS number, c.status, c.snippet, c.snippet_kind AS "snippetKind", c.last_message_at AS "lastMessageAt" FROM conversation c
       WHERE c.contact_id IN (SELECT id FROM person) AND c.id <> $2 AND ${scope.sql} ORDER BY c.id DESC LIMIT 20`,
      [contactId, exceptId, ...scope.values],
    );
  }
}
