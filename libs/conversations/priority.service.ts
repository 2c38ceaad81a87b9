import { Injectable } from '@nestjs/common';
import { type CurrentStaff, demand } from '@sila/access';
import type { ConversationItem, Prioritise } from '@sila/contracts';
import { poolOf, transactSql } from '@sila/database';
import { DomainError, HIGHEST_PRIORITY } from '@sila/domain';
import { Outbox } from '@sila/lanes';
import { Clock } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { applyChange } from './change.queries.js';
import { ConversationAccess } from './conversation-access.service.js';
import { ConversationReader } from './conversation-reader.service.js';
import { lockConversation } from './conversation.queries.js';
import { waitingFact } from './received-message.js';

/** Who steers queues lets one conversation go before others, or after them again. */
@Injectable()
export class PriorityService {
  private readonly pool: Pool;

  constructor(
    source: DataSource,
    private readonly access: ConversationAccess,
    private readonly reader: ConversationReader,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {
    this.pool = poolOf(source);
  }

  /** Throws `not-found` for what they may not read, `forbidden` for who does not steer queues, `old-version` when it changed meanwhile. */
  async set(
    staff: CurrentStaff,
    id: string,
    { priority, version }: Prioritise,
  ): Promise<ConversationItem | null> {
    await this.access.demand(staff, id, 'read');
    demand(staff, 'queue.steer');
    const facts = await transactSql(this.pool, async (sql) => {
      const conversation = await lockConversation(sql, id);
      if (!conversation) throw new DomainError('not-found');
      await this.access.demand(staff, id, 'read', sql);
      if (conversation.version !== version)
        throw new DomainError('old-version', { version: conversation.version });
      const changed = await applyChange(sql, {
        conversationId: id,
        patch: { priority: Math.min(priority, HIGHEST_PRIORITY) },
        event: { type: 'prioritised', at: this.clock.now(), byId: staff.id, data: { priority } },
        ...(conversation.waitingSince && { facts: waitingFact(conversation) }),
      });
      return changed?.facts ?? [];
    });
    this.outbox.publish(facts);
    return (await this.reader.items(staff, [id]))[0] ?? null;
  }
}
