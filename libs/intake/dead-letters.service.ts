import { Injectable } from '@nestjs/common';
import { Audit, demand, type Performer } from '@sila/access';
import type { DeadLetter } from '@sila/contracts';
import { poolOf, type Sql, sqlOf, transactSql } from '@sila/database';
import { ChannelDirectory } from '@sila/directory';
import { DomainError } from '@sila/domain';
import { Bells } from '@sila/lanes';
import type { Pool, QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';

interface DeadRow extends QueryResultRow {
  readonly id: string;
  readonly accountId: string;
  readonly receivedAt: Date;
  readonly tries: number;
  readonly errorClass: string | null;
  readonly error: string | null;
  readonly codeVersion: string | null;
  readonly conversationId: string | null;
  readonly size: number;
}

/** Events that could not be worked: an administrator sees their metadata, replays or discards them. Never their content. */
@Injectable()
export class DeadLetters {
  private readonly pool: Pool;

  constructor(
    source: DataSource,
    private readonly directory: ChannelDirectory,
    private readonly audit: Audit,
    private readonly bells: Bells,
  ) {
    this.pool = poolOf(source);
  }

  /** Newest first; the cursor is the last id seen. */
  async list(
    by: Performer,
    cursor: string | undefined,
    limit = 50,
  ): Promise<{ items: DeadLetter[]; nextCursor: string | null }> {
    demand(by, 'dead-letters.manage');
    const rows = await sqlOf(this.pool).query<DeadRow>(
      `SELECT e.id, e.channel_account_id AS "accountId", e.received_at AS "receivedAt", e.tries, e.error_class AS "errorClass", e.error,
              e.code_version AS "codeVersion", e.conversation_id AS "conversationId", r.size
       FROM inbound_event e JOIN inbound_request r ON r.id = e.request_id
       WHERE e.state = 'dead' AND ($1::uuid IS NULL OR e.id < $1::uuid) ORDER BY e.id DESC LIMIT $2`,
      [cursor ?? null, limit],
    );
    const items = await Promise.all(rows.map((row) => this.view(row)));
    return { items, nextCursor: rows.length === limit ? (rows.at(-1)?.id ?? null) : null };
  }

  /** Puts events back to be worked again: one, some, or all of an error class. Gives how many. A replay of what ended is no replay. */
  async replay(by: Performer, which: { ids?: readonly string[]; errorClass?: string }): Promise<number> {
    demand(by, 'dead-letters.manage');
    const laneIds = await transactSql(this.pool, async (sql) => {
      const rows = await sql.query<{ id: string; laneId: string }>(
        `UPDATE inbound_event SET state = 'pending', tries = 0, done_at = NULL
         WHERE state = 'dead' AND (id = ANY($1::uuid[]) OR error_class = $2) RETURNING id, lane_id AS "laneId"`,
        [which.ids ?? [], which.errorClass ?? null],
      );
      for (const row of rows) await this.note(sql, by, 'dead-letter.replay', row.id, null);
      await sql.query('UPDATE lane SET rung = true, rung_at = clock_timestamp() WHERE id = ANY($1::uuid[])', [
        rows.map((row) => row.laneId),
      ]);
      return rows.map((row) => row.laneId);
    });
    for (const laneId of new Set(laneIds)) this.bells.ring('drain-inbound', { laneId });
    return laneIds.length;
  }

  /** Gives an event up for good, with a reason; its placeholder stays in the thread. */
  async discard(by: Performer, id: string, reason: string): Promise<void> {
    demand(by, 'dead-letters.manage');
    await transactSql(this.pool, async (sql) => {
      const rows = await sql.query(
        `UPDATE inbound_event SET state = 'discarded' WHERE id = $1 AND state = 'dead' RETURNING 1`,
        [id],
      );
      if (rows.length === 0) throw new DomainError('not-found');
      await this.note(sql, by, 'dead-letter.discard', id, reason);
    });
  }

  private async note(
    sql: Sql,
    by: Performer,
    action: string,
    objectId: string,
    reason: string | null,
  ): Promise<void> {
    await this.audit.append(sql, by, { action, objectKind: 'dead-letter', objectId, reason });
  }

  private async view({ accountId, ...row }: DeadRow): Promise<DeadLetter> {
    const { channel, label } = await this.directory.channelRef(accountId);
    return {
      ...row,
      channel,
      channelLabel: label,
      receivedAt: row.receivedAt.toISOString(),
      errorClass: row.errorClass ?? 'unknown',
      // Messages of parsers may quote what they choked on; the class and the code version are enough to act on.
      error: row.errorClass ?? 'unknown',
      codeVersion: row.codeVersion ?? '',
    };
  }
}
