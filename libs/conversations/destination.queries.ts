import type { Actor } from '@sila/access';
import { personCte, type Sql } from '@sila/database';
import type { Reach } from '@sila/directory';
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
  /** The identity that proves the address; of another account when `isFirst`. */
  readonly identityId: string;
  /** True when nothing has passed between this address and this account yet. */
  readonly isFirst: boolean;
  readonly [column: string]: unknown;
}

/**
 * Every address of the person (merged people included), the one of the conversation's last inbound message first. Behind them
 * what accounts of other channels can reach: verified addresses only, since an asserted one may be somebody else's.
 */
const possible = (visible: string): string => `
WITH RECURSIVE ${personCte('$2')}, last AS (
  SELECT identity_id, automatic FROM message
  WHERE conversation_id = $1 AND direction = 'in' AND identity_id IS NOT NULL ORDER BY seq DESC LIMIT 1
), known AS (
  SELECT i.*, (i.id = last.identity_id) AS is_last, coalesce(i.id = last.identity_id AND last.automatic, false) AS automatic
  FROM identity i LEFT JOIN last ON true
  WHERE i.contact_id IN (SELECT id FROM person) AND i.kind NOT IN ('unparsed', 'national-id') AND ${visible}
), proven AS (
  SELECT DISTINCT ON (kind, value) * FROM known WHERE assurance = 'verified' ORDER BY kind, value, id
), possible AS (
  SELECT channel_account_id AS account_id, id, kind, value, name, last_inbound_at, unreachable_at, automatic, is_last, false AS is_first
  FROM known
  UNION ALL
  SELECT r.account_id, p.id, p.kind, p.value, p.name, NULL, NULL, false, NULL, true
  FROM proven p JOIN unnest($3::uuid[], $4::text[]) AS r(account_id, kind) ON r.kind = p.kind
  WHERE NOT EXISTS (SELECT 1 FROM identity o
    WHERE o.channel_account_id = r.account_id AND o.kind = p.kind AND o.value = p.value)
)
SELECT account_id AS "channelAccountId", id AS "identityId", kind, value, name, last_inbound_at AS "lastInboundAt",
       unreachable_at IS NOT NULL AS unreachable, automatic AS "lastWasAutomatic", is_first AS "isFirst"
FROM possible ORDER BY is_first, is_last DESC NULLS LAST, last_inbound_at DESC NULLS LAST, id, account_id`;

/**
 * All addresses of the person that may be seen by who writes (null: Sila itself), best first; `reaching` are the accounts that
 * need no first word of the person.
 */
export async function destinationsOf(
  sql: Sql,
  writer: Actor | null,
  conversationId: string,
  contactId: string,
  reaching: readonly Reach[],
): Promise<PossibleDestination[]> {
  const visible = writer ? addressScope(writer, 'i', 5) : { sql: 'true', values: [] };
  return sql.query<PossibleDestination>(possible(visible.sql), [
    conversationId,
    contactId,
    reaching.map(({ accountId }) => accountId),
    reaching.map(({ kind }) => kind),
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
  reaching: readonly Reach[],
): Promise<PossibleDestination | null> {
  const all = await destinationsOf(sql, writer, conversationId, contactId, reaching);
  const fits = all.filter(
    (destination) =>
      (!wanted?.identityId || destination.identityId === wanted.identityId) &&
      (!wanted?.channelAccountId || destination.channelAccountId === wanted.channelAccountId),
  );
  return fits[0] ?? null;
}
