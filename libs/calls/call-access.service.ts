import { Injectable } from '@nestjs/common';
import { type CurrentStaff, demand } from '@sila/access';
import type { Voice } from '@sila/channels';
import { ConversationAccess } from '@sila/conversations';
import { poolOf, type Sql, sqlOf, transactSql } from '@sila/database';
import { DomainError } from '@sila/domain';
import { Outbox } from '@sila/lanes';
import { Clock } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { CallInHand } from './call-in-hand.js';
import { callById, type CallRow, type LegRow, legsOf } from './call.queries.js';
import { Surroundings } from './surroundings.service.js';

/** A call as somebody on it has it before them. */
export interface MyCall {
  readonly call: CallRow;
  readonly legs: readonly LegRow[];
  readonly mine: LegRow;
  readonly voice: Voice;
}

/** Who may do what with a call: whoever may read its conversation sees it, whoever is on it acts. */
@Injectable()
export class CallAccess {
  readonly sql: Sql;
  private readonly pool: Pool;

  constructor(
    source: DataSource,
    private readonly access: ConversationAccess,
    private readonly surroundings: Surroundings,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {
    this.pool = poolOf(source);
    this.sql = sqlOf(this.pool);
  }

  /** The call, for whoever is on it or may read its conversation. Throws `not-found` otherwise. */
  async demandSight(staff: CurrentStaff, id: string): Promise<CallRow> {
    demand(staff, 'conversation.read');
    const call = await callById(this.sql, id);
    if (!call) throw new DomainError('not-found');
    const legs = await legsOf(this.sql, id);
    if (legs.some(({ staffId, endedAt }) => staffId === staff.id && !endedAt)) return call;
    if (!call.conversationId) throw new DomainError('not-found');
    await this.access.demand(staff, call.conversationId, 'read');
    return call;
  }

  /** The same, for the officer of a call that runs. Throws `forbidden` for others, `conflict` once it ended. */
  async demandMine(staff: CurrentStaff, id: string, roles: readonly LegRow['role'][]): Promise<MyCall> {
    const call = await this.demandSight(staff, id);
    if (call.endedAt) throw new DomainError('conflict', { reason: 'ended' });
    const legs = await legsOf(this.sql, id);
    const mine = legs.find(
      ({ staffId, endedAt, role }) => staffId === staff.id && !endedAt && roles.includes(role),
    );
    if (!mine) throw new DomainError('forbidden');
    return { call, legs, mine, voice: await this.surroundings.voiceOf(call.channelAccountId) };
  }

  /** Changes a call under its lock, and tells. */
  async change(id: string, work: (hand: CallInHand) => Promise<void>): Promise<void> {
    const facts = await transactSql(this.pool, async (sql) => {
      const hand = await CallInHand.take(sql, id, this.clock.now());
      if (!hand) throw new DomainError('not-found');
      await work(hand);
      return hand.facts;
    });
    this.outbox.publish(facts);
  }
}

/** The provider's ids that holding, recording and moving a person need. Throws `conflict` before they talk. */
export function inRoom({ call, legs }: Pick<MyCall, 'call' | 'legs'>): { room: string; personSid: string } {
  const personSid = legs.find(({ role, endedAt }) => role === 'person' && !endedAt)?.sid;
  if (call.state !== 'talking' || !call.room || !personSid)
    throw new DomainError('conflict', { reason: 'not-talking' });
  return { room: call.room, personSid };
}
