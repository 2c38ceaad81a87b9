import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type CurrentStaff, SessionService, system } from '@sila/access';
import type { PostVisitorMessage, VisitorMessages, VisitorSession } from '@sila/contracts';
import { ReplyService } from '@sila/conversations';
import { poolOf, sqlOf } from '@sila/database';
import { ChannelAccountService } from '@sila/directory';
import { Log } from '@sila/platform';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { ApiModule } from '../../apps/api/src/api.module.js';
import { API_OPTIONS, configureApi, createAdapter } from '../../apps/api/src/http/configure.js';
import { multipart } from '../support/multipart.js';
import type { Stack } from '../support/stack.js';

export const SITE = 'https://charity.example';
export const OTHER_SITE = 'https://other.example';

/** An api process on the stores of a stack. */
export async function startApi(stack: Stack): Promise<NestFastifyApplication> {
  const log = new Log('silent', 'test');
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.forRoot(stack.env, log),
    createAdapter(stack.env),
    { ...API_OPTIONS, logger: log },
  );
  await configureApi(app);
  await app.init();
  return app;
}

/** A website chat that may stand on the given site. */
export async function addChat(stack: Stack, site = SITE, settings: object = {}): Promise<string> {
  const account = await stack.app.get(ChannelAccountService, { strict: false }).create(system('test'), {
    channel: 'web-chat',
    label: 'محادثة الموقع',
    queueId: null,
    webhookUrl: null,
    settings: { allowedOrigins: [site], ...settings },
  });
  return account.id;
}

interface Call {
  readonly method?: 'GET' | 'POST' | 'OPTIONS';
  readonly url: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A browser on a website, with the token that its chat keeps. */
export class Browser {
  token: string | null = null;

  constructor(
    private readonly api: NestFastifyApplication,
    private readonly accountId: string,
    private readonly site: string | null = SITE,
  ) {}

  call({ method = 'GET', url, body, headers = {} }: Call) {
    return this.api.inject({
      method,
      url,
      headers: {
        ...(this.site && { origin: this.site }),
        ...(this.token && { authorization: `Bearer ${this.token}` }),
        ...headers,
      },
      ...(body !== undefined && { payload: body as object }),
    });
  }

  async visit(): Promise<VisitorSession> {
    const answer = await this.call({
      method: 'POST',
      url: '/widget/session',
      body: { accountId: this.accountId, token: this.token },
    });
    const session = answer.json<VisitorSession>();
    this.token = session.token;
    return session;
  }

  /** Gives the status of the answer. */
  async say(text: string, more: Partial<PostVisitorMessage> = {}): Promise<number> {
    const body = { clientId: randomUUID(), text, ...more };
    return (await this.call({ method: 'POST', url: '/widget/messages', body })).statusCode;
  }

  async read(after = '', limit = 50): Promise<VisitorMessages> {
    return (
      await this.call({ url: `/widget/messages?limit=${limit}&after=${after}` })
    ).json<VisitorMessages>();
  }

  async upload(fileName: string, mediaType: string, bytes: Buffer) {
    return this.call({
      method: 'POST',
      url: '/widget/attachments',
      ...multipart(fileName, mediaType, bytes),
    });
  }
}

/** A person of the staff as a request of theirs would bring them. */
export async function signedIn({ app }: Stack, staffId: string): Promise<CurrentStaff> {
  const sessions = app.get(SessionService, { strict: false });
  const sql = sqlOf(poolOf(app.get(DataSource)));
  const opened = await sessions.create(sql, staffId, { peer: null, requestId: null, userAgent: null });
  const staff = await sessions.find(opened.token);
  if (!staff) throw new Error('the officer is not signed in');
  return { ...staff, peer: null, requestId: null };
}

/** An officer takes the conversation and writes, as the console would; gives the id of the message. */
export async function answerAs(
  stack: Stack,
  officer: string,
  conversationId: string,
  kind: 'reply' | 'note',
  text: string,
): Promise<string> {
  const { app, database } = stack;
  await database.query('UPDATE conversation SET assignee_id = $2 WHERE id = $1', [conversationId, officer]);
  const body = { clientId: randomUUID(), kind, text, attachments: [] };
  const replies = app.get(ReplyService, { strict: false });
  return (await replies.post(await signedIn(stack, officer), conversationId, body)).id;
}
