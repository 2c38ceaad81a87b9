import { Injectable } from '@nestjs/common';
import { type ConversationRight, type CurrentStaff } from '@sila/access';
import type { Assign, Close, ConversationItem, Refer } from '@sila/contracts';
import { poolOf, type Sql, transactSql } from '@sila/database';
import { type AssignmentReason, DomainError, type Fact, onClose, onReopen } from '@sila/domain';
import { beginWrapUp } from '@sila/directory';
import { Outbox, type StoredFact, writeFacts } from '@sila/lanes';
import { Clock } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { assignTo, colleagueFor, personOf, queueForPurpose, requireQueue } from './assignment.queries.js';
import { applyChange } from './change.queries.js';
import { ConversationAccess } from './conversation-access.service.js';
import { ConversationReader } from './conversation-reader.service.js';
import { lockConversation, type LockedConversation } from './conversation.queries.js';
import { NoticeService } from './notice.service.js';

type Work = (sql: Sql, conversation: LockedConversation, now: Date) => Promise<readonly StoredFact[]>;

/** Who owns a conversation, and whether it is open. Every act carries the version it saw: an old one changes nothing. */
@Injectable()
export class AssignmentService {
  private readonly pool: Pool;

  constructor(
    source: DataSource,
    private readonly access: ConversationAccess,
    private readonly reader: ConversationReader,
    private readonly notices: NoticeService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {
    this.pool = poolOf(source);
  }

  /** Hands over to a person or a queue. The giver stays a follower; the beneficiary is told when the queue changes. */
  async assign(staff: CurrentStaff, id: string, body: Assign): Promise<ConversationItem | null> {
    return this.change(staff, id, 'assign', body.version, async (sql, conversation, now) => {
      if (conversation.status === 'closed') throw new DomainError('not-open');
      if (body.assigneeId) return this.toPerson(sql, staff, conversation, body.assigneeId, body.reason, now);
      const queueId = await requireQueue(sql, body.queueId ?? '');
      return this.toQueue(
        sql,
        staff,
        conversation,
        queueId,
        { code: 'transferred', text: body.reason },
        'transferred',
        now,
      );
    });
  }

  /** Refers to social research (policy P13): the first officer stays a follower, the beneficiary is told. */
  async refer(staff: CurrentStaff, id: string, body: Refer): Promise<ConversationItem | null> {
    return this.change(staff, id, 'assign', body.version, async (sql, conversation, now) => {
      if (conversation.status === 'closed') throw new DomainError('not-open');
      const queueId = await queueForPurpose(sql, 'research');
      if (queueId === conversation.queueId) throw new DomainError('conflict', { reason: 'already-there' });
      return this.toQueue(
        sql,
        staff,
        conversation,
        queueId,
        { code: 'referred', text: body.reason },
        'referred',
        now,
      );
    });
  }

  /** Takes a conversation that nobody owns. One winner; the others hear who it was (`already-claimed`). */
  async claim(staff: CurrentStaff, id: string, version: number): Promise<ConversationItem | null> {
    return this.change(staff, id, 'claim', null, async (sql, conversation, now) => {
      if (conversation.assigneeId === staff.id) return [];
      if (conversation.assigneeId) {
        throw new DomainError('already-claimed', {
          by: await personOf(sql, conversation.assigneeId),
          version: conversation.version,
        });
      }
      if (conversation.version !== version) throw oldVersion(conversation);
      if (conversation.status === 'closed') throw new DomainError('not-open');
      return assignTo(
        sql,
        conversation,
        { assigneeId: staff.id, queueId: conversation.queueId, byId: staff.id, reason: { code: 'claimed' } },
        now,
      );
    });
  }

  /** Closes with an outcome; the person is told unless that would do harm (spam, duplicate). */
  async close(staff: CurrentStaff, id: string, body: Close): Promise<ConversationItem | null> {
    return this.change(staff, id, 'close', body.version, async (sql, conversation, now) => {
      if (conversation.status === 'closed') throw new DomainError('already-closed');
      const tell = body.tell && body.outcome !== 'spam' && body.outcome !== 'duplicate';
      const notice = tell ? await this.notices.queue(sql, conversation, 'closed', now) : [];
      if (conversation.assigneeId === staff.id) await beginWrapUp(sql, [staff.id], now);
      const freed = conversation.assigneeId ? [availability(conversation.assigneeId)] : [];
      const changed = await applyChange(sql, {
        conversationId: id,
        patch: { ...onClose(body.outcome, now), ...(body.topic && { topic: body.topic }) },
        version: body.version,
        event: {
          type: 'closed',
          at: now,
          byId: staff.id,
          data: {
            outcome: body.outcome,
            note: body.note ?? null,
            topic: body.topic ?? null,
            told: notice.length > 0,
          },
        },
        facts: freed,
      });
      return [...notice, ...(changed?.facts ?? [])];
    });
  }

  /** Opens again; the owner stays. */
  async reopen(staff: CurrentStaff, id: string, version: number): Promise<ConversationItem | null> {
    return this.change(staff, id, 'reopen', version, async (sql, conversation, now) => {
      if (conversation.status === 'open') throw new DomainError('conflict', { reason: 'already-open' });
      const changed = await applyChange(sql, {
        conversationId: id,
        patch: { ...onReopen(), lastMessageAt: now },
        version,
        event: { type: 'reopened', at: now, byId: staff.id },
      });
      return changed?.facts ?? [];
    });
  }

  /** Locks, checks the right and the version, works, publishes. Gives the row as the actor sees it now, null when it left their scope. */
  private async change(
    staff: CurrentStaff,
    id: string,
    right: ConversationRight,
    version: number | null,
    work: Work,
  ): Promise<ConversationItem | null> {
    await this.access.demand(staff, id, right);
    const facts = await transactSql(this.pool, async (sql) => {
      const conversation = await lockConversation(sql, id);
      if (!conversation) throw new DomainError('not-found');
      await this.access.demand(staff, id, right, sql);
      if (version !== null && conversation.version !== version) throw oldVersion(conversation);
      return work(sql, conversation, this.clock.now());
    });
    this.outbox.publish(facts);
    return (await this.reader.items(staff, [id]))[0] ?? null;
  }

  private async toPerson(
    sql: Sql,
    staff: CurrentStaff,
    conversation: LockedConversation,
    assigneeId: string,
    text: string,
    now: Date,
  ): Promise<readonly StoredFact[]> {
    const colleague = await colleagueFor(sql, assigneeId, conversation.queueId);
    const facts = await assignTo(
      sql,
      conversation,
      { assigneeId, queueId: colleague.queueId, byId: staff.id, reason: { code: 'assigned', text } },
      now,
    );
    await follow(sql, conversation.id, conversation.assigneeId, now);
    return [...facts, ...(await freedFact(sql, conversation.assigneeId))];
  }

  private async toQueue(
    sql: Sql,
    staff: CurrentStaff,
    conversation: LockedConversation,
    queueId: string,
    reason: AssignmentReason,
    notice: 'referred' | 'transferred',
    now: Date,
  ): Promise<readonly StoredFact[]> {
    const moved = queueId !== conversation.queueId;
    const facts = await assignTo(
      sql,
      conversation,
      { assigneeId: null, queueId, byId: staff.id, reason },
      now,
    );
    if (moved) await follow(sql, conversation.id, conversation.assigneeId ?? staff.id, now);
    const told = moved ? await this.notices.queue(sql, conversation, notice, now) : [];
    return [...facts, ...told, ...(await freedFact(sql, conversation.assigneeId))];
  }
}

function oldVersion(conversation: LockedConversation): DomainError {
  return new DomainError('old-version', {
    version: conversation.version,
    assigneeId: conversation.assigneeId,
  });
}

function availability(staffId: string): Fact {
  return { type: 'staff.availability-changed', stream: staffId, seq: 0, ids: { staffId } };
}

async function freedFact(sql: Sql, staffId: string | null): Promise<StoredFact[]> {
  return staffId ? writeFacts(sql, [availability(staffId)]) : [];
}

async function follow(sql: Sql, conversationId: string, staffId: string | null, now: Date): Promise<void> {
  if (!staffId) return;
  await sql.query(
    'INSERT INTO follower (conversation_id, staff_id, since) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [conversationId, staffId, now],
  );
}
