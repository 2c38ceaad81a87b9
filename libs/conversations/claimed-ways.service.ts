import { Injectable } from '@nestjs/common';
import type { Actor } from '@sila/access';
import type { PostMessage } from '@sila/contracts';
import { personCte, type Sql } from '@sila/database';
import { ChannelDirectory } from '@sila/directory';
import { type ContactKey, DomainError } from '@sila/domain';
import { newId } from '@sila/platform';
import type { PossibleDestination, Way } from './destination.queries.js';
import { addressScope } from './person.queries.js';

/** A way to an address that the person gave: the identity exists once somebody has written there. */
export interface ClaimedWay extends Way {
  readonly identityId: string | null;
}

type Known = Pick<PossibleDestination, 'identityId' | 'lastInboundAt' | 'unreachable'>;

/**
 * Addresses that people gave of themselves, on the channels that can write to them first. Nothing is concluded from such
 * an address: it is used when an officer decides to answer there, and only on the words of the person who gave it.
 */
@Injectable()
export class ClaimedWays {
  constructor(private readonly directory: ChannelDirectory) {}

  /** All that who writes may see, in the order of the channel accounts. */
  async of(sql: Sql, writer: Actor, contactId: string): Promise<ClaimedWay[]> {
    const claims = await claimsOf(sql, writer, contactId);
    const accounts = claims.length > 0 ? await this.directory.enabled() : [];
    const pairs = accounts.flatMap((account) =>
      claims.filter(({ kind }) => account.begins(kind)).map((claim) => ({ account, claim })),
    );
    return Promise.all(
      pairs.map(async ({ account, claim }) => {
        const known = await identityAt(sql, account.id, claim);
        return { ...wayTo(account.id, claim), ...known, identityId: known?.identityId ?? null };
      }),
    );
  }

  /** The way that an officer chose, made ready to be written to. Throws `no-address` for any other address. */
  async take(
    sql: Sql,
    writer: Actor,
    contactId: string,
    { channelAccountId, claim }: Pick<PostMessage, 'channelAccountId' | 'claim'>,
    now: Date,
  ): Promise<PossibleDestination> {
    const way = (await this.of(sql, writer, contactId)).find(
      (one) =>
        one.channelAccountId === channelAccountId && one.kind === claim?.kind && one.value === claim?.value,
    );
    if (!way) throw new DomainError('no-address');
    const identityId = way.identityId ?? (await addIdentity(sql, contactId, way, now));
    return { ...way, identityId, isFirst: false };
  }
}

function wayTo(channelAccountId: string, { kind, value }: ContactKey): Way {
  return {
    channelAccountId,
    kind,
    value,
    name: null,
    lastInboundAt: null,
    unreachable: false,
    lastWasAutomatic: false,
  };
}

/** What was given by the addresses that who writes may see. */
function claimsOf(
  sql: Sql,
  writer: Actor,
  contactId: string,
): Promise<(ContactKey & Record<string, unknown>)[]> {
  const visible = addressScope(writer, 'i', 2);
  return sql.query<ContactKey & Record<string, unknown>>(
    `WITH RECURSIVE ${personCte('$1')}
     SELECT DISTINCT claim->>'kind' AS kind, claim->>'value' AS value
     FROM identity i CROSS JOIN LATERAL jsonb_array_elements(i.claims) AS claim
     WHERE i.contact_id IN (SELECT id FROM person) AND ${visible.sql} AND claim->>'kind' IN ('phone', 'email')
     ORDER BY 1, 2 LIMIT 10`,
    [contactId, ...visible.values],
  );
}

/** What is known of an address on an account, whoever's it is: a window that is open there, a bounce. */
async function identityAt(sql: Sql, accountId: string, { kind, value }: ContactKey): Promise<Known | null> {
  const rows = await sql.query<Known & Record<string, unknown>>(
    `SELECT id AS "identityId", last_inbound_at AS "lastInboundAt", unreachable_at IS NOT NULL AS unreachable
     FROM identity WHERE channel_account_id = $1 AND kind = $2 AND value = $3`,
    [accountId, kind, value],
  );
  return rows[0] ?? null;
}

async function addIdentity(sql: Sql, contactId: string, way: ClaimedWay, now: Date): Promise<string> {
  const [row] = await sql.query<{ id: string }>(
    `INSERT INTO identity (id, contact_id, channel_account_id, kind, value, assurance, created_at)
     VALUES ($1, $2, $3, $4, $5, 'claimed', $6)
     ON CONFLICT (channel_account_id, kind, value) DO UPDATE SET value = EXCLUDED.value RETURNING id`,
    [newId(), contactId, way.channelAccountId, way.kind, way.value, now],
  );
  if (!row) throw new Error('an identity vanished');
  return row.id;
}
