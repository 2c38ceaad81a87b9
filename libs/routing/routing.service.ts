import { Injectable } from '@nestjs/common';
import { ringCallAt } from '@sila/calls';
import { assignTo } from '@sila/conversations';
import { poolOf, type Sql, transactSql } from '@sila/database';
import { type AssignmentReason, type OfficerCandidate, pickOfficer } from '@sila/domain';
import { OnJob, Outbox, type StoredFact, Sweeper } from '@sila/lanes';
import { Clock } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import {
  candidatesFor,
  candidatesForCall,
  nextWaiting,
  nextWaitingCall,
  noteAssigned,
  queuesOf,
  queuesWaiting,
  takeRoutingTurn,
  type WaitingConversation,
} from './routing.queries.js';

/** Gives waiting conversations to people: oldest within priority first, until nobody has room or nobody waits. */
@Injectable()
export class RoutingService {
  private readonly pool: Pool;

  constructor(
    source: DataSource,
    sweeper: Sweeper,
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
    const facts = await transactSql(this.pool, (sql) => this.assignIn(sql, queueId));
    this.outbox.publish(facts ?? []);
    return facts !== null;
  }

  private async assignIn(sql: Sql, queueId: string): Promise<readonly StoredFact[] | null> {
    // Loads must not change while somebody is picked: routing takes turns, the rest of the product does not wait for it.
    await takeRoutingTurn(sql);
    const rung = await this.ringIn(sql, queueId);
    if (rung) return rung;
    const candidates = await candidatesFor(sql, queueId);
    if (!candidates.some(hasRoom)) return null;
    const conversation = await nextWaiting(sql, queueId);
    if (!conversation) return null;
    const pick = pickOfficer(candidates, conversation.lastOfficerId);
    if (!pick) return null;
    return this.assign(sql, conversation, pick);
  }

  /** Somebody on the line goes before everybody who wrote. */
  private async ringIn(sql: Sql, queueId: string): Promise<readonly StoredFact[] | null> {
    const waiting = await nextWaitingCall(sql, queueId);
    if (!waiting) return null;
    const now = this.clock.now();
    const pick = pickOfficer(await candidatesForCall(sql, waiting, now), waiting.lastOfficerId);
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

function hasRoom(candidate: OfficerCandidate): boolean {
  return candidate.load < candidate.capacity;
}
