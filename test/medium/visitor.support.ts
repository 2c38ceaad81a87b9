import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccessModule, system } from '@sila/access';
import type { PostVisitorMessage, VisitorMessages, VisitorSession } from '@sila/contracts';
import { DatabaseModule } from '@sila/database';
import { ChannelAccountService, DirectoryModule } from '@sila/directory';
import { IntakeModule } from '@sila/intake';
import { LanesModule } from '@sila/lanes';
import { Log, PlatformModule } from '@sila/platform';
import { randomUUID } from 'node:crypto';
import { OpenApiDocument } from '../../apps/api/src/controllers/openapi.controller.js';
import { API_OPTIONS, configureApi, createAdapter } from '../../apps/api/src/http/configure.js';
import { WidgetModule } from '../../apps/api/src/widget/widget.module.js';
import type { Stack } from '../support/stack.js';

export const SITE = 'https://charity.example';
export const OTHER_SITE = 'https://other.example';

/** The website chat's HTTP side alone, on the stores of a stack. */
export async function startWidgetApi(stack: Stack): Promise<NestFastifyApplication> {
  const log = new Log('silent', 'test');
  @Module({
    imports: [
      PlatformModule.forRoot(stack.env, log),
      DatabaseModule.forRoot(stack.env.DATABASE_URL ?? '', 6),
      LanesModule.forApi(stack.env),
      AccessModule,
      DirectoryModule,
      WidgetModule.with(IntakeModule.forApi()),
    ],
    providers: [OpenApiDocument],
  })
  class WidgetApiModule {}
  const app = await NestFactory.create<NestFastifyApplication>(WidgetApiModule, createAdapter(stack.env), {
    ...API_OPTIONS,
    logger: log,
  });
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
    const boundary = 'sila-test-boundary';
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: ${mediaType}\r\n\r\n`;
    return this.call({
      method: 'POST',
      url: '/widget/attachments',
      body: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    });
  }
}
