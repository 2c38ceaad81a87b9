import { SessionService } from '@sila/access';
import { poolOf, sqlOf, transactSql } from '@sila/database';
import type { Role } from '@sila/domain';
import { newId } from '@sila/platform';
import { applyChange } from '../../libs/conversations/change.queries.js';
import { insertConversation } from '../../libs/conversations/conversation.queries.js';
import type { SocketNode, TestStaff } from './realtime.js';

/** What the tests write: people, queues, conversations, messages. */
export class Scene {
  constructor(private readonly node: SocketNode) {}

  private get sql() {
    return sqlOf(poolOf(this.node.source));
  }

  async queue(): Promise<string> {
    const id = newId();
    await this.sql.query(
      `INSERT INTO queue (id, key, name_ar, name_en, created_at) VALUES ($1, $2, 'طابور', 'Queue', now())`,
      [id, id],
    );
    return id;
  }

  async person(role: Role, queueIds: readonly string[] = [], sessions?: SessionService): Promise<TestStaff> {
    const id = newId();
    await this.sql.query(
      `INSERT INTO staff (id, email, name, role, created_at) VALUES ($1, $2, $3, $4, now())`,
      [id, `${id}@charity.example`, `شخص ${id.slice(-4)}`, role],
    );
    await this.sql.query('INSERT INTO queue_member (queue_id, staff_id) SELECT unnest($2::uuid[]), $1', [
      id,
      queueIds,
    ]);
    const service =
      sessions ?? new SessionService(this.node.source, { now: () => new Date() } as never, this.node.bus);
    const { token } = await service.create(this.sql, id, { peer: null, requestId: null, userAgent: null });
    return { id, cookie: `sila=${token}` };
  }

  /** An open conversation with one message of the person; gives its ids. */
  async conversation(queueId: string): Promise<{ id: string; accountId: string; visitorId: string }> {
    const [id, contactId, accountId, visitorId] = [newId(), newId(), newId(), newId()];
    const at = new Date();
    await this.sql.query(
      `INSERT INTO channel_account (id, channel, label, settings, created_at) VALUES ($1, 'web-chat', 'Chat', '{}', now())`,
      [accountId],
    );
    await this.sql.query(`INSERT INTO contact (id, name, created_at) VALUES ($1, 'نورة', now())`, [
      contactId,
    ]);
    await this.sql.query(
      `INSERT INTO identity (id, contact_id, channel_account_id, kind, value, assurance, created_at)
       VALUES ($1, $2, $3, 'visitor', $4, 'verified', now())`,
      [newId(), contactId, accountId, visitorId],
    );
    await insertConversation(this.sql, {
      id,
      contactId,
      channelAccountId: accountId,
      queueId,
      priority: 0,
      reason: null,
      language: 'ar',
      subject: null,
      mayBelongTo: null,
      at,
    });
    await this.message(id, 'السلام عليكم');
    return { id, accountId, visitorId };
  }

  /** Adds a message and tells the bus; gives its seq. */
  async message(
    conversationId: string,
    text: string,
    direction: 'in' | 'out' | 'note' = 'in',
    tell = true,
  ): Promise<number> {
    const at = new Date();
    const changed = await transactSql(poolOf(this.node.source), (sql) =>
      applyChange(sql, {
        conversationId,
        patch: { snippet: text, snippetDirection: direction, lastMessageAt: at },
        event: { type: 'message', at },
        message: { id: newId(), direction, text, shownAt: at, createdAt: at, status: 'received' },
      }),
    );
    if (!changed) throw new Error('no such conversation');
    if (tell) this.node.bus.publish(changed.facts);
    return changed.seq;
  }

  /** Moves a conversation to another queue, without an owner. */
  async move(conversationId: string, queueId: string): Promise<void> {
    const changed = await transactSql(poolOf(this.node.source), async (sql) => {
      const [before] = await sql.query<{ queueId: string }>(
        'SELECT queue_id AS "queueId" FROM conversation WHERE id = $1',
        [conversationId],
      );
      return applyChange(sql, {
        conversationId,
        patch: { queueId, assigneeId: null },
        event: { type: 'assigned', at: new Date(), data: { queueId, previousQueueId: before?.queueId } },
      });
    });
    this.node.bus.publish(changed?.facts ?? []);
  }

  /** Takes all queues from a person and says so. */
  async leaveQueues(staffId: string): Promise<void> {
    await this.sql.query('DELETE FROM queue_member WHERE staff_id = $1', [staffId]);
    this.node.bus.publish([{ type: 'staff.rights-changed', stream: staffId, seq: 0, ids: { staffId } }]);
  }

  async endSessions(staffId: string): Promise<void> {
    await this.sql.query('UPDATE session SET ended_at = now() WHERE staff_id = $1', [staffId]);
    this.node.bus.publish([{ type: 'staff.rights-changed', stream: staffId, seq: 0, ids: { staffId } }]);
  }
}
