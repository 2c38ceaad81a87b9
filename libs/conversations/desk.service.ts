import { Injectable } from '@nestjs/common';
import type { CurrentStaff } from '@sila/access';
import type { ConversationDetail, MessageEdits, SaveDraft } from '@sila/contracts';
import { poolOf, type Sql, sqlOf } from '@sila/database';
import { DomainError, normaliseText } from '@sila/domain';
import { Clock } from '@sila/platform';
import { DataSource } from 'typeorm';
import { ConversationAccess } from './conversation-access.service.js';

/** What an officer keeps beside a conversation: how far they read, and a draft. */
@Injectable()
export class DeskService {
  private readonly sql: Sql;

  constructor(
    source: DataSource,
    private readonly access: ConversationAccess,
    private readonly clock: Clock,
  ) {
    this.sql = sqlOf(poolOf(source));
  }

  /** The cursor only moves forward, but for `unread`, which puts it back. */
  async markRead(staff: CurrentStaff, conversationId: string, seq: number): Promise<void> {
    await this.access.demand(staff, conversationId, 'read');
    await this.sql.query(
      `INSERT INTO read_cursor (staff_id, conversation_id, seq)
       SELECT $1, $2, least($3::int, seq) FROM conversation WHERE id = $2
       ON CONFLICT (staff_id, conversation_id) DO UPDATE SET seq = EXCLUDED.seq`,
      [staff.id, conversationId, seq],
    );
  }

  /** Keeps the draft; an empty text deletes it. */
  async saveDraft(
    staff: CurrentStaff,
    conversationId: string,
    body: SaveDraft,
  ): Promise<ConversationDetail['draft']> {
    await this.access.demand(staff, conversationId, 'note');
    if (body.text.trim() === '') {
      await this.sql.query('DELETE FROM draft WHERE staff_id = $1 AND conversation_id = $2', [
        staff.id,
        conversationId,
      ]);
      return null;
    }
    const now = this.clock.now();
    await this.sql.query(
      `INSERT INTO draft (staff_id, conversation_id, kind, text, updated_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (staff_id, conversation_id) DO UPDATE SET kind = EXCLUDED.kind, text = EXCLUDED.text, updated_at = EXCLUDED.updated_at`,
      [staff.id, conversationId, body.kind, normaliseText(body.text), now],
    );
    return { ...body, updatedAt: now.toISOString() };
  }

  /** The sanitised HTML of a mail. Throws `not-found` when there is none. */
  async html(staff: CurrentStaff, messageId: string): Promise<string> {
    await this.access.demandMessage(staff, messageId, 'read');
    const rows = await this.sql.query<{ html: string | null }>('SELECT html FROM message WHERE id = $1', [
      messageId,
    ]);
    if (!rows[0]?.html) throw new DomainError('not-found');
    return rows[0].html;
  }

  /** What a message said before it was changed, oldest first. */
  async edits(staff: CurrentStaff, messageId: string): Promise<MessageEdits> {
    await this.access.demandMessage(staff, messageId, 'read');
    const rows = await this.sql.query<{ text: string; until: Date }>(
      'SELECT text, replaced_at AS until FROM message_edit WHERE message_id = $1 ORDER BY id',
      [messageId],
    );
    return rows.map(({ text, until }) => ({ text, until: until.toISOString() }));
  }

  /** The stored event behind an inbound message, for showing its original. Throws `gone` when the person took it back. */
  async eventBehind(staff: CurrentStaff, messageId: string): Promise<string> {
    await this.access.demandMessage(staff, messageId, 'read');
    const rows = await this.sql.query<{ eventId: string | null; deleted: boolean }>(
      `SELECT meta->>'eventId' AS "eventId", deleted_at IS NOT NULL AS deleted FROM message WHERE id = $1`,
      [messageId],
    );
    if (rows[0]?.deleted) throw new DomainError('gone');
    if (!rows[0]?.eventId) throw new DomainError('not-found');
    return rows[0].eventId;
  }
}
