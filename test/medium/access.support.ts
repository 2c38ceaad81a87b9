import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { system } from '@sila/access';
import { type Env, readEnv } from '@sila/config';
import { StaffService } from '@sila/directory';
import type { Role } from '@sila/domain';
import { Log, newId } from '@sila/platform';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiModule } from '../../apps/api/src/api.module.js';
import { API_OPTIONS, configureApi, createAdapter } from '../../apps/api/src/http/configure.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

export const PASSWORD = 'seven palms by the well';

/** Somebody's answer: what tests look at. */
export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

/** An api process in this one, on a database of its own. */
export interface TestApi {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly env: Env;
  readonly url: string;
  /** Calls the api; `cookie` is what `signIn` gave. */
  readonly call: (method: string, path: string, options?: CallOptions) => Promise<Answer>;
  /** Signs a person in and gives their cookie. */
  readonly signIn: (email: string, password?: string) => Promise<string>;
  /** Makes a person with PASSWORD. */
  readonly person: (role: Role, queueIds?: readonly string[]) => Promise<{ id: string; email: string }>;
  readonly queueId: (key: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

export interface CallOptions {
  readonly cookie?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Starts one; with `beside`, a second process on the database of the first. */
export async function startTestApi(
  extra: Record<string, string> = {},
  beside: TestApi | null = null,
): Promise<TestApi> {
  const database = beside?.database ?? (await createTestDatabase());
  const folder = await mkdtemp(join(tmpdir(), 'sila-test-'));
  const env = readEnv({
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    PORT: '0',
    DATA_DIR: folder,
    LOG_LEVEL: 'silent',
    SILA_SECRET: 'a secret of the tests, long enough for anybody',
    ...extra,
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.forRoot(env, new Log('silent', 'test')),
    createAdapter(env),
    { ...API_OPTIONS, logger: false },
  );
  await configureApi(app);
  await app.listen(0, '127.0.0.1');
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  const close = async (): Promise<void> => {
    await app.close();
    if (!beside) await database.drop();
    await rm(folder, { recursive: true, force: true });
  };
  return { app, database, env, url, close, ...helpers(app, database, url) };
}

function helpers(
  app: NestFastifyApplication,
  database: TestDatabase,
  url: string,
): Pick<TestApi, 'call' | 'signIn' | 'person' | 'queueId'> {
  const call = (method: string, path: string, options: CallOptions = {}) =>
    request(url, method, path, options);
  return {
    call,
    signIn: async (email, password = PASSWORD) => {
      const answer = await call('POST', '/api/session', { body: { email, password } });
      if (answer.status !== 201) throw new Error(`sign-in answered ${answer.status}`);
      return cookieOf(answer);
    },
    person: async (role, queueIds = []) => {
      const email = `${role}-${newId()}@example.org`;
      const input = {
        name: role,
        email,
        role,
        language: 'ar',
        capacity: null,
        queueIds: [...queueIds],
      } as const;
      const staff = await app
        .get(StaffService)
        .createWithPassword(system('test'), { ...input, skills: [], queueIds: [...queueIds] }, PASSWORD, {
          mustChange: false,
        });
      return { id: staff.id, email };
    },
    queueId: async (key) => {
      const [row] = await database.query<{ id: string }>('SELECT id FROM queue WHERE key = $1', [key]);
      return row?.id ?? '';
    },
  };
}

async function request(url: string, method: string, path: string, options: CallOptions): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(options.cookie ? { cookie: options.cookie } : {}),
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  const body = (isJson && text ? JSON.parse(text) : {}) as Record<string, unknown>;
  return { status: response.status, body, headers: response.headers };
}

/** The name and value of the cookie that an answer set. */
export function cookieOf(answer: Answer): string {
  return answer.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
}
