import { Injectable } from '@nestjs/common';
import { Audit, type CurrentStaff } from '@sila/access';
import type { ConversationEvent, LedgerRef, MergeContact, MoveAddress } from '@sila/contracts';
import { poolOf, type Sql, sqlOf, transactSql } from '@sila/database';
import { DomainError, type Lineage, planMerge, planUnmerge, samePerson, standsFor } from '@sila/domain';
import { Outbox, type StoredFact } from '@sila/lanes';
import { Clock } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { applyChange } from './change.queries.js';
import {
  addressById,
  closeEntry,
  conversationsOf,
  entryById,
  giveAddresses,
  giveKey,
  type LedgerEntry,
  makeContactOf,
  type OwnedAddress,
  pointContact,
  sameAddresses,
  writeEntry,
} from './ledger.queries.js';
import { isUnheard, lineageOf, lockLineage, mayAnswer } from './person.queries.js';

/** The two people an act touches, each by all their contacts; `into` is null when that one is only made by it. */
interface Sides {
  readonly from: readonly string[];
  readonly into: readonly string[] | null;
}

interface Act {
  /** Contacts of both people. */
  readonly contactIds: readonly string[];
  readonly event: ConversationEvent['type'];
  readonly action: string;
  sides(lineage: Lineage): Sides;
  /** Lets through the side of a person that nobody ever talked with. */
  readonly mayBeUnheard?: boolean;
  /** Runs with both people locked; gives the entry of the ledger. */
  work(sql: Sql, lineage: Lineage, sides: Sides, now: Date): Promise<string>;
}

/**
 * Who is one person with whom, decided by people (architecture.md §4): merges, addresses that changed hands, and taking both
 * back. No message changes, and each keeps its own send-to address. Whoever decides must be able to answer in a conversation
 * of both people; for all others there is nothing here (404).
 */
@Injectable()
export class MergeService {
  private readonly pool: Pool;

