import { Injectable } from '@nestjs/common';
import { ringCallAt } from '@sila/calls';
import { assignTo } from '@sila/conversations';
import { poolOf, type Sql, transactSql } from '@sila/database';
import { ChannelDirectory, SettingService } from '@sila/directory';
import { type AssignmentReason, mediumOf, type OfficerCandidate, pickOfficer } from '@sila/domain';
import { OnJob, Outbox, type StoredFact, Sweeper } from '@sila/lanes';
import { Clock } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import {
  type LoadRules,
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
    private readonly settings: SettingService,
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
    const rules = await this.loadRules();
    const facts = await transactSql(this.pool, (sql) => this.assignIn(sql, queueId, rules));
    this.outbox.publish(facts ?? []);
    return facts !== null;
  }

  private async loadRules(): Promise<LoadRules> {
    const [{ value }, accounts] = await Promise.all([this.settings.work(), this.directory.accounts()]);
    const chats = accounts.filter(({ channel }) => mediumOf(channel.capabilities) === 'chat');
    return {
      chatAccountIds: chats.map(({ id }) => id),
      capacity: value.capacity,
      quietSince: new Date(this.clock.now().getTime() - value.quietMinutes * 60_000),
    };
  }

  private async assignIn(sql: Sql, queueId: string, rules: LoadRules): Promise<readonly StoredFact[] | null> {
    // Loads must not change while somebody is picked: routing takes turns, the rest of the product does not wait for it.
    await takeRoutingTurn(sql);
    const present = await presentIn(sql, queueId, rules);
    const rung = await this.ringIn(sql, queueId, present);
    if (rung) return rung;
    const free = { chat: present.filter(hasRoomFor('chat')), mail: present.filter(hasRoomFor('mail')) };
    const room = { chat: free.chat.length > 0, mail: free.mail.length > 0 };
    if (!room.chat && !room.mail) return null;
    const conversation = await nextWaiting(sql, queueId, room, rules);
    if (!conversation) return null;
    const fitting = conversation.isChat ? free.chat : free.mail;
    const pick = pickOfficer(fitting.map(asCandidate), conversation.lastOfficerId);
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
    const pick = pickOfficer(willing.map(asCandidate), waiting.lastOfficerId);
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

/** Whether one more chat, or one more of everything else that is answered in writing, finds room. */
function hasRoomFor(medium: 'chat' | 'mail'): (person: Present) => boolean {
  return (person) => person[medium] < person.capacity[medium];
}

/** Who has room already is chosen by all that they hold. */
function asCandidate({ staffId, lastAssignedAt, chat, mail }: Present): OfficerCandidate {
  return { staffId, lastAssignedAt, load: chat + mail, capacity: Number.POSITIVE_INFINITY };
}
