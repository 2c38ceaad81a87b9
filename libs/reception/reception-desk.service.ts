import { Injectable } from '@nestjs/common';
import { Audit, type CurrentStaff } from '@sila/access';
import type { HandedInVisit } from '@sila/channels';
import type { DeskTicket, Entered, EnterVisit, ReceptionStart } from '@sila/contracts';
import { ConversationAccess } from '@sila/conversations';
import { poolOf, type Sql, sqlOf } from '@sila/database';
import { DomainError, normaliseText, toE164, type Visit } from '@sila/domain';
import { Intake } from '@sila/intake';
import { Clock, Keys } from '@sila/platform';
import { DataSource } from 'typeorm';
import { Desks, type OpenDesk } from './desks.service.js';
import { deskTickets } from './ticket.queries.js';
import { addressAt, isAbout, nationalIdAddress, personSeen } from './visitor.queries.js';

type Entry = Omit<EnterVisit, 'deskId'>;
/** What the desk did not type: an appointment that somebody comes to. */
type Arrival = Pick<Visit, 'priority' | 'appointmentId'>;

const WALK_IN: Arrival = { priority: 0, appointmentId: null };

/** The desk's page: a visit is stored raw and enters like everything else. */
@Injectable()
export class ReceptionDesk {
  private readonly sql: Sql;

  constructor(
    source: DataSource,
    private readonly desks: Desks,
    private readonly access: ConversationAccess,
    private readonly intake: Intake,
    private readonly audit: Audit,
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {
    this.sql = sqlOf(poolOf(source));
  }

  async start(staff: CurrentStaff): Promise<ReceptionStart> {
    const desks = await this.desks.of(staff);
    return {
      desks: desks.map(({ account: { id, label }, queueId, desk: { counters, slotMinutes } }) => ({
        id,
        label,
        queueId,
        counters,
        slotMinutes,
      })),
    };
  }

  /** The numbers of today. */
  async tickets(staff: CurrentStaff, deskId: string): Promise<DeskTicket[]> {
    await this.desks.demand(staff, deskId);
    return deskTickets(this.sql, staff, deskId, await this.desks.today());
  }

  /**
   * Takes a visit in; it is committed when this resolves, and the lane gives it its number. The same entry again has no effect.
   * Throws `not-found` for desks, queues, people and conversations that are not this person's to name.
   */
  async enter(staff: CurrentStaff, { deskId, ...entry }: EnterVisit): Promise<Entered> {
    return this.takeIn(staff, await this.desks.demand(staff, deskId), entry, WALK_IN);
  }

  /** The same for somebody who comes to an appointment; who works at the desk was checked. */
  async takeIn(
    staff: CurrentStaff,
    { account, desk }: OpenDesk,
    entry: Entry,
    arrival: Arrival,
  ): Promise<Entered> {
    await this.desks.refuseUnknownQueue(staff, entry.queueId);
    const person = await this.personOf(staff, account.id, entry);
    const handedIn: HandedInVisit = {
      visit: {
        entryId: entry.entryId,
        queueId: entry.queueId,
        wish: entry.wish,
        day: await this.desks.today(),
        prefix: desk.prefix,
        ...arrival,
      },
      person,
      reason: normaliseText(entry.reason),
      language: entry.language,
      conversationId: await this.aboutOf(staff, entry),
      enteredAt: entry.enteredAt,
    };
    const receivedAt = this.clock.now();
    await this.intake.accept({
      hookId: null,
      channelAccountId: account.id,
      receivedAt,
      ...desk.intake(handedIn),
    });
    await this.audit.append(this.sql, staff, {
      action: 'visit.enter',
      objectKind: 'channel-account',
      objectId: account.id,
    });
    return { entryId: entry.entryId };
  }

  /** Somebody known is met at an address of their own on this account; somebody new at the entry's. */
  private async personOf(
    staff: CurrentStaff,
    accountId: string,
    { person, entryId }: Entry,
  ): Promise<HandedInVisit['person']> {
    if ('contactId' in person) {
      const { name } = await personSeen(this.sql, staff, person.contactId);
      const address = await addressAt(this.sql, accountId, person.contactId, name, this.clock.now());
      return { address, name, mobile: null, nationalId: null };
    }
    const { name, mobile, nationalId } = person;
    return {
      address: entryId,
      name: normaliseText(name),
      mobile: mobile ? toE164(mobile) : null,
      nationalId: nationalId ? nationalIdAddress(this.keys, nationalId) : null,
    };
  }

  /** The conversation that a known person came about, which the desk must be able to see. */
  private async aboutOf(staff: CurrentStaff, { person, conversationId }: Entry): Promise<string | null> {
    if (!conversationId) return null;
    await this.access.demand(staff, conversationId, 'read');
    const theirs = 'contactId' in person && (await isAbout(this.sql, conversationId, person.contactId));
    if (!theirs) throw new DomainError('not-found', { field: 'conversationId' });
    return conversationId;
  }
}
