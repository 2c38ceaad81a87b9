import { Injectable } from '@nestjs/common';
import { conversationScope, type CurrentStaff } from '@sila/access';
import type { ContactView, IdentityView } from '@sila/contracts';
import { personCte, poolOf, type Sql, sqlOf } from '@sila/database';
import { ChannelDirectory } from '@sila/directory';
import { DomainError, type Language, type SnippetKind } from '@sila/domain';
import type { QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';

interface ContactRow extends QueryResultRow {
  readonly id: string;
  readonly name: string;
  readonly language: Language | null;
  readonly createdAt: Date;
}

interface IdentityRow extends QueryResultRow {
  readonly id: string;
  readonly accountId: string;
  readonly kind: string;
  readonly value: string;
  readonly name: string | null;
  readonly assurance: IdentityView['assurance'];
  readonly lastInboundAt: Date | null;
  readonly unreachable: boolean;
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

/** The person beside a conversation. Other conversations are shown only as far as the reader may see them. */
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
    const [contacts, identities, maybe, others] = await Promise.all([
      this.sql.query<ContactRow>(
        'SELECT id, name, language, created_at AS "createdAt" FROM contact WHERE id = $1',
        [contactId],
      ),
      this.identities(contactId),
      this.maybe(staff, contactId),
      this.others(staff, contactId, exceptConversationId),
    ]);
    const contact = contacts[0];
    if (!contact) throw new DomainError('not-found');
    return {
      ...contact,
      createdAt: contact.createdAt.toISOString(),
      identities,
      maybe,
      otherConversations: others.map((row) => ({ ...row, lastMessageAt: row.lastMessageAt.toISOString() })),
    };
  }

  private async identities(contactId: string): Promise<IdentityView[]> {
    const rows = await this.sql.query<IdentityRow>(
      `${PERSON} SELECT id, channel_account_id AS "accountId", kind, value, name, assurance, last_inbound_at AS "lastInboundAt",
         unreachable_at IS NOT NULL AS unreachable
       FROM identity WHERE contact_id IN (SELECT id FROM person) ORDER BY last_inbound_at DESC NULLS LAST, id LIMIT 50`,
      [contactId],
    );
    return Promise.all(
      rows.map(async ({ accountId, lastInboundAt, ...row }) => ({
        ...row,
        channel: await this.directory.channelRef(accountId),
        lastInboundAt: lastInboundAt?.toISOString() ?? null,
      })),
    );
  }

  /** People who own what a visitor typed about themselves, or the address somebody's was said to have become. Only those of whom the reader may see a conversation. */
  private async maybe(staff: CurrentStaff, contactId: string): Promise<ContactView['maybe']> {
    const scope = conversationScope(staff, 'c', 2);
    return this.sql.query(
      `${PERSON} SELECT DISTINCT k.id, k.name, claim->>'value' AS because
       FROM identity i CROSS JOIN LATERAL jsonb_array_elements(i.claims) AS claim
       CROSS JOIN LATERAL (SELECT contact_id FROM contact_key WHERE kind = claim->>'kind' AND value = claim->>'value'
                           UNION SELECT contact_id FROM identity WHERE channel_account_id = i.channel_account_id
                             AND kind = claim->>'kind' AND value = claim->>'value') ck
       JOIN contact k ON k.id = ck.contact_id
       WHERE i.contact_id IN (SELECT id FROM person) AND k.id NOT IN (SELECT id FROM person)
         AND EXISTS (SELECT 1 FROM conversation c WHERE c.contact_id = k.id AND ${scope.sql})
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
