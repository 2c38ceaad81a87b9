import { Injectable } from '@nestjs/common';
import type { Sql } from '@sila/database';
import {
  type Address,
  type ContactKey,
  contactKeysOf,
  type Fact,
  type InboundIdentityChange,
} from '@sila/domain';
import type { StoredFact } from '@sila/lanes';
import { Clock, Log } from '@sila/platform';
import { applyChange } from './change.queries.js';
import { lockContact } from './contact.queries.js';
import {
  claimAddress,
  conversationsToTell,
  identityAt,
  joinIdentities,
  type KnownIdentity,
  moveIdentity,
} from './identity.queries.js';
import type { Effect } from './message-change.queries.js';
import { readdressQueued } from './readdress.queries.js';

/** A person's address became another one, says the provider: the identity moves, the person stays who they are. */
@Injectable()
export class IdentityChangeService {
  constructor(
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** An address that somebody else has joins nobody: it is noted as "may be", and people decide. */
  async apply(sql: Sql, accountId: string, change: InboundIdentityChange): Promise<Effect> {
    const seen = await identityAt(sql, accountId, change.from);
    if (!seen) return ignored('unknown-address');
    const contactId = await this.lockPeople(sql, accountId, seen, change.to);
    const from = await identityAt(sql, accountId, change.from);
    if (!from || contactId === null) return this.refuse(sql, accountId, seen, change.to);
    if (!(await takeKeys(sql, from, contactId, change.to)))
      return this.refuse(sql, accountId, from, change.to);
    await this.move(sql, accountId, from, change.to);
    const queued = await readdressQueued(sql, accountId, change.from, change.to);
    return this.tell(sql, contactId, change, queued);
  }

  /** Locks whom the addresses belong to, always in the same order; null when they are two people. */
  private async lockPeople(
    sql: Sql,
    accountId: string,
    from: KnownIdentity,
    to: Address,
  ): Promise<string | null> {
    const known = await identityAt(sql, accountId, to);
    const ids = [...new Set([from.contactId, known?.contactId ?? from.contactId])].sort();
    const people = new Set<string>();
    for (const id of ids) people.add(await lockContact(sql, id));
    const [person] = people;
    return people.size === 1 && person ? person : null;
  }

  private async move(sql: Sql, accountId: string, from: KnownIdentity, to: Address): Promise<void> {
    const known = await identityAt(sql, accountId, to);
    if (!known) return moveIdentity(sql, from, to);
    if (known.id !== from.id) await joinIdentities(sql, from, known);
  }

  private async tell(
    sql: Sql,
    contactId: string,
    { from, to }: InboundIdentityChange,
    queued: readonly Fact[],
  ): Promise<Effect> {
    const facts: StoredFact[] = [];
    const conversations = await conversationsToTell(sql, contactId);
    for (const [index, conversationId] of conversations.entries()) {
      const changed = await applyChange(sql, {
        conversationId,
        patch: {},
        event: {
          type: 'identity-changed',
          at: this.clock.now(),
          data: { from: from.value, to: to.value },
        },
        facts: index === 0 ? queued : [],
      });
      facts.push(...(changed?.facts ?? []));
    }
    return { conversationId: conversations.at(-1) ?? null, facts, ignored: null };
  }

  private async refuse(
    sql: Sql,
    channelAccountId: string,
    from: KnownIdentity,
    to: Address,
  ): Promise<Effect> {
    await claimAddress(sql, from.id, to);
    this.log.warn('an address changed to one that belongs to another person; nobody was joined', {
      channelAccountId,
      identityId: from.id,
    });
    return ignored('address-of-another-person');
  }
}

/** The old number proves nothing any more, the new one does; false when it proves another person. */
async function takeKeys(sql: Sql, from: KnownIdentity, contactId: string, to: Address): Promise<boolean> {
  const sender = { name: null, assurance: from.assurance, aliases: [] } as const;
  for (const key of contactKeysOf({ ...sender, ...to }))
    if ((await ownerOfKey(sql, key, contactId)) !== contactId) return false;
  for (const key of contactKeysOf({ ...sender, kind: from.kind, value: from.value }))
    await sql.query('DELETE FROM contact_key WHERE kind = $1 AND value = $2', [key.kind, key.value]);
  return true;
}

/** Takes the key for the person unless somebody has it; gives who has it then. */
async function ownerOfKey(sql: Sql, { kind, value }: ContactKey, contactId: string): Promise<string> {
  const [row] = await sql.query<{ id: string }>(
    `INSERT INTO contact_key (kind, value, contact_id, created_at) VALUES ($1, $2, $3, now())
     ON CONFLICT (kind, value) DO UPDATE SET value = EXCLUDED.value RETURNING contact_id AS id`,
    [kind, value, contactId],
  );
  return row ? lockContact(sql, row.id) : contactId;
}

function ignored(reason: string): Effect {
  return { conversationId: null, facts: [], ignored: reason };
}
