import { Injectable } from '@nestjs/common';
import {
  AnswerClock,
  applyChange,
  assignTo,
  type LockedConversation,
  lockConversation,
} from '@sila/conversations';
import { poolOf, type Sql, sqlOf, transactSql } from '@sila/database';
import { type AnswerDue, HIGHEST_PRIORITY, type Wait } from '@sila/domain';
import { Outbox, type StoredFact, Sweeper } from '@sila/lanes';
import { Clock, Log } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { waitsIn } from './wait.queries.js';

/** Acts on promises of an answer that were broken: raises the conversation, or moves it, once for each wait. */
@Injectable()
export class EscalationService {
  private readonly pool: Pool;

  constructor(
    source: DataSource,
    sweeper: Sweeper,
    private readonly answerClock: AnswerClock,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.pool = poolOf(source);
    sweeper.every({ name: 'act on broken promises', everyMs: 5_000, run: () => this.escalateAll() });
  }

  private async escalateAll(): Promise<void> {
    const dueOf = await this.answerClock.read();
    const now = this.clock.now();
    for (const wait of await waitsIn(sqlOf(this.pool), { undone: true })) {
      const due = dueOf(wait);
      if (due && due.dueAt <= now) await this.escalate(wait.id, dueOf, now);
    }
  }

  /** One that fails holds up nobody behind it: it is tried again in the next round. */
  private async escalate(id: string, dueOf: (wait: Wait) => AnswerDue | null, now: Date): Promise<void> {
    try {
      this.outbox.publish(await transactSql(this.pool, (sql) => escalated(sql, id, dueOf, now)));
    } catch (error) {
      this.log.fail('a broken promise could not be acted on; it is tried again', error, {
        conversationId: id,
      });
    }
  }
}

/** Asked again under the lock: nothing when the person was answered or the conversation moved meanwhile, or another was first. */
async function escalated(
  sql: Sql,
  id: string,
  dueOf: (wait: Wait) => AnswerDue | null,
  now: Date,
): Promise<readonly StoredFact[]> {
  const conversation = await lockConversation(sql, id);
  const [wait] = await waitsIn(sql, { undone: true, id });
  const due = wait && dueOf(wait);
  if (!conversation || !due || due.dueAt > now) return [];
  const { rule, dueAt } = due;
  const changed = await applyChange(sql, {
    conversationId: id,
    patch: {
      escalatedWait: wait.since,
      priority: Math.min(wait.priority + rule.raiseBy, HIGHEST_PRIORITY),
    },
    event: { type: 'escalated', at: now, data: { rule: rule.name, dueAt, raisedBy: rule.raiseBy } },
  });
  return [...(changed?.facts ?? []), ...(await moved(sql, conversation, rule.moveTo, now))];
}

/** Into the queue that the rule names, where it waits for anybody; one that is archived by now is left alone. */
async function moved(
  sql: Sql,
  conversation: LockedConversation,
  queueId: string | null,
  now: Date,
): Promise<readonly StoredFact[]> {
  if (queueId === null || queueId === conversation.queueId) return [];
  const [queue] = await sql.query('SELECT 1 FROM queue WHERE id = $1 AND archived_at IS NULL', [queueId]);
  if (!queue) return [];
  const owner = { assigneeId: null, queueId, byId: null, reason: { code: 'escalated' } as const };
  return assignTo(sql, conversation, owner, now);
}
