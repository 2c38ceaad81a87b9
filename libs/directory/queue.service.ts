import { Injectable } from '@nestjs/common';
import {
  Audit,
  type CurrentStaff,
  demand,
  isSystem,
  may,
  type Performer,
  SessionService,
} from '@sila/access';
import type { ChangeQueue, CreateQueue, QueueView, SteerQueue } from '@sila/contracts';
import { isoOf, type Sql } from '@sila/database';
import { DomainError, normaliseText, type QueuePurpose } from '@sila/domain';
import { Clock, newId } from '@sila/platform';
import { LeavingRegistry } from './leaving.registry.js';
import { settingOf } from './setting.queries.js';
import {
  availabilityChanged,
  directoryChanged,
  isDuplicate,
  rightsChanged,
  Transactions,
  type Tx,
} from './transactions.service.js';

interface QueueRow {
  readonly id: string;
  readonly key: string;
  readonly nameAr: string;
  readonly nameEn: string;
  readonly purpose: QueuePurpose;
  readonly memberIds: string[];
  readonly archived: boolean;
  readonly state: QueueView['state'];
  readonly policy: QueueView['policy'];
}

const SELECT = `
  SELECT q.id, q.key, q.name_ar AS "nameAr", q.name_en AS "nameEn", q.purpose, q.archived_at IS NOT NULL AS archived, q.policy,
         json_build_object('state', q.state, 'since', ${isoOf('q.state_since')},
           'by', (SELECT s.name FROM staff s WHERE s.id = q.state_by), 'reason', q.state_reason) AS state,
         ARRAY(SELECT m.staff_id::text FROM queue_member m WHERE m.queue_id = q.id ORDER BY 1) AS "memberIds"
    FROM queue q`;

