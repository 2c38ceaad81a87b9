import { type Actor, conversationScope } from '@sila/access';
import type { IdentityView } from '@sila/contracts';
import { personCte, type Sql } from '@sila/database';
import type { ChannelDirectory } from '@sila/directory';
import type { QueryResultRow } from 'pg';
import { addressScope } from './person.queries.js';

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

/** The addresses of a person that somebody may see, the one they wrote from last first. */
export async function identityViews(
  sql: Sql,
  directory: ChannelDirectory,
  staff: Actor,
  contactId: string,
): Promise<IdentityView[]> {
  const visible = addressScope(staff, 'i', 2);
  const rows = await sql.query<IdentityRow>(
    `WITH RECURSIVE ${personCte('$1')}
     SELECT i.id, i.channel_account_id AS "accountId", i.kind, i.value, i.name, i.assurance, i.last_inbound_at AS "lastInboundAt",
       i.unreachable_at IS NOT NULL AS unreachable
     FROM identity i WHERE i.contact_id IN (SELECT id FROM person) AND i.kind <> 'national-id' AND ${visible.sql}
     ORDER BY i.last_inbound_at DESC NULLS LAST, i.id LIMIT 50`,
    [contactId, ...visible.values],
  );
  return Promise.all(
    rows.map(async ({ accountId, lastInboundAt, ...row }) => ({
      ...row,
      channel: await directory.channelRef(accountId),
      lastInboundAt: lastInboundAt?.toISOString() ?? null,
    })),
  );
}

/** How many conversations of a person somebody may see, and when the last message in them was. */
export async function conversationsSeen(
  sql: Sql,
  staff: Actor,
  contactId: string,
): Promise<{ conversations: number; lastMessageAt: Date | null }> {
  const scope = conversationScope(staff, 'c', 2);
  const rows = await sql.query<{ conversations: number; lastMessageAt: Date | null }>(
    `WITH RECURSIVE ${personCte('$1')}
     SELECT count(*)::int AS conversations, max(c.last_message_at) AS "lastMessageAt" FROM conversation c
     WHERE c.contact_id IN (SELECT id FROM person) AND ${scope.sql}`,
    [contactId, ...scope.values],
  );
  return rows[0] ?? { conversations: 0, lastMessageAt: null };
}
