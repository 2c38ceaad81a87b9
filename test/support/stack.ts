import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { system } from '@sila/access';
import { type Env, readEnv } from '@sila/config';
import { ChannelAccountService, QueueService, StaffService } from '@sila/directory';
import { HookIntake } from '@sila/intake';
import { Log } from '@sila/platform';
import twilio from 'twilio';
import { WorkerModule } from '../../apps/worker/src/worker.module.js';
import { keepOpen } from './hours.js';
import { startRedis, type TestRedis } from './redis.js';
import { createTestDatabase, type TestDatabase } from './postgres.js';

export type QueueStoreKind = 'postgres' | 'redis';
/** Everything of medium size is proved on both. */
export const QUEUE_STORES: readonly QueueStoreKind[] = ['postgres', 'redis'];

const ACCOUNT_SID = `AC${'1'.repeat(32)}`;
const AUTH_TOKEN = 'token-for-tests-0123456789';
export const OUR_NUMBER = 'whatsapp:+966500000001';
/** The same account as a pretended Twilio is told of it. */
export const TWILIO_ACCOUNT = { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, number: '+966500000001' };
const actor = system('test');

/** A worker with its own database, in this process. */
export interface Stack {
  readonly app: INestApplicationContext;
  readonly database: TestDatabase;
  readonly env: Env;
  readonly redis: TestRedis | null;
  /** A WhatsApp account at Twilio, and the hook it listens at. */
  readonly whatsapp: { readonly accountId: string; readonly hookId: string; readonly webhookUrl: string };
  /** Sends a signed webhook as Twilio would; gives the status of the answer. */
  whatsappIn(fields: Readonly<Record<string, string>>, into?: HookIntake): Promise<number>;
  stop(): Promise<void>;
}

/** Starts it. `apiBaseUrl` is where messages go out; by default nobody answers there. `extra` goes into the environment. */
export async function startStack(
  store: QueueStoreKind,
  options: { readonly apiBaseUrl?: string; readonly extra?: Readonly<Record<string, string>> } = {},
): Promise<Stack> {
  const database = await createTestDatabase();
  const redis = store === 'redis' ? await startRedis() : null;
  const folder = await mkdtemp(join(tmpdir(), 'sila-stack-'));
  const env = readEnv({
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    ...(redis ? { REDIS_URL: redis.url } : {}),
    DATA_DIR: folder,
    PUBLIC_URL: 'https://sila.example',
    LOG_LEVEL: 'silent',
    ...options.extra,
  });
  const app = await startWorker(env);
  await keepOpen(app);
  const whatsapp = await addWhatsapp(app, options.apiBaseUrl ?? 'http://127.0.0.1:9');
  return {
    app,
    database,
    env,
    redis,
    whatsapp,
    whatsappIn: (fields, into = app.get<HookIntake>(HookIntake, { strict: false })) =>
      whatsappIn(into, whatsapp, fields),
    stop: async () => {
      await app.close();
      await redis?.stop();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Another worker on the same stores. */
export async function startWorker(env: Env): Promise<INestApplicationContext> {
  const log = new Log(env.LOG_LEVEL, 'test');
  return NestFactory.createApplicationContext(WorkerModule.forRoot(env, log), {
    logger: log,
    abortOnError: false,
  });
}

async function addWhatsapp(
  app: INestApplicationContext,
  apiBaseUrl: string,
  sender = OUR_NUMBER,
): Promise<Stack['whatsapp']> {
  const account = await app.get(ChannelAccountService, { strict: false }).create(actor, {
    channel: 'whatsapp-twilio',
    label: 'واتساب',
    queueId: null,
    webhookUrl: null,
    settings: { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, sender, apiBaseUrl },
  });
  const webhookUrl = account.webhookUrl ?? '';
  return { accountId: account.id, hookId: webhookUrl.split('/').pop() ?? '', webhookUrl };
}

/** Adds a second number of the association; gives how to write to it. */
export async function addNumber(
  stack: Stack,
  sender: string,
): Promise<(fields: Readonly<Record<string, string>>) => Promise<number>> {
  const account = await addWhatsapp(stack.app, 'http://127.0.0.1:9', sender);
  const intake = stack.app.get<HookIntake>(HookIntake, { strict: false });
  return (fields) => whatsappIn(intake, account, { To: sender, ...fields });
}

async function whatsappIn(
  intake: HookIntake,
  { hookId, webhookUrl }: Stack['whatsapp'],
  fields: Readonly<Record<string, string>>,
): Promise<number> {
  const params = { AccountSid: ACCOUNT_SID, To: OUR_NUMBER, NumMedia: '0', SmsStatus: 'received', ...fields };
  const signature = twilio.getExpectedTwilioSignature(AUTH_TOKEN, webhookUrl, params);
  const headers = { 'x-twilio-signature': signature, 'content-type': 'application/x-www-form-urlencoded' };
  const body = Buffer.from(new URLSearchParams(params).toString());
  return (await intake.receive(hookId, { method: 'POST', query: '', headers, body })).status;
}

/** A person of the staff who is a member of the queues of those keys, and online. */
export async function addOfficer(stack: Stack, name: string, queueKeys: readonly string[]): Promise<string> {
  const queues = stack.app.get(QueueService, { strict: false });
  const found = await Promise.all(queueKeys.map((key) => queues.findByKey(key)));
  const { staff } = await stack.app.get(StaffService, { strict: false }).create(actor, {
    name,
    email: `${name}@sila.example`,
    role: 'officer',
    language: 'ar',
    capacity: { call: 1, chat: 1000, mail: 1000, interview: 1 },
    skills: [],
    queueIds: found.flatMap((queue) => (queue ? [queue.id] : [])),
  });
  await stack.database.query(
    `INSERT INTO presence (staff_id, state, since, seen_at) VALUES ($1, 'online', now(), now())
     ON CONFLICT (staff_id) DO UPDATE SET state = 'online', seen_at = now()`,
    [staff.id],
  );
  return staff.id;
}
