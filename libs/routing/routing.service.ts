import { Injectable } from '@nestjs/common';
import { ringCallAt } from '@sila/calls';
import { assignTo } from '@sila/conversations';
import { poolOf, type Sql, transactSql } from '@sila/database';
import { ChannelDirectory } from '@sila/directory';
import { type AssignmentReason, type OfficerCandidate, pickOfficer, roomIn, workOf } from '@sila/domain';
import { OnJob, Outbox, type StoredFact, Sweeper } from '@sila/lanes';
import { Clock } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import {
  nextWaiting,
  nextWaitingCall,
  noteAssigned,
  type Present,
  presentIn,
  queuesOf,
  queuesWaiting,
  takeRoutingTurn,
  type WaitingConversation,
  willingToTake,
} from './routing.queries.js';

/** Gives waiting conversations to people: oldest within priority first, until nobody has room or nobody waits. */
@Injectable()
export class RoutingService {
  private readonly pool: Pool;

  constructor(
    source: DataSource,
    sweeper: Sweeper,
    private readonly directory: ChannelDirectory,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {
    this.pool = poolOf(source);
    sweeper.every({ name: 'route what waits', everyMs: 5_000, run: () => this.routeAll() });
  }

  /** A conversation waits in this queue. */
  @OnJob('route-queue')
  async onQueue({ queueId }: { readonly queueId: string }): Promise<void> {
    while (await this.assignNext(queueId));
  }

  /** Somebody came free or on shift. */
  @OnJob('route-staff')
  async onStaff({ staffId }: { readonly staffId: string }): Promise<void> {
    for (const queueId of await queuesOf(this.pool, staffId)) await this.onQueue({ queueId });
  }

  private async routeAll(): Promise<void> {
    for (const queueId of await queuesWaiting(this.pool)) await this.onQueue({ queueId });
  }

  /** Assigns one conversation; false when nobody waits or nobody has room. */
  private async assignNext(queueId: string): Promise<boolean> {
    const chatAccountIds = await this.chatAccounts();
    const facts = await transactSql(this.pool, (sql) => this.assignIn(sql, queueId, chatAccountIds));
    this.outbox.publish(facts ?? []);
    return facts !== null;
  }

  private async chatAccounts(): Promise<readonly string[]> {
    const accounts = await this.directory.accounts();
    return accounts.filter(({ channel }) => workOf(channel.capabilities) === 'chat').map(({ id }) => id);
  }

  private async assignIn(
    sql: Sql,
    queueId: string,
    chatAccountIds: readonly string[],
  ): Promise<readonly StoredFact[] | null> {
    // Loads must not change while somebody is picked: routing takes turns, the rest of the product does not wait for it.
    await takeRoutingTurn(sql);
    const present = await presentIn(sql, queueId, chatAccountIds, this.clock.now());
    const rung = await this.ringIn(sql, queueId, present);
    if (rung) return rung;
    const works = [...new Set(present.flatMap(({ held, capacity }) => roomIn(held, capacity)))];
    if (works.length === 0) return null;
    const conversation = await nextWaiting(sql, queueId, chatAccountIds, works);
    if (!conversation) return null;
    const free = present.filter(({ held, capacity }) => roomIn(held, capacity).includes(conversation.work));
    const pick = pickOfficer(free.map(candidateOf), conversation.lastOfficerId);
    if (!pick) return null;
    return this.assign(sql, conversation, pick);
  }

  /** Somebody on the line goes before everybody who wrote. */
  private async ringIn(
    sql: Sql,
    queueId: string,
    present: readonly Present[],
  ): Promise<readonly StoredFact[] | null> {
    const waiting = await nextWaitingCall(sql, queueId);
    if (!waiting) return null;
    const now = this.clock.now();
    const willing = await willingToTake(sql, waiting, present, now);
    const pick = pickOfficer(willing.map(candidateOf), waiting.lastOfficerId);
    if (!pick) return null;
    const assigned = await this.assign(sql, waiting, pick);
    return [...assigned, ...(await ringCallAt(sql, waiting.callId, pick.staffId, now))];
  }

  private async assign(
    sql: Sql,
    conversation: WaitingConversation,
    { staffId, reason }: { readonly staffId: string; readonly reason: AssignmentReason },
  ): Promise<readonly StoredFact[]> {
    const now = this.clock.now();
    await noteAssigned(sql, staffId, now);
    const owner = { assigneeId: staffId, queueId: conversation.queueId, byId: null, reason };
    return assignTo(sql, conversation, owner, now);
  }
}

/** Among those who can take it, what they hold in all decides. */
function candidateOf({ staffId, lastAssignedAt, held }: Present): OfficerCandidate {
  return { staffId, lastAssignedAt, load: held.chat + held.mail };
}
