import { Injectable } from '@nestjs/common';
import type { CurrentStaff } from '@sila/access';
import type { ActOnTicket, TicketBrief } from '@sila/contracts';
import {
  applyChange,
  ConversationAccess,
  lockConversation,
  type LockedConversation,
  type RowPatch,
} from '@sila/conversations';
import { poolOf, type Sql, sqlOf, transactSql } from '@sila/database';
import { ChannelDirectory } from '@sila/directory';
import { afterAct, DomainError, onReply, type TicketState } from '@sila/domain';
import { Outbox, type StoredFact } from '@sila/lanes';
import { Clock } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { Desks } from './desks.service.js';
import { lockTicket, type LockedTicket, ticketById, ticketOf } from './ticket.queries.js';

/** An officer calls somebody who waits, and serves them. */
@Injectable()
export class TicketService {
  private readonly pool: Pool;

  constructor(
    source: DataSource,
    private readonly access: ConversationAccess,
    private readonly desks: Desks,
    private readonly directory: ChannelDirectory,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {
    this.pool = poolOf(source);
  }

  /** Throws `conflict` with the state when it can't be done now: somebody else was faster. */
  async act(staff: CurrentStaff, id: string, body: ActOnTicket): Promise<TicketBrief> {
    const known = await ticketById(sqlOf(this.pool), id);
    if (!known) throw new DomainError('not-found');
    await this.access.demand(staff, known.conversationId, 'reply');
    if (body.counter) await this.refuseUnknownCounter(known.channelAccountId, body.counter);
    const { channel } = await this.directory.account(known.channelAccountId);
    const facts = await transactSql(this.pool, async (sql) => {
      const conversation = await lockConversation(sql, known.conversationId);
      const ticket = await lockTicket(sql, id);
      if (!conversation || !ticket) throw new DomainError('not-found');
      await this.access.demand(staff, conversation.id, 'reply', sql);
      return this.write(sql, staff, { id, ticket, conversation, body, channel: channel.name });
    });
    this.outbox.publish(facts);
    const ticket = await ticketOf(sqlOf(this.pool), known.conversationId);
    if (!ticket) throw new DomainError('internal');
    return ticket;
  }

  private async write(
    sql: Sql,
    staff: CurrentStaff,
    {
      id,
      ticket,
      conversation,
      body,
      channel,
    }: {
      readonly id: string;
      readonly ticket: LockedTicket;
      readonly conversation: LockedConversation;
      readonly body: ActOnTicket;
      readonly channel: string;
    },
  ): Promise<readonly StoredFact[]> {
    const now = this.clock.now();
    const state = afterAct(ticket.state, body.act);
    if (!state) throw new DomainError('conflict', { reason: 'ticket', state: ticket.state });
    const called = body.act === 'call';
    await sql.query(
      `UPDATE ticket SET state = $2, state_at = $3, counter = coalesce($4, counter), calls = calls + $5,
              called_at = CASE WHEN $5 = 1 THEN $3 ELSE called_at END WHERE id = $1`,
      [id, state, now, called ? (body.counter ?? null) : null, called ? 1 : 0],
    );
    const data = { act: body.act, label: ticket.label, counter: called ? body.counter : null };
    const changed = await applyChange(sql, {
      conversationId: conversation.id,
      patch: patchOf(conversation, state, staff, now),
      event: { type: 'ticket', at: now, byId: staff.id, data },
      ...(state === 'serving' && { figures: { channel, answers: 1 } }),
      ...(state === 'no-show' && { figures: { channel, abandoned: 1 } }),
    });
    return changed?.facts ?? [];
  }

  private async refuseUnknownCounter(deskId: string, counter: number): Promise<void> {
    const { desk } = await this.desks.byId(deskId);
    if (counter > desk.counters) throw new DomainError('bad-request', { field: 'counter' });
  }
}

/** Being served is an answer, and ends the wait; so does going away. */
function patchOf(
  conversation: LockedConversation,
  state: TicketState,
  staff: CurrentStaff,
  now: Date,
): RowPatch {
  if (state === 'serving') return { ...onReply(conversation, now), lastOfficerId: staff.id };
  return state === 'no-show' ? { waitingSince: null } : {};
}
