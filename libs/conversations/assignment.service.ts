import { Injectable } from '@nestjs/common';
import { type CurrentStaff } from '@sila/access';
import type { Assign, Close, ConversationItem, Refer } from '@sila/contracts';
import { type Sql } from '@sila/database';
import { beginWrapUp } from '@sila/directory';
import { type AssignmentReason, DomainError, onClose, onReopen, type Role } from '@sila/domain';
import { type StoredFact } from '@sila/lanes';
import {
  assignTo,
  availability,
  colleagueFor,
  follow,
  freedFact,
  personOf,
  queueForPurpose,
  requireQueue,
} from './assignment.queries.js';
import { applyChange } from './change.queries.js';
import { type LockedConversation } from './conversation.queries.js';
import { FencedChange, oldVersion } from './fenced-change.service.js';
import { endOffers } from './hand-over.queries.js';
import { offerTo } from './hand-over.service.js';
import { NoticeService } from './notice.service.js';

/** Who gives conversations to people without asking them. */
const ASSIGNING: readonly Role[] = ['supervisor', 'administrator'];

/** Who owns a conversation, and whether it is open. Every act carries the version it saw: an old one changes nothing. */
@Injectable()
export class AssignmentService {
  constructor(
    private readonly changes: FencedChange,
    private readonly notices: NoticeService,
  ) {}

  /**
   * Hands over to a queue, or to a person: a supervisor assigns, everybody else takes it themselves or offers it to a colleague
   * (`HandOverService`). The giver stays a follower; the beneficiary is told when the queue changes.
   */
  async assign(staff: CurrentStaff, id: string, body: Assign): Promise<ConversationItem | null> {
    return this.changes.make(staff, id, 'assign', body.version, async (sql, conversation, now) => {
      if (conversation.status === 'closed') throw new DomainError('not-open');
      const { assigneeId, reason } = body;
      if (assigneeId && (assigneeId === staff.id || ASSIGNING.includes(staff.role)))
        return this.toPerson(sql, staff, conversation, assigneeId, reason, now);
      if (assigneeId) return offerTo(sql, conversation, { fromId: staff.id, toId: assigneeId, reason }, now);
      const queueId = await requireQueue(sql, body.queueId ?? '');
      return this.toQueue(
        sql,
        staff,
        conversation,
        queueId,
        { code: 'transferred', text: reason },
        'transferred',
        now,
      );
    });
  }

  /** Refers to social research (policy P13): the first officer stays a follower, the beneficiary is told. */
  async refer(staff: CurrentStaff, id: string, body: Refer): Promise<ConversationItem | null> {
    return this.changes.make(staff, id, 'assign', body.version, async (sql, conversation, now) => {
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
    return this.changes.make(staff, id, 'claim', null, async (sql, conversation, now) => {
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
    return this.changes.make(staff, id, 'close', body.version, async (sql, conversation, now) => {
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
      await endOffers(sql, [id], 'withdrawn', now);
      return [...notice, ...(changed?.facts ?? [])];
    });
  }

  /** Opens again; the owner stays. */
  async reopen(staff: CurrentStaff, id: string, version: number): Promise<ConversationItem | null> {
    return this.changes.make(staff, id, 'reopen', version, async (sql, conversation, now) => {
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
    const moved = colleague.queueId !== conversation.queueId;
    const told = moved ? await this.notices.queue(sql, conversation, 'transferred', now) : [];
    return [...facts, ...told, ...(await freedFact(sql, conversation.assigneeId))];
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