  constructor(
    source: DataSource,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {
    this.pool = poolOf(source);
  }

  /** Makes two people one: `intoId`, or who stands for them, stands for both. Throws `same-person` and `already-merged`. */
  async merge(staff: CurrentStaff, fromId: string, { intoId, reason }: MergeContact): Promise<LedgerRef> {
    return this.act(staff, reason, {
      contactIds: [fromId, intoId],
      event: 'contact-merged',
      action: 'contact.merge',
      sides: (lineage) => ({ from: samePerson(lineage, fromId), into: samePerson(lineage, intoId) }),
      work: async (sql, lineage, { from }, at) => {
        const plan = planMerge(lineage, { fromId, intoId });
        await pointContact(sql, plan.fromId, plan.intoId, from);
        return writeEntry(sql, { ...plan, moved: null, by: staff.id, reason, at });
      },
    });
  }

  /**
   * Gives an address to another person, or to a new one, because it belongs to somebody else: the same number on other
   * accounts and its key go with it. Throws `same-person`.
   */
  async move(staff: CurrentStaff, identityId: string, body: MoveAddress): Promise<LedgerRef> {
    const address = await addressById(sqlOf(this.pool), identityId);
    if (!address) throw new DomainError('not-found');
    const { contactId } = body;
    return this.act(staff, body.reason, {
      contactIds: contactId ? [address.contactId, contactId] : [address.contactId],
      event: 'address-moved',
      action: 'contact.move-address',
      sides: (lineage) => ({
        from: samePerson(lineage, address.contactId),
        into: contactId ? samePerson(lineage, contactId) : null,
      }),
      work: async (sql, lineage, sides, now) => {
        const into = contactId ? standsFor(lineage, contactId) : null;
        return this.giveAway(sql, staff, address, sides, { intoId: into, reason: body.reason }, now);
      },
    });
  }

  /** Takes an entry of the ledger back. Throws `already-undone`, and `moved-on` when an address has left its new owner since. */
  async undo(staff: CurrentStaff, entryId: string, reason: string): Promise<LedgerRef> {
    const entry = await entryById(sqlOf(this.pool), entryId);
    if (!entry) throw new DomainError('not-found');
    return entry.moved ? this.moveBack(staff, entry, reason) : this.unmerge(staff, entry, reason);
  }

  private unmerge(staff: CurrentStaff, entry: LedgerEntry, reason: string): Promise<LedgerRef> {
    return this.act(staff, reason, {
      contactIds: [entry.fromId, entry.intoId],
      event: 'contact-parted',
      action: 'contact.unmerge',
      sides: (lineage) => partsOf(lineage, entry),
      work: async (sql, lineage, _sides, at) => {
        if (!(await closeEntry(sql, entry.id, { by: staff.id, reason, at })))
          throw new DomainError('already-undone');
        const { parts } = planUnmerge(lineage, entry);
        await pointContact(sql, entry.fromId, null, parts);
        return entry.id;
      },
    });
  }

  private moveBack(staff: CurrentStaff, entry: LedgerEntry, reason: string): Promise<LedgerRef> {
    const moved = entry.moved ?? [];
    return this.act(staff, reason, {
      contactIds: [entry.intoId, entry.fromId, ...moved.map(({ fromId }) => fromId)],
      event: 'address-moved',
      action: 'contact.move-address-back',
      sides: (lineage) => ({
        from: samePerson(lineage, entry.fromId),
        into: samePerson(lineage, entry.intoId),
      }),
      mayBeUnheard: true,
      work: async (sql, _lineage, _sides, at) => {
        if (!(await closeEntry(sql, entry.id, { by: staff.id, reason, at })))
          throw new DomainError('already-undone');
        for (const { identityId, fromId } of moved) {
          const address = await addressById(sql, identityId);
          if (address?.contactId !== entry.intoId) throw new DomainError('moved-on');
          await giveKey(sql, address, [entry.intoId], fromId);
        }
        await giveAddresses(
          sql,
          moved.map(({ identityId, fromId }) => ({ identityId, toId: fromId })),
        );
        return entry.id;
      },
    });
  }

  private async giveAway(
    sql: Sql,
    staff: CurrentStaff,
    { id, contactId }: OwnedAddress,
    { from, into }: Sides,
    { intoId, reason }: { readonly intoId: string | null; readonly reason: string },
    at: Date,
  ): Promise<string> {
    const address = await addressById(sql, id);
    if (!address || !from.includes(address.contactId)) throw new DomainError('conflict');
    if (into?.some((other) => from.includes(other))) throw new DomainError('same-person');
    const toId = intoId ?? (await makeContactOf(sql, address, at));
    const same = await sameAddresses(sql, address, from);
    await giveAddresses(
      sql,
      same.map((one) => ({ identityId: one.id, toId })),
    );
    await giveKey(sql, address, from, toId);
    const moved = same.map((one) => ({ identityId: one.id, fromId: one.contactId }));
    return writeEntry(sql, { fromId: contactId, intoId: toId, moved, by: staff.id, reason, at });
  }

  /** Checks, locks, checks again, works, tells every conversation of both people, writes the audit, publishes. */
  private async act(staff: CurrentStaff, reason: string, act: Act): Promise<LedgerRef> {
    const sql = sqlOf(this.pool);
    await demand(sql, staff, act, act.sides(await lineageOf(sql, act.contactIds)));
    const { id, facts } = await transactSql(this.pool, async (tx) => {
      const lineage = await lockLineage(tx, act.contactIds);
      const sides = act.sides(lineage);
      await demand(tx, staff, act, sides);
      const now = this.clock.now();
      const entry = await act.work(tx, lineage, sides, now);
      await this.audit.append(tx, staff, {
        action: act.action,
        objectKind: 'contact-merge',
        objectId: entry,
        reason,
      });
      return { id: entry, facts: await tell(tx, [...sides.from, ...(sides.into ?? [])], act, staff, now) };
    });
    this.outbox.publish(facts);
    return { id };
  }
}

/** Who parts by taking a merge back; when it is undone already, the two people as they are. */
function partsOf(lineage: Lineage, entry: LedgerEntry): Sides {
  if (lineage.get(entry.fromId) !== entry.intoId) {
    return { from: samePerson(lineage, entry.fromId), into: samePerson(lineage, entry.intoId) };
  }
  const { parts, rest } = planUnmerge(lineage, entry);
  return { from: parts, into: rest };
}

async function demand(sql: Sql, staff: CurrentStaff, act: Act, { from, into }: Sides): Promise<void> {
  for (const side of into ? [from, into] : [from]) {
    if (await mayAnswer(sql, staff, side)) continue;
    const isNew = act.mayBeUnheard && side.length > 0 && (await isUnheard(sql, side));
    if (!isNew) throw new DomainError('not-found');
  }
}

/** One event for each conversation of both people, so that open screens read them again. It names nobody: readers differ. */
async function tell(
  sql: Sql,
  contactIds: readonly string[],
  { event }: Act,
  staff: CurrentStaff,
  at: Date,
): Promise<StoredFact[]> {
  const facts: StoredFact[] = [];
  for (const conversationId of await conversationsOf(sql, [...new Set(contactIds)])) {
    const changed = await applyChange(sql, {
      conversationId,
      patch: {},
      event: { type: event, at, byId: staff.id },
    });
    facts.push(...(changed?.facts ?? []));
  }
  return facts;
}
