import { Injectable } from '@nestjs/common';
import type { CurrentStaff } from '@sila/access';
import type { MessageView, ResolveMessage } from '@sila/contracts';
import { poolOf, type Sql, sqlOf, transactSql } from '@sila/database';
import { DomainError, type Fact } from '@sila/domain';
import { Outbox, type StoredFact } from '@sila/lanes';
import { Clock } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { applyChange } from './change.queries.js';
import { ConversationAccess } from './conversation-access.service.js';
import { messageViews } from './message.queries.js';
import { lockMessage } from './receipt.queries.js';

/** What an officer decides about an answer after sending it: take it back, send it again, leave it. */
@Injectable()
export class OutboundService {
  private readonly pool: Pool;

  constructor(
    source: DataSource,
    private readonly access: ConversationAccess,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {
    this.pool = poolOf(source);
  }

  /** Takes an answer back while its undo time runs. Throws `conflict` once it has left. */
  async cancel(staff: CurrentStaff, messageId: string): Promise<MessageView> {
    return this.change(staff, messageId, async (sql, message, now) => {
      const rows = await sql.query(
        `UPDATE message SET status = 'cancelled' WHERE id = $1 AND status = 'queued' AND author_id = $2 AND send_at > $3 RETURNING 1`,
        [messageId, staff.id, now],
      );
      if (rows.length === 0) throw new DomainError('conflict', { reason: 'already-sent' });
      return statusChange(sql, staff, message, 'cancelled', now, []);
    });
  }

  /** A message that failed, or of which nobody knows whether it arrived: send it again, or leave it as failed. */
  async resolve(staff: CurrentStaff, messageId: string, { decision }: ResolveMessage): Promise<MessageView> {
    return this.change(staff, messageId, async (sql, message, now) => {
      const status = decision === 'resend' ? 'queued' : 'failed';
      const rows = await sql.query<{ laneId: string }>(
        `UPDATE message SET status = $2, send_at = NULL, error_code = CASE WHEN $2 = 'failed' THEN coalesce(error_code, 'left') END,
                error_detail = NULL, meta = meta || jsonb_build_object('resolvedBy', $3::text, 'resent', $2 = 'queued')
         WHERE id = $1 AND status IN ('failed', 'unknown') RETURNING lane_id AS "laneId"`,
        [messageId, status, staff.id],
      );
      if (!rows[0]) throw new DomainError('conflict', { reason: 'not-in-doubt' });
      const { laneId } = rows[0];
      if (decision === 'resend')
        await sql.query('UPDATE lane SET rung = true, rung_at = clock_timestamp() WHERE id = $1', [laneId]);
      const queued: Fact = { type: 'message.queued', stream: messageId, seq: 0, ids: { messageId, laneId } };
      return statusChange(sql, staff, message, status, now, decision === 'resend' ? [queued] : []);
    });
  }

  private async change(
    staff: CurrentStaff,
    messageId: string,
    work: (
      sql: Sql,
      message: { id: string; conversationId: string },
      now: Date,
    ) => Promise<readonly StoredFact[]>,
  ): Promise<MessageView> {
    await this.access.demandMessage(staff, messageId, 'reply');
    const facts = await transactSql(this.pool, async (sql) => {
      const message = await lockMessage(sql, messageId);
      if (!message) throw new DomainError('not-found');
      return work(sql, message, this.clock.now());
    });
    this.outbox.publish(facts);
    const [view] = await messageViews(sqlOf(this.pool), [messageId]);
    if (!view) throw new DomainError('not-found');
    return view;
  }
}

async function statusChange(
  sql: Sql,
  staff: CurrentStaff,
  message: { id: string; conversationId: string },
  status: string,
  now: Date,
  facts: readonly Fact[],
): Promise<readonly StoredFact[]> {
  const type = status === 'cancelled' ? 'cancelled' : 'status';
  const changed = await applyChange(sql, {
    conversationId: message.conversationId,
    patch: {},
    event: { type, at: now, byId: staff.id, messageId: message.id, data: { status } },
    facts,
  });
  return changed?.facts ?? [];
}
