import type { Sql } from '@sila/database';
import { type AssignmentReason, DomainError, type Fact, type QueuePurpose } from '@sila/domain';
import type { StoredFact } from '@sila/lanes';
import { newId } from '@sila/platform';
import { applyChange } from './change.queries.js';
import type { LockedConversation } from './conversation.queries.js';

export interface NewOwner {
  readonly assigneeId: string | null;
  readonly queueId: string;
  readonly byId: string | null;
  readonly reason: AssignmentReason;
}

/** Gives a locked conversation a new owner: one change, one row of history, and a bell when it waits again. */
export async function assignTo(
  sql: Sql,
  conversation: Pick<LockedConversation, 'id' | 'version' | 'queueId'>,
  owner: NewOwner,
  now: Date,
): Promise<readonly StoredFact[]> {
  const { id } = conversation;
  const waiting: Fact = {
    type: 'conversation.waiting',
    stream: id,
    seq: 0,
    ids: { conversationId: id, queueId: owner.queueId },
  };
  const changed = await applyChange(sql, {
    conversationId: id,
    patch: { assigneeId: owner.assigneeId, queueId: owner.queueId, reason: owner.reason },
    version: conversation.version,
    event: {
      type: 'assigned',
      at: now,
      byId: owner.byId,
      data: { ...owner, previousQueueId: conversation.queueId },
    },
    facts: owner.assigneeId ? [] : [waiting],
  });
  if (!changed) throw new DomainError('old-version');
  await keepInHistory(sql, id, changed.version, owner, now);
  return changed.facts;
}

async function keepInHistory(
  sql: Sql,
  conversationId: string,
  version: number,
  owner: NewOwner,
  now: Date,
): Promise<void> {
  await sql.query(
    `INSERT INTO assignment (id, conversation_id, version, assignee_id, queue_id, by_id, reason, at) VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8)`,
    [
      newId(),
      conversationId,
      version,
      owner.assigneeId,
      owner.queueId,
      owner.byId,
      JSON.stringify(owner.reason),
      now,
    ],
  );
}

/** A colleague who can own a conversation of this queue, or the queue of theirs it moves to. */
export async function colleagueFor(sql: Sql, staffId: string, queueId: string): Promise<{ queueId: string }> {
  const rows = await sql.query<{ queueId: string }>(
    `SELECT m.queue_id AS "queueId" FROM staff s JOIN queue_member m ON m.staff_id = s.id JOIN queue q ON q.id = m.queue_id
     WHERE s.id = $1 AND s.disabled_at IS NULL AND q.archived_at IS NULL ORDER BY (m.queue_id = $2) DESC, m.queue_id LIMIT 1`,
    [staffId, queueId],
  );
  if (!rows[0]) throw new DomainError('not-found', { field: 'assigneeId' });
  return rows[0];
}

/** A queue that takes conversations; throws `not-found` otherwise. */
export async function requireQueue(sql: Sql, queueId: string): Promise<string> {
  const rows = await sql.query<{ id: string }>('SELECT id FROM queue WHERE id = $1 AND archived_at IS NULL', [
    queueId,
  ]);
  if (!rows[0]) throw new DomainError('not-found', { field: 'queueId' });
  return rows[0].id;
}

/** The queue of a purpose; the oldest when there are several. */
export async function queueForPurpose(sql: Sql, purpose: QueuePurpose): Promise<string> {
  const rows = await sql.query<{ id: string }>(
    'SELECT id FROM queue WHERE purpose = $1 AND archived_at IS NULL ORDER BY id LIMIT 1',
    [purpose],
  );
  if (!rows[0]) throw new DomainError('conflict', { reason: 'no-research-queue' });
  return rows[0].id;
}

/** Who somebody is, for telling the loser of a claim. */
export async function personOf(sql: Sql, staffId: string): Promise<{ id: string; name: string } | null> {
  const rows = await sql.query<{ id: string; name: string }>('SELECT id, name FROM staff WHERE id = $1', [
    staffId,
  ]);
  return rows[0] ?? null;
}
