import { Injectable } from '@nestjs/common';
import type { CurrentStaff } from '@sila/access';
import type { ConversationItem, DeclineOffer } from '@sila/contracts';
import type { Sql } from '@sila/database';
import { DomainError, type HandOverState } from '@sila/domain';
import type { StoredFact } from '@sila/lanes';
import { assignTo, follow, freedFact } from './assignment.queries.js';
import { applyChange } from './change.queries.js';
import type { LockedConversation } from './conversation.queries.js';
import { FencedChange } from './fenced-change.service.js';
import { canBeOffered, endOffers, insertOffer, type Offer, openOffers } from './hand-over.queries.js';
import { NoticeService } from './notice.service.js';

/** Answers to offers of a conversation: it stays with whoever gives it until the colleague accepts. */
@Injectable()
export class HandOverService {
  constructor(
    private readonly changes: FencedChange,
    private readonly notices: NoticeService,
  ) {}

  /** The colleague takes it: theirs from now on, the giver follows, the person is told this once. One winner. */
  async accept(staff: CurrentStaff, id: string, version: number): Promise<ConversationItem | null> {
    return this.changes.make(staff, id, 'claim', version, async (sql, conversation, now) => {
      const offer = await offerFor(sql, conversation, staff, 'toId');
      await endOffers(sql, [id], 'accepted', now);
      const { queueId } = conversation;
      const reason = { code: 'assigned', text: offer.reason } as const;
      const owner = { assigneeId: staff.id, queueId, byId: offer.fromId, reason };
      const facts = await assignTo(sql, conversation, owner, now);
      await follow(sql, id, conversation.assigneeId ?? offer.fromId, now);
      const told = await this.notices.queue(sql, conversation, 'transferred', now);
      return [...facts, ...told, ...(await freedFact(sql, conversation.assigneeId))];
    });
  }

  /** The colleague does not take it; it stays where it is, and the giver reads why. */
  async decline(staff: CurrentStaff, id: string, body: DeclineOffer): Promise<ConversationItem | null> {
    return this.changes.make(staff, id, 'read', body.version, async (sql, conversation, now) => {
      await offerFor(sql, conversation, staff, 'toId');
      return endOffer(sql, id, 'declined', now, staff.id, body.reason);
    });
  }

  /** The giver takes the offer back. */
  async withdraw(staff: CurrentStaff, id: string, version: number): Promise<ConversationItem | null> {
    return this.changes.make(staff, id, 'read', version, async (sql, conversation, now) => {
      await offerFor(sql, conversation, staff, 'fromId');
      return endOffer(sql, id, 'withdrawn', now, staff.id);
    });
  }
}

/**
 * Offers a locked conversation to a colleague. Throws `not-found` for nobody who works in its queue, `conflict` when they are
 * offline or another offer of it waits.
 */
export async function offerTo(
  sql: Sql,
  conversation: LockedConversation,
  offer: Pick<Offer, 'fromId' | 'toId' | 'reason'>,
  now: Date,
): Promise<readonly StoredFact[]> {
  const can = await canBeOffered(sql, offer.toId, conversation.queueId);
  if (can === 'no') throw new DomainError('not-found', { field: 'assigneeId' });
  if (can === 'gone') throw new DomainError('conflict', { reason: 'colleague-offline' });
  const [waiting] = await openOffers(sql, conversation.id);
  if (waiting) throw new DomainError('conflict', { reason: 'already-offered' });
  await insertOffer(sql, { ...offer, conversationId: conversation.id, at: now });
  return tell(sql, conversation.id, 'offered', now, offer.fromId);
}

/** Ends the offer that waits, without a change of owner, and tells the screens. The caller holds the conversation's lock. */
export async function endOffer(
  sql: Sql,
  id: string,
  state: 'declined' | 'expired' | 'withdrawn',
  now: Date,
  byId: string | null,
  declineReason: string | null = null,
): Promise<readonly StoredFact[]> {
  await endOffers(sql, [id], state, now, declineReason);
  return tell(sql, id, state, now, byId);
}

async function tell(
  sql: Sql,
  conversationId: string,
  state: HandOverState,
  now: Date,
  byId: string | null,
): Promise<readonly StoredFact[]> {
  const event = { type: 'hand-over', at: now, byId, data: { state } };
  return (await applyChange(sql, { conversationId, patch: {}, event }))?.facts ?? [];
}

/** Throws `conflict` without an offer, `forbidden` when it is between others. */
async function offerFor(
  sql: Sql,
  conversation: LockedConversation,
  staff: CurrentStaff,
  side: 'fromId' | 'toId',
): Promise<Offer> {
  const [offer] = await openOffers(sql, conversation.id);
  if (!offer) throw new DomainError('conflict', { reason: 'no-offer' });
  if (offer[side] !== staff.id) throw new DomainError('forbidden');
  return offer;
}
