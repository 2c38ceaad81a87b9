import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccessModule, SessionService } from '@sila/access';
import { readEnv } from '@sila/config';
import {
  CONSOLE_NAMESPACE,
  type ConsoleToServer,
  type ServerToConsole,
  type ServerToVisitor,
  SOCKET_PATH,
  type VisitorToServer,
  WIDGET_NAMESPACE,
} from '@sila/contracts';
import { DatabaseModule, poolOf, sqlOf, transactSql } from '@sila/database';
import type { Role } from '@sila/domain';
import { FactBus, Log, newId, PlatformModule } from '@sila/platform';
import { ConversationFeed, RealtimeModule, VisitorGate, type VisitorOfToken } from '@sila/realtime';
import { io, type Socket } from 'socket.io-client';
import { DataSource } from 'typeorm';
import { applyChange } from '../../libs/conversations/change.queries.js';
import { neutralItemViews } from '../../libs/conversations/conversation-list.queries.js';
import { insertConversation } from '../../libs/conversations/conversation.queries.js';
import { eventViews } from '../../libs/conversations/event.queries.js';
import { freePort } from './ports.js';

export type ConsoleClient = Socket<ServerToConsole, ConsoleToServer>;
export type WidgetClient = Socket<ServerToVisitor, VisitorToServer>;

export const WIDGET_ORIGIN = 'https://charity.example';

/** An api process that has nothing but sockets. */
export interface SocketNode {
  readonly url: string;
  readonly bus: FactBus;
  readonly source: DataSource;
  /** A signed-in console; resolves when it is connected, rejects when it is refused. */
  console(person: TestStaff, headers?: Readonly<Record<string, string>>): Promise<ConsoleClient>;
  widget(token: string, origin?: string): Promise<WidgetClient>;
  close(): Promise<void>;
}

export interface TestStaff {
  readonly id: string;
  readonly cookie: string;
}

/** Tokens of the test's visitors are `visitor:<account>:<visitor>`. */
function visitorOf(token: string): VisitorOfToken | null {
  const [kind, channelAccountId, visitorId] = token.split('|');
  return kind === 'visitor' && channelAccountId && visitorId ? { channelAccountId, visitorId } : null;
}

/** Starts a node on a free port; nodes meet on the bus that the addresses name. */
export async function startSocketNode(
  databaseUrl: string,
  redisUrl: string | null = null,
): Promise<SocketNode> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = readEnv({
    NODE_ENV: 'test',
    REDIS_URL: redisUrl ?? undefined,
    DATABASE_URL: databaseUrl,
    PUBLIC_URL: url,
    LOG_LEVEL: 'silent',
  });
  const log = new Log('silent', 'test');

  @Module({
    providers: [
      {
        provide: 'feed',
        inject: [DataSource],
        useFactory: (source: DataSource): ConversationFeed => ({
          eventsSince: (id, after, limit) => eventViews(sqlOf(poolOf(source)), id, after, limit),
          neutralItems: (ids) => neutralItemViews(sqlOf(poolOf(source)), ids),
        }),
      },
      {
        provide: 'visitors',
        useValue: {
          find: (token: string) => Promise.resolve(visitorOf(token)),
          origins: () => Promise.resolve([WIDGET_ORIGIN]),
        } satisfies VisitorGate,
      },
    ],
    exports: ['feed', 'visitors'],
  })
  class PortsModule {}

  @Module({
    imports: [
      PlatformModule.forRoot(env, log),
      DatabaseModule.forRoot(databaseUrl, 8),
      AccessModule,
      RealtimeModule.forApi({ imports: [PortsModule], feed: 'feed', visitors: 'visitors' }),
    ],
  })
  class NodeModule {}

  const app = await NestFactory.create<NestFastifyApplication>(NodeModule, new FastifyAdapter(), {
    logger: false,
  });
  await app.listen(port, '127.0.0.1');
  const bus = app.get(FactBus);
  const clients: Socket[] = [];
  return {
    url,
    bus,
    source: app.get(DataSource),
    console: async (person, headers = {}) => {
      const socket: ConsoleClient = io(`${url}${CONSOLE_NAMESPACE}`, {
        ...options,
        extraHeaders: { origin: url, cookie: person.cookie, ...headers },
      });
      clients.push(socket as unknown as Socket);
      return connected(socket);
    },
    widget: async (token, origin = WIDGET_ORIGIN) => {
      const socket: WidgetClient = io(`${url}${WIDGET_NAMESPACE}`, {
        ...options,
        auth: { token },
        extraHeaders: { origin },
      });
      clients.push(socket as unknown as Socket);
      return connected(socket);
    },
    close: async () => {
      await app.close();
      clients.forEach((client) => client.disconnect());
    },
  };
}

const options = { path: SOCKET_PATH, transports: ['websocket'], reconnection: false, forceNew: true };

function connected<Client extends ConsoleClient | WidgetClient>(socket: Client): Promise<Client> {
  return new Promise((resolve, reject) => {
    const events = socket as unknown as Socket;
    events.once('connect', () => resolve(socket));
    events.once('connect_error', reject);
  });
}

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
