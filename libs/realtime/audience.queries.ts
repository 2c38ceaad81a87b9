import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Gather, personCte, poolOf, standingId } from '@sila/database';
import type { PresenceState } from '@sila/domain';
import type { DataSource } from 'typeorm';
import type { Pool } from 'pg';

/** Where a conversation stands: what decides who hears of it. */
export interface Route {
  readonly id: string;
  readonly queueId: string;
  readonly assigneeId: string | null;
  readonly seq: number;
  readonly followerIds: readonly string[];
  /** `channelAccountId:visitorId` of the person's website chats. */
  readonly visitors: readonly string[];
}

/** How far somebody has read a conversation. */
export interface Reading {
  readonly staffId: string;
  readonly conversationId: string;
  readonly readSeq: number;
  /** Messages of the person above it, counted up to 99. */
  readonly unread: number;
}

/** Asked as JSON, of which the planner guesses always the same, so that it plans once. */
const ROUTES = `
  SELECT c.id, c.queue_id AS "queueId", c.assignee_id AS "assigneeId", c.seq,
         ARRAY(SELECT f.staff_id::text FROM follower f WHERE f.conversation_id = c.id) AS "followerIds",
         ARRAY(SELECT i.channel_account_id || ':' || i.value FROM identity i
                WHERE i.kind = 'visitor' AND i.contact_id IN (
                  WITH RECURSIVE ${personCte('c.contact_id')} SELECT id FROM person)) AS visitors
    FROM jsonb_array_elements_text($1::jsonb) AS w(id) JOIN conversation c ON c.id = w.id::uuid`;

const READINGS = `
  SELECT r.staff_id AS "staffId", r.conversation_id AS "conversationId", r.seq AS "readSeq",
         (SELECT count(*)::int FROM (SELECT 1 FROM message m WHERE m.conversation_id = r.conversation_id
             AND m.direction = 'in' AND m.seq > r.seq LIMIT 99) unseen) AS unread
    FROM read_cursor r WHERE r.staff_id = ANY($1::uuid[]) AND r.conversation_id = ANY($2::uuid[])`;

/** What sockets must know of the database to choose who hears what. Questions of one moment share a statement. */
@Injectable()
export class AudienceQueries {
  private readonly pool: Pool;
  private readonly routes: Gather<string, Route | null>;

  constructor(@InjectDataSource() source: DataSource) {
    this.pool = poolOf(source);
    this.routes = new Gather((ids) => this.routesOf(ids));
  }

  /** Where the conversation stands now; null when it does not exist. */
  async route(conversationId: string): Promise<Route | null> {
    return this.routes.one(conversationId);
  }

  /** How far these people have read these conversations; nothing for those who never opened one. */
  async readings(
    staffIds: readonly string[],
    conversationIds: readonly string[],
  ): Promise<readonly Reading[]> {
    if (staffIds.length === 0 || conversationIds.length === 0) return [];
    return (
      await this.pool.query<Reading & { [column: string]: unknown }>({
        name: 'readings',
        text: READINGS,
        values: [staffIds, conversationIds],
      })
    ).rows;
  }

  /** The current seq of each conversation. */
  async seqs(conversationIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (conversationIds.length === 0) return new Map();
    const { rows } = await this.pool.query<{ id: string; seq: number }>(
      'SELECT id, seq FROM conversation WHERE id = ANY($1::uuid[])',
      [conversationIds],
    );
    return new Map(rows.map(({ id, seq }) => [id, seq]));
  }

  /** Open conversations of these queues with something new since then. */
  async changedSince(
    queueIds: readonly string[],
    since: Date,
  ): Promise<readonly { id: string; seq: number }[]> {
    if (queueIds.length === 0) return [];
    const { rows } = await this.pool.query<{ id: string; seq: number }>(
      `SELECT id, seq FROM conversation
        WHERE queue_id = ANY($1::uuid[]) AND status = 'open' AND last_message_at > $2 LIMIT 500`,
      [queueIds, since],
    );
    return rows;
  }

  /** The queue a conversation was in before its last assignment; null when it was never assigned. */
  async previousQueue(conversationId: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ queueId: string | null }>(
      `SELECT data->>'previousQueueId' AS "queueId" FROM conversation_event
        WHERE conversation_id = $1 AND type = 'assigned' ORDER BY seq DESC LIMIT 1`,
      [conversationId],
    );
    return rows[0]?.queueId ?? null;
  }

  /** The newest open conversation of a visitor's person, where the next message will stand. */
  async conversationOfVisitor(channelAccountId: string, visitorId: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ id: string }>(
      `WITH RECURSIVE ${personCte(
        "(SELECT contact_id FROM identity WHERE channel_account_id = $1 AND kind = 'visitor' AND value = $2)",
      )}
       SELECT c.id FROM conversation c
        WHERE c.contact_id IN (SELECT id FROM person) AND c.status = 'open' AND c.merged_into IS NULL
        ORDER BY c.id DESC LIMIT 1`,
      [channelAccountId, visitorId],
    );
    return rows[0]?.id ?? null;
  }

  /** The person a conversation is with. */
  async contactOf(conversationId: string): Promise<{ id: string; name: string } | null> {
    const { rows } = await this.pool.query<{ id: string; name: string }>(
      `SELECT p.id, p.name FROM conversation c JOIN contact own ON own.id = c.contact_id
         JOIN contact p ON p.id = ${standingId('own')} WHERE c.id = $1`,
      [conversationId],
    );
    return rows[0] ?? null;
  }

  async staffNames(ids: readonly string[]): Promise<readonly { id: string; name: string }[]> {
    if (ids.length === 0) return [];
    return (
      await this.pool.query<{ id: string; name: string }>(
        'SELECT id, name FROM staff WHERE id = ANY($1::uuid[])',
        [ids],
      )
    ).rows;
  }

  /** Keeps people present who have a console open. */
  async touchPresence(staffIds: readonly string[], now: Date): Promise<void> {
    if (staffIds.length === 0) return;
    await this.pool.query(
      'UPDATE presence SET seen_at = $2 WHERE staff_id = ANY($1::uuid[]) AND seen_at < $2',
      [staffIds, now],
    );
  }

  /** Their state, and since when they are in it for this reason. */
  async presenceOf(staffId: string): Promise<{ readonly state: PresenceState; readonly since: number }> {
    const { rows } = await this.pool.query<{ state: PresenceState; since: Date }>(
      'SELECT state, since FROM presence WHERE staff_id = $1',
      [staffId],
    );
    return { state: rows[0]?.state ?? 'offline', since: rows[0]?.since.getTime() ?? 0 };
  }

  private async routesOf(ids: readonly string[]): Promise<(Route | null)[]> {
    const { rows } = await this.pool.query<Route & { [column: string]: unknown }>({
      name: 'routes',
      text: ROUTES,
      values: [JSON.stringify(ids)],
    });
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  }
}
