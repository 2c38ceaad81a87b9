import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccessModule } from '@sila/access';
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
import { DatabaseModule, poolOf, sqlOf } from '@sila/database';
import { DirectoryModule } from '@sila/directory';
import { LanesModule } from '@sila/lanes';
import { FactBus, Log, PlatformModule } from '@sila/platform';
import { ConversationFeed, LiveFeed, RealtimeModule, VisitorGate, type VisitorOfToken } from '@sila/realtime';
import { io, type Socket } from 'socket.io-client';
import { DataSource } from 'typeorm';
import { neutralItemViews } from '../../libs/conversations/conversation-list.queries.js';
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

/** The two ports, filled from the conversations' own queries and with visitors whose tokens say who they are. */
@Module({
  providers: [
    {
      provide: 'feed',
      inject: [DataSource],
      useFactory: (source: DataSource): ConversationFeed => ({
        eventsSince: (id, after, limit) => eventViews(sqlOf(poolOf(source)), id, after, limit),
        neutralItems: async (ids) =>
          (await neutralItemViews(sqlOf(poolOf(source)), ids)).map(({ answered: _answered, ...item }) => ({
            ...item,
            answerDue: null,
            offer: null,
          })),
      }),
    },
    {
      provide: 'visitors',
      useValue: {
        find: (token: string) => Promise.resolve(visitorOf(token)),
        origins: () => Promise.resolve([WIDGET_ORIGIN]),
      } satisfies VisitorGate,
    },
    {
      provide: 'live',
      useValue: {
        view: () => Promise.reject(new Error('no room here')),
        board: () => Promise.resolve({ at: new Date(), queues: [], people: [] }),
      } satisfies LiveFeed,
    },
  ],
  exports: ['feed', 'visitors', 'live'],
})
class PortsModule {}

@Module({})
class NodeModule {}

function nodeModule(databaseUrl: string, redisUrl: string | null, url: string): DynamicModule {
  const env = readEnv({
    NODE_ENV: 'test',
    REDIS_URL: redisUrl ?? undefined,
    DATABASE_URL: databaseUrl,
    PUBLIC_URL: url,
    LOG_LEVEL: 'silent',
  });
  return {
    module: NodeModule,
    imports: [
      PlatformModule.forRoot(env, new Log('silent', 'test')),
      DatabaseModule.forRoot(databaseUrl, 8),
      LanesModule.forApi(env),
      AccessModule,
      DirectoryModule,
      RealtimeModule.forApi({ imports: [PortsModule], feed: 'feed', visitors: 'visitors', live: 'live' }),
    ],
  };
}

/** Starts a node on a free port; nodes meet on the bus that the addresses name. */
export async function startSocketNode(
  databaseUrl: string,
  redisUrl: string | null = null,
): Promise<SocketNode> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const app = await NestFactory.create<NestFastifyApplication>(
    nodeModule(databaseUrl, redisUrl, url),
    new FastifyAdapter(),
    { logger: false },
  );
  await app.listen(port, '127.0.0.1');
  const clients: Socket[] = [];
  const connect = <Client extends ConsoleClient | WidgetClient>(namespace: string, more: object) => {
    const socket = io(`${url}${namespace}`, { ...options, ...more });
    clients.push(socket);
    return connected(socket) as unknown as Promise<Client>;
  };
  return {
    url,
    bus: app.get(FactBus),
    source: app.get(DataSource),
    console: ({ cookie }, headers = {}) =>
      connect<ConsoleClient>(CONSOLE_NAMESPACE, { extraHeaders: { origin: url, cookie, ...headers } }),
    widget: (token, origin = WIDGET_ORIGIN) =>
      connect<WidgetClient>(WIDGET_NAMESPACE, { auth: { token }, extraHeaders: { origin } }),
    close: async () => {
      await app.close();
      clients.forEach((client) => client.disconnect());
    },
  };
}

const options = { path: SOCKET_PATH, transports: ['websocket'], reconnection: false, forceNew: true };

function connected(socket: Socket): Promise<Socket> {
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}
