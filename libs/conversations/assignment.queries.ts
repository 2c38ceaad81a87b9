import type { Sql } from '@sila/database';
import { type AssignmentReason, DomainError, type Fact, type QueuePurpose } from '@sila/domain';
import { type StoredFact, writeFacts } from '@sila/lanes';
import { newId } from '@sila/platform';
import type { Change } from './change.js';
import { applyChanges } from './change.queries.js';
import type { LockedConversation } from './conversation.queries.js';
import { endOffers } from './hand-over.queries.js';

export interface NewOwner {
  readonly assigneeId: string | null;
  readonly queueId: string;
  readonly byId: string | null;
  readonly reason: AssignmentReason;
  /** The decision of routing behind it. */
  readonly decisionId?: string;
}

/** Gives a locked conversation a new owner: one change, one row of history, and a bell when it waits again. */
export async function assignTo(
  sql: Sql,
  conversation: Pick<LockedConversation, 'id' | 'version' | 'queueId'>,
  owner: NewOwner,
  now: Date,
): Promise<readonly StoredFact[]> {
  return assignAll(sql, [{ conversation, owner }], now);
}

/** A conversation and who owns it from now on. */
export interface NewlyOwned {
  readonly conversation: Pick<LockedConversation, 'id' | 'version' | 'queueId'>;
  readonly owner: NewOwner;
}

/** The same for several different conversations in one statement; throws `old-version` when one of them changed meanwhile. */
export async function assignAll(
  sql: Sql,
  owned: readonly NewlyOwned[],
  now: Date,
): Promise<readonly StoredFact[]> {
  if (owned.length === 0) return [];
  const { changed, facts } = await applyChanges(
    sql,
    owned.map((one) => changeOf(one, now)),
  );
  if (changed.length < owned.length) throw new DomainError('old-version');
  // Whoever owns it now was not asked: an offer that still waits is off.
  const ids = owned.map(({ conversation }) => conversation.id);
  await Promise.all([keepInHistory(sql, owned, now), endOffers(sql, ids, 'withdrawn', now)]);
  return facts;
}

function changeOf({ conversation, owner }: NewlyOwned, now: Date): Change {
  const { assigneeId, queueId, byId, reason } = owner;
  const { id, version, queueId: previousQueueId } = conversation;
  const ids = { conversationId: id, queueId };
  return {
    conversationId: id,
    patch: { assigneeId, queueId, reason },
    version,
    event: { type: 'assigned', at: now, byId, data: { assigneeId, queueId, byId, reason, previousQueueId } },
    facts: assigneeId ? [] : [{ type: 'conversation.waiting', stream: id, seq: 0, ids }],
  };
}

async function keepInHistory(sql: Sql, owned: readonly NewlyOwned[], now: Date): Promise<void> {
  const rows = owned.map(({ conversation, owner }) => ({
    id: newId(),
    conversation_id: conversation.id,
    version: conversation.version + 1,
    assignee_id: owner.assigneeId,
    queue_id: owner.queueId,
    by_id: owner.byId,
    reason: owner.reason,
    decision_id: owner.decisionId ?? null,
    at: now,
  }));
  await sql.query(
    `INSERT INTO assignment (id, conversation_id, version, assignee_id, queue_id, by_id, reason, decision_id, at)
     SELECT id, conversation_id, version, assignee_id, queue_id, by_id, reason, decision_id, at
     FROM jsonb_populate_recordset(NULL::assignment, $1::jsonb)`,
    [JSON.stringify(rows)],
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

/** That somebody may have more room than before. */
export function availability(staffId: string): Fact {
  return { type: 'staff.availability-changed', stream: staffId, seq: 0, ids: { staffId } };
}

/** Tells routing that whoever held something has room again. */
export async function freedFact(sql: Sql, staffId: string | null): Promise<StoredFact[]> {
  return staffId ? writeFacts(sql, [availability(staffId)]) : [];
}

/** Makes somebody a follower, once. */
export async function follow(
  sql: Sql,
  conversationId: string,
  staffId: string | null,
  now: Date,
): Promise<void> {
  if (!staffId) return;
  await sql.query(
    'INSERT INTO follower (conversation_id, staff_id, since) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [conversationId, staffId, now],
  );
}
