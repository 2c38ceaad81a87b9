import { Injectable } from '@nestjs/common';
import { Audit, type ConversationRight, conversationRights, type CurrentStaff } from '@sila/access';
import { poolOf, type Sql, sqlOf } from '@sila/database';
import { DomainError } from '@sila/domain';
import { DataSource } from 'typeorm';

interface Facts {
  readonly queueId: string;
  readonly assigneeId: string | null;
  readonly following: boolean;
  readonly [column: string]: unknown;
}

/** The first act of everything that touches a conversation. What a person may not read does not exist for them. */
@Injectable()
export class ConversationAccess {
  private readonly sql: Sql;
  /** Reads already written down, so that a thread open on a screen is audited once in ten minutes. */
  private readonly audited = new Map<string, number>();

  constructor(
    source: DataSource,
    private readonly audit: Audit,
  ) {
    this.sql = sqlOf(poolOf(source));
  }

  /** Throws `not-found` without the right to read, `forbidden` with that right alone; gives all rights. */
  async demand(
    staff: CurrentStaff,
    conversationId: string,
    right: ConversationRight,
    sql: Sql = this.sql,
  ): Promise<ReadonlySet<ConversationRight>> {
    const facts = await this.factsOf(sql, staff.id, conversationId);
    const rights = facts ? conversationRights(staff, facts) : new Set<ConversationRight>();
    if (!facts || !rights.has('read')) throw new DomainError('not-found');
    if (!rights.has(right)) throw new DomainError('forbidden');
    if (facts.assigneeId !== staff.id) await this.noteRead(staff, conversationId);
    return rights;
  }

  /** The same for a message; gives its conversation. */
  async demandMessage(staff: CurrentStaff, messageId: string, right: ConversationRight): Promise<string> {
    const rows = await this.sql.query<{ id: string }>(
      'SELECT conversation_id AS id FROM message WHERE id = $1',
      [messageId],
    );
    if (!rows[0]) throw new DomainError('not-found');
    await this.demand(staff, rows[0].id, right);
    return rows[0].id;
  }

  private async factsOf(sql: Sql, staffId: string, conversationId: string): Promise<Facts | null> {
    const rows = await sql.query<Facts>(
      `SELECT queue_id AS "queueId", assignee_id AS "assigneeId",
              EXISTS (SELECT 1 FROM follower WHERE conversation_id = c.id AND staff_id = $2) AS following
       FROM conversation c WHERE c.id = $1`,
      [conversationId, staffId],
    );
    return rows[0] ?? null;
  }

  /** Reads of conversations outside one's own are written down (security.md §3). */
  private async noteRead(staff: CurrentStaff, conversationId: string): Promise<void> {
    const key = `${staff.id}|${conversationId}`;
    const now = Date.now();
    if ((this.audited.get(key) ?? 0) > now - 600_000) return;
    if (this.audited.size > 20_000) this.audited.clear();
    this.audited.set(key, now);
    await this.audit.append(this.sql, staff, {
      action: 'conversation.read',
      objectKind: 'conversation',
      objectId: conversationId,
    });
  }
}
