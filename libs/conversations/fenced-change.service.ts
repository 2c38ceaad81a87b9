import { Injectable } from '@nestjs/common';
import { type ConversationRight, type CurrentStaff } from '@sila/access';
import type { ConversationItem } from '@sila/contracts';
import { poolOf, type Sql, transactSql } from '@sila/database';
import { DomainError } from '@sila/domain';
import { Outbox, type StoredFact } from '@sila/lanes';
import { Clock } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { ConversationAccess } from './conversation-access.service.js';
import { ConversationReader } from './conversation-reader.service.js';
import { lockConversation, type LockedConversation } from './conversation.queries.js';

type Work = (sql: Sql, conversation: LockedConversation, now: Date) => Promise<readonly StoredFact[]>;

/** The frame of every act on who owns a conversation: the right and the version are asked again under the lock. */
@Injectable()
export class FencedChange {
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

  /** Locks, checks the right and the version, works, publishes. Gives the row as the actor sees it now, null when it left their scope. */
  async make(
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
}

/** Refuses an act on a conversation that changed hands meanwhile; says who owns it. */
export function oldVersion(conversation: LockedConversation): DomainError {
  return new DomainError('old-version', {
    version: conversation.version,
    assigneeId: conversation.assigneeId,
  });
}
