import { Injectable } from '@nestjs/common';
import type { CurrentStaff } from '@sila/access';
import type { CallView } from '@sila/contracts';
import { applyChange, ConversationAccess, searchText } from '@sila/conversations';
import { DomainError, normaliseText } from '@sila/domain';
import { newId } from '@sila/platform';
import { CallAccess } from './call-access.service.js';
import type { CallInHand } from './call-in-hand.js';
import { CallReader } from './call-reader.service.js';

/** What an officer writes down of a call: one note of its thread. */
@Injectable()
export class CallNotes {
  constructor(
    private readonly access: CallAccess,
    private readonly conversations: ConversationAccess,
    private readonly reader: CallReader,
  ) {}

  /** Written again, it replaces the text. Throws `conflict` before the call has a conversation. */
  async write(staff: CurrentStaff, id: string, text: string): Promise<CallView> {
    const { conversationId } = await this.access.demandSight(staff, id);
    if (!conversationId) throw new DomainError('conflict', { reason: 'no-conversation' });
    await this.conversations.demand(staff, conversationId, 'note');
    await this.access.change(id, (hand) => put(hand, conversationId, staff.id, text));
    return this.reader.view(staff, id);
  }
}

async function put(hand: CallInHand, conversationId: string, staffId: string, text: string): Promise<void> {
  const { sql, now, call } = hand;
  const { noteId } = call;
  if (noteId) {
    await sql.query(
      `UPDATE message SET text = $2, search = to_tsvector('simple', $3), edited_at = $4 WHERE id = $1`,
      [noteId, normaliseText(text), searchText(null, text), now],
    );
    const event = { type: 'edited', at: now, byId: staffId, messageId: noteId };
    const changed = await applyChange(sql, { conversationId, patch: {}, event });
    hand.facts.push(...(changed?.facts ?? []));
    return;
  }
  const id = newId();
  const note = {
    id,
    direction: 'note',
    text,
    shownAt: now,
    createdAt: now,
    authorId: staffId,
    status: 'received',
  } as const;
  const event = { type: 'message', at: now, byId: staffId };
  const changed = await applyChange(sql, { conversationId, patch: {}, event, message: note });
  hand.facts.push(...(changed?.facts ?? []));
  await hand.set({ noteId: id });
}
