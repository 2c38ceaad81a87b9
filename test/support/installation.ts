import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AccessModule, system } from '@sila/access';
import { type Env, readEnv } from '@sila/config';
import { DatabaseModule } from '@sila/database';
import { DirectoryModule, QueueService, StaffService } from '@sila/directory';
import { LanesModule } from '@sila/lanes';
import { Log, PlatformModule } from '@sila/platform';
import { type Simulator, startSimulator } from '../../apps/simulator/src/simulator.js';
import { type AddAccount, addMailbox, addNumber, addWebChat } from './accounts.js';
import type { Dovecot } from './dovecot.js';
import { keepOpen } from './hours.js';
import { addLetters } from './letters.js';
import { Officer } from './officer.js';
import { freePort } from './ports.js';
import { createTestDatabase, type TestDatabase } from './postgres.js';
import { startProcess, type TestProcess } from './processes.js';
import { startRedis, type TestRedis } from './redis.js';
import { type HeardRequest, TwilioRequests } from './twilio-requests.js';

const actor = system('test');
/** Room for whatever a test brings. */
const ROOMY = { call: 1, chat: 200, mail: 200, interview: 1 };
const PASSWORD = 'a-long-password-for-tests-7';

export interface InstallationOptions {
  readonly apis?: number;
  readonly workers?: number;
  readonly redis?: boolean;
  /** Gives the association a mailbox at the simulator, or one that is read from this Dovecot. */
  readonly mail?: boolean | Dovecot;
  /** Gives the association a website chat. */
  readonly chat?: boolean;
  /** Further accounts of the association. */
  readonly accounts?: readonly AddAccount[];
  /** Lets the association get letters on paper, with these settings of the account besides the usual. */
  readonly letters?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** A whole Sila of several processes, with a pretended Twilio: as one machine runs it. */
export interface Installation {
  readonly database: TestDatabase;
  readonly redis: TestRedis | null;
  readonly simulator: Simulator;
  readonly apiUrls: readonly string[];
  readonly apis: readonly TestProcess[];
  readonly workers: TestProcess[];
  /** Id of the website chat's account; empty without one. */
  readonly chatId: string;
  /** Id of the letters' account; empty without one. */
  readonly lettersId: string;
  /** Signs in a new officer of these queues, online. */
  officer(
    name: string,
    queueKeys?: readonly string[],
    role?: 'officer' | 'researcher' | 'supervisor' | 'administrator',
  ): Promise<Officer>;
  queueId(key: string): Promise<string>;
  startWorker(): Promise<TestProcess>;
  /** Starts the first api again, at its port, after it was ended. */
  restartApi(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it; every process is compiled, so `npm run build` must have run. */
export async function startInstallation(options: InstallationOptions = {}): Promise<Installation> {
  const database = await createTestDatabase();
  const redis = options.redis ? await startRedis() : null;
  const folder = await mkdtemp(join(tmpdir(), 'sila-installation-'));
  const ports = await Promise.all(Array.from({ length: options.apis ?? 1 }, () => freePort()));
  const apiUrls = ports.map((port) => `http://127.0.0.1:${port}`);
  const env = environment(options, { database, redis, folder, publicUrl: apiUrls[0] ?? '' });
  const twilio = new TwilioRequests();
  const heard = (request: HeardRequest) => twilio.hear(request);
  const simulator = await startSimulator({ port: 0, smtpPort: 0, imapPort: 0, heard });
  const desk = await openDesk(readEnv(env));
  const chatId = await addAccounts(desk, simulator, apiUrls, options);
  const lettersId = options.letters ? await addLetters(desk, options.letters) : '';
  const apis: TestProcess[] = await Promise.all(ports.map((port) => startApi(env, port)));
  const startWorker = () => startProcess({ app: 'worker', env, ready: { line: /"ready":true/ } });
  const workers = await Promise.all(Array.from({ length: options.workers ?? 1 }, startWorker));
  const stop = async () => {
    const running = [...apis, ...workers].filter((one) => one.isRunning());
    await Promise.allSettled(running.map((one) => one.kill()));
    await desk.close();
    await simulator.stop();
    await redis?.stop();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
    // Whatever a test is about, Twilio must be asked for nothing that it does not know.
    const { faults } = await twilio.judged();
    if (faults.length > 0) throw new Error(faults.join('\n'));
  };
  const parts = { database, redis, simulator, apiUrls, apis, workers, chatId, lettersId };
  return {
    ...parts,
    startWorker,
    restartApi: async () => void apis.push(await startApi(env, ports[0] ?? 0, 60_000)),
    stop,
    queueId: async (key) => (await desk.get(QueueService, { strict: false }).findByKey(key))?.id ?? '',
    officer: (name, queueKeys = ['relations'], role = 'officer') =>
      addOfficer(desk, apiUrls[0] ?? '', name, queueKeys, role),
  };
}

interface Stores {
  readonly database: TestDatabase;
  readonly redis: TestRedis | null;
  readonly folder: string;
  readonly publicUrl: string;
}

function environment(options: InstallationOptions, stores: Stores): Record<string, string> {
  return {
    NODE_ENV: 'test',
    DATABASE_URL: stores.database.url,
    DATA_DIR: stores.folder,
    PUBLIC_URL: stores.publicUrl,
    LOG_LEVEL: 'error',
    SILA_SECRET: 'a-secret-of-the-tests-0123456789-abcdef',
    SILA_TEST_HASTE: '10',
    ...(stores.redis ? { REDIS_URL: stores.redis.url } : {}),
    ...options.env,
  };
}

function startApi(
  env: Readonly<Record<string, string>>,
  port: number,
  within = 30_000,
): Promise<TestProcess> {
  const ready = { url: `http://127.0.0.1:${port}/health/ready` };
  return startProcess({ app: 'api', env: { ...env, PORT: String(port) }, ready, within });
}

/** Gives the id of the website chat, empty without one. */
async function addAccounts(
  desk: Desk,
  simulator: Simulator,
  apiUrls: readonly string[],
  { mail, chat, accounts = [] }: InstallationOptions,
): Promise<string> {
  await addNumber(desk, simulator, apiUrls);
  if (mail) await addMailbox(desk, simulator, mail === true ? null : mail);
  for (const add of accounts) await add(desk, simulator, apiUrls);
  return chat ? addWebChat(desk) : '';
}

@Module({})
class DeskModule {
  static forRoot(env: Env, log: Log): DynamicModule {
    const database = DatabaseModule.forRoot(env.DATABASE_URL ?? '', 2);
    return {
      module: DeskModule,
      imports: [
        PlatformModule.forRoot(env, log),
        database,
        LanesModule.forApi(env),
        AccessModule,
        DirectoryModule,
      ],
    };
  }
}

async function openDesk(env: Env) {
  const log = new Log('silent', 'test');
  const desk = await NestFactory.createApplicationContext(DeskModule.forRoot(env, log), {
    logger: log,
    abortOnError: false,
  });
  await keepOpen(desk);
  return desk;
}

type Desk = Awaited<ReturnType<typeof openDesk>>;

async function addOfficer(
  desk: Desk,
  apiUrl: string,
  name: string,
  queueKeys: readonly string[],
  role: 'officer' | 'researcher' | 'supervisor' | 'administrator',
): Promise<Officer> {
  const queues = desk.get(QueueService, { strict: false });
  const found = await Promise.all(queueKeys.map((key) => queues.findByKey(key)));
  const email = `${name}@sila.example`;
  const queueIds = found.flatMap((queue) => (queue ? [queue.id] : []));
  const input = { name, email, role, language: 'ar', capacity: ROOMY, queueIds } as const;
  await desk
    .get(StaffService, { strict: false })
    .createWithPassword(actor, { ...input, skills: [], queueIds: [...queueIds] }, PASSWORD, {
      mustChange: false,
    });
  const officer = await Officer.signIn(apiUrl, email, PASSWORD);
  if (role !== 'administrator') await officer.put('/api/me/presence', { state: 'online' });
  return officer;
}