/** Where conversations wait, and who serves them. */
@Injectable()
export class QueueService {
  constructor(
    private readonly transactions: Transactions,
    private readonly leaving: LeavingRegistry,
    private readonly sessions: SessionService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** All queues by name, because any of them can be handed a conversation; archived ones for administrators only. */
  async list(by: Performer): Promise<QueueView[]> {
    const archived = isSystem(by) || may(by, 'queue.manage');
    const where = archived ? '' : 'WHERE q.archived_at IS NULL';
    return this.transactions.reader.query<QueueRow>(`${SELECT} ${where} ORDER BY q.created_at, q.id`);
  }

  /** The queue with a key, or null. */
  async findByKey(key: string): Promise<QueueView | null> {
    const [row] = await this.transactions.reader.query<QueueRow>(`${SELECT} WHERE q.key = $1`, [key]);
    return row ?? null;
  }

  /** Adds a queue. Throws `already-exists` for a known key, `bad-request` for an unknown member. */
  async create(by: Performer, input: CreateQueue): Promise<QueueView> {
    demand(by, 'queue.manage');
    return this.guarded(async (tx) => {
      const id = newId();
      await tx.sql.query(
        'INSERT INTO queue (id, key, name_ar, name_en, purpose, policy, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
        [
          id,
          input.key,
          normaliseText(input.nameAr),
          normaliseText(input.nameEn),
          input.purpose,
          JSON.stringify(input.policy),
          this.clock.now(),
        ],
      );
      await refuseOverflow(tx.sql, id, input.policy);
      const touched = await this.replaceMembers(tx, by, id, input.memberIds);
      await this.record(tx, by, 'queue.create', id, []);
      return { queue: await findQueue(tx.sql, id), touched };
    });
  }

  /**
   * Changes a queue. A member taken out loses its conversations within a second. Throws `conflict` when a queue that
   * still holds open conversations, takes what no rule matches or what another one overflows, would be archived.
   */
  async change(by: Performer, id: string, change: ChangeQueue): Promise<QueueView> {
    demand(by, 'queue.manage');
    return this.guarded(async (tx) => {
      await tx.sql.query('SELECT 1 FROM queue WHERE id = $1 FOR UPDATE', [id]);
      const before = await findQueue(tx.sql, id);
      if (change.archived === true && !before.archived) await refuseArchiving(tx.sql, id);
      if (change.policy) await refuseOverflow(tx.sql, id, change.policy);
      await this.applyFields(tx, id, change);
      const touched = change.memberIds ? await this.replaceMembers(tx, by, id, change.memberIds) : [];
      const affected = change.archived === undefined ? touched : [...before.memberIds, ...touched];
      for (const staffId of new Set(affected)) tx.tell(rightsChanged(staffId));
      await this.record(tx, by, 'queue.change', id, Object.keys(change));
      return { queue: await findQueue(tx.sql, id), touched: affected };
    });
  }

  /**
   * Pauses a queue, or lets it go on, at once: by a supervisor of it or an administrator. Throws `not-found` for a queue that is
   * not theirs.
   */
  async steer(by: CurrentStaff, id: string, { state, reason }: SteerQueue): Promise<QueueView> {
    demand(by, 'queue.steer');
    if (!may(by, 'queue.manage') && !by.queueIds.includes(id)) throw new DomainError('not-found');
    return this.transactions.run(async (tx) => {
      await tx.sql.query(
        'UPDATE queue SET state = $2, state_since = $3, state_by = $4, state_reason = $5 WHERE id = $1',
        [id, state, this.clock.now(), by.id, normaliseText(reason) || null],
      );
      await this.record(tx, by, 'queue.steer', id, ['state']);
      const queue = await findQueue(tx.sql, id);
      if (state === 'open') for (const staffId of queue.memberIds) tx.tell(availabilityChanged(staffId));
      return queue;
    });
  }

  private async guarded(
    work: (tx: Tx) => Promise<{ queue: QueueView; touched: readonly string[] }>,
  ): Promise<QueueView> {
    try {
      const { queue, touched } = await this.transactions.run(work);
      for (const staffId of touched) this.sessions.forget(staffId);
      return queue;
    } catch (error) {
      if (isDuplicate(error, 'uq_queue_key')) throw new DomainError('already-exists', { field: 'key' });
      throw error;
    }
  }

  private async applyFields(tx: Tx, id: string, change: ChangeQueue): Promise<void> {
    await tx.sql.query(
      `UPDATE queue SET key = coalesce($2, key), name_ar = coalesce($3, name_ar), name_en = coalesce($4, name_en),
              purpose = coalesce($5, purpose), policy = coalesce($8, policy),
              archived_at = CASE $6::boolean WHEN true THEN coalesce(archived_at, $7) WHEN false THEN NULL ELSE archived_at END
        WHERE id = $1`,
      [
        id,
        change.key ?? null,
        change.nameAr === undefined ? null : normaliseText(change.nameAr),
        change.nameEn === undefined ? null : normaliseText(change.nameEn),
        change.purpose ?? null,
        change.archived ?? null,
        this.clock.now(),
        change.policy ? JSON.stringify(change.policy) : null,
      ],
    );
  }

  /** Gives everybody whose membership changed. */
  private async replaceMembers(
    tx: Tx,
    by: Performer,
    queueId: string,
    memberIds: readonly string[],
  ): Promise<string[]> {
    const known = await tx.sql.query('SELECT id FROM staff WHERE id = ANY($1::uuid[])', [memberIds]);
    if (known.length !== new Set(memberIds).size)
      throw new DomainError('bad-request', { field: 'memberIds' });
    const left = await tx.sql.query<{ id: string }>(
      'DELETE FROM queue_member WHERE queue_id = $1 AND NOT staff_id = ANY($2::uuid[]) RETURNING staff_id AS id',
      [queueId, memberIds],
    );
    const joined = await tx.sql.query<{ id: string }>(
      `INSERT INTO queue_member (queue_id, staff_id) SELECT $1, id FROM unnest($2::uuid[]) AS id
       ON CONFLICT DO NOTHING RETURNING staff_id AS id`,
      [queueId, [...new Set(memberIds)]],
    );
    const byId = isSystem(by) ? null : by.id;
    for (const { id: staffId } of left) await this.leaving.tell(tx, { staffId, queueIds: [queueId], byId });
    const touched = [...left, ...joined].map((row) => row.id);
    for (const staffId of touched) tx.tell(rightsChanged(staffId));
    for (const { id: staffId } of joined) tx.tell(availabilityChanged(staffId));
    return touched;
  }

  private async record(
    tx: Tx,
    by: Performer,
    action: string,
    id: string,
    fields: readonly string[],
  ): Promise<void> {
    await this.audit.append(tx.sql, by, { action, objectKind: 'queue', objectId: id, fields });
    tx.tell(directoryChanged('queue', id));
  }
}

async function findQueue(sql: Sql, id: string): Promise<QueueView> {
  const [row] = await sql.query<QueueRow>(`${SELECT} WHERE q.id = $1`, [id]);
  if (!row) throw new DomainError('not-found');
  return row;
}

/** Throws `bad-request` when a queue would overflow into itself, or into one that is none. */
async function refuseOverflow(sql: Sql, id: string, { overflow }: QueueView['policy']): Promise<void> {
  if (!overflow) return;
  const known = await sql.query('SELECT 1 FROM queue WHERE id = $1 AND id <> $2 AND archived_at IS NULL', [
    overflow.queueId,
    id,
  ]);
  if (known.length === 0) throw new DomainError('bad-request', { field: 'policy.overflow' });
}

async function refuseArchiving(sql: Sql, id: string): Promise<void> {
  const [open] = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM conversation WHERE queue_id = $1 AND status = 'open'`,
    [id],
  );
  if (open && open.count > 0)
    throw new DomainError('conflict', { because: 'open-conversations', count: open.count });
  const routing = await settingOf(sql, 'routing');
  const used = routing && [routing.value.defaultQueueId, ...routing.value.rules.map((rule) => rule.queueId)];
  if (used?.includes(id)) throw new DomainError('conflict', { because: 'used-by-routing' });
  const helped = await sql.query(
    `SELECT 1 FROM queue WHERE policy->'overflow'->>'queueId' = $1 AND archived_at IS NULL AND id::text <> $1 LIMIT 1`,
    [id],
  );
  if (helped.length > 0) throw new DomainError('conflict', { because: 'used-by-overflow' });
}
