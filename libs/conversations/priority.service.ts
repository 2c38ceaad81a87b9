import { Injectable } from '@nestjs/common';
import { type CurrentStaff, demand } from '@sila/access';
import type { ConversationItem, Prioritise } from '@sila/contracts';
import { applyChange } from './change.queries.js';
import { ConversationAccess } from './conversation-access.service.js';
import { FencedChange } from './fenced-change.service.js';
import { waitingFact } from './received-message.js';

/** Who steers queues lets one conversation go before others, or with them again. */
@Injectable()
export class PriorityService {
  constructor(
    private readonly access: ConversationAccess,
    private readonly fenced: FencedChange,
  ) {}

  /** Throws `not-found` for what they may not read, `forbidden` for who does not steer queues, `old-version` when it changed meanwhile. */
  async set(
    staff: CurrentStaff,
    id: string,
    { priority, version }: Prioritise,
  ): Promise<ConversationItem | null> {
    await this.access.demand(staff, id, 'read');
    demand(staff, 'queue.steer');
    return this.fenced.make(staff, id, 'read', version, async (sql, conversation, now) => {
      const changed = await applyChange(sql, {
        conversationId: id,
        patch: { priority },
        event: { type: 'prioritised', at: now, byId: staff.id, data: { priority } },
        ...(conversation.waitingSince && { facts: waitingFact(conversation) }),
      });
      return changed?.facts ?? [];
    });
  }
}
