import type { Actor } from '@sila/access';
import { personCte, type Sql } from '@sila/database';
import type { IdentityKind } from '@sila/domain';
import { addressScope } from './person.queries.js';

/** An address on a channel account, before anybody need have written there. */
export interface Way {
  readonly channelAccountId: string;
  readonly kind: IdentityKind;
  readonly value: string;
  readonly name: string | null;
  readonly lastInboundAt: Date | null;
  readonly unreachable: boolean;
  readonly lastWasAutomatic: boolean;
}

/** An address the person could be answered at. */
export interface PossibleDestination extends Way {
  readonly identityId: string;
  readonly [column: string]: unknown;
}

/** Every address of the person (merged people included), the one of the conversation's last inbound message first. */
const possible = (visible: string): string => `
WITH RECURSIVE ${personCte('$2')}, last AS (
  SELECT identity_id, automatic FROM message
  WHERE conversation_id = $1 AND direction = 'in' AND identity_id IS NOT NULL ORDER BY seq DESC LIMIT 1
)
SELECT i.channel_account_id AS "channelAccountId", i.id AS "identityId", i.kind, i.value, i.name,
       i.last_inbound_at AS "lastInboundAt", i.unreachable_at IS NOT NULL AS unreachable,
       coalesce(i.id = last.identity_id AND last.automatic, false) AS "lastWasAutomatic"
FROM identity i LEFT JOIN last ON true
WHERE i.contact_id IN (SELECT id FROM person) AND i.kind <> 'unparsed' AND ${visible}
ORDER BY (i.id = last.identity_id) DESC NULLS LAST, i.last_inbound_at DESC NULLS LAST, i.id`;

/** All addresses of the person that may be seen by who writes (null: Sila itself), best first. */
export async function destinationsOf(
  sql: Sql,
  writer: Actor | null,
  conversationId: string,
  contactId: string,
): Promise<PossibleDestination[]> {
  const visible = writer ? addressScope(writer, 'i', 3) : { sql: 'true', values: [] };
  return sql.query<PossibleDestination>(possible(visible.sql), [
    conversationId,
    contactId,
    ...visible.values,
  ]);
}

/** The address that was asked for, or the best one; null when the person has none (or not that one). */
export async function destinationOf(
  sql: Sql,
  writer: Actor | null,
  conversationId: string,
  contactId: string,
  wanted: { readonly channelAccountId?: string; readonly identityId?: string } | null,
): Promise<PossibleDestination | null> {
  const all = await destinationsOf(sql, writer, conversationId, contactId);
  const fits = all.filter(
    (destination) =>
      (!wanted?.identityId || destination.identityId === wanted.identityId) &&
      (!wanted?.channelAccountId || destination.channelAccountId === wanted.channelAccountId),
  );
  return fits[0] ?? null;
}
