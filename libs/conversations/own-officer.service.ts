import { Injectable } from '@nestjs/common';
import { Audit, type CurrentStaff } from '@sila/access';
import { poolOf, standingId, transactSql } from '@sila/database';
import { DomainError } from '@sila/domain';
import { Outbox } from '@sila/lanes';
import { Clock } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { applyChange } from './change.queries.js';
import { ConversationAccess } from './conversation-access.service.js';
import { lockConversation } from './conversation.queries.js';

/** Who looks after a person: routing brings them to that officer when they have room. */
@Injectable()
export class OwnOfficerService {
  private readonly pool: Pool;

  constructor(
    source: DataSource,
    private readonly access: ConversationAccess,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {
    this.pool = poolOf(source);
  }

  /** Names the officer of the conversation's person; null nobody. Throws `not-found` for who is no officer or researcher. */
  async set(staff: CurrentStaff, conversationId: string, staffId: string | null): Promise<void> {
    await this.access.demand(staff, conversationId, 'assign');
    const facts = await transactSql(this.pool, async (sql) => {
      const conversation = await lockConversation(sql, conversationId);
      if (!conversation) throw new DomainError('not-found');
      await this.access.demand(staff, conversationId, 'assign', sql);
      const officers = await sql.query(
        `SELECT 1 FROM staff WHERE id = $1 AND disabled_at IS NULL AND role IN ('officer', 'researcher')`,
        [staffId],
      );
      if (staffId !== null && officers.length === 0) throw new DomainError('not-found', { field: 'staffId' });
      await sql.query(
        `UPDATE contact SET officer_id = $2 WHERE id = (SELECT ${standingId('own')} FROM contact own WHERE own.id = $1)`,
        [conversation.contactId, staffId],
      );
      await this.audit.append(sql, staff, {
        action: 'contact.name-officer',
        objectKind: 'contact',
        objectId: conversation.contactId,
        fields: ['officerId'],
      });
      const event = { type: 'officer-named', at: this.clock.now(), byId: staff.id, data: { staffId } };
      return (await applyChange(sql, { conversationId, patch: {}, event }))?.facts ?? [];
    });
    this.outbox.publish(facts);
  }
}
