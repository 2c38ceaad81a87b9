import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FirstAdministrator } from '@sila/access';
import { migrate } from '@sila/database';
import { requireStores } from '@sila/lanes';
import { Log } from '@sila/platform';
import type { Simulator } from '../../simulator/src/simulator.js';
import { API_OPTIONS, configureApi, createAdapter } from '../../api/src/http/configure.js';
import { ReadinessService } from '../../api/src/readiness.service.js';
import { announcementLines } from './announce.js';
import { endOnSignals, fail } from './ending.js';
import { openEnvironment, type TrialEnvironment } from './environment.js';
import { needsSeed, seed } from './seed.js';
import { startTrialSimulator } from './simulator.js';
import { configureSimulator, wireChannels } from './trial.channels.js';
import { TrialModule } from './trial.module.js';
import { unusedSignIns } from './trial.staff.js';

/** Everything in one process: database, api, worker, simulator. */
async function main(): Promise<void> {
  say('جارٍ التشغيل', 'Starting');
  const trial = await openEnvironment();
  const { env, secrets } = trial;
  await requireStores(env);
  await migrate(env.DATABASE_URL);
  const empty = await needsSeed(env);
  const simulator = await startTrialSimulator(env);
  // Accounts must be known there before Sila first asks for them; the webhooks' addresses follow.
  configureSimulator({ env, secrets, simulator }, []);
  const app = await startSila(trial);
  endOnSignals(() => stop(trial, app, simulator));
  if (empty) say('جارٍ إعداد جمعية تجريبية', 'Preparing a sample association');
  if (empty) await seed(app, { env, secrets, simulator });
  else await wireChannels(app, { env, secrets, simulator });
  await announce(trial, app, simulator);
}

function say(arabic: string, english: string): void {
  process.stdout.write(`  ${arabic}\n  ${english}\n`);
}

async function startSila({ env }: TrialEnvironment): Promise<NestFastifyApplication> {
  const log = new Log(env.LOG_LEVEL, 'trial');
  const app = await NestFactory.create<NestFastifyApplication>(
    TrialModule.forRoot(env, log),
    createAdapter(env),
    {
      ...API_OPTIONS,
      logger: log,
    },
  );
  await configureApi(app);
  await app.listen(env.PORT, env.HOST);
  return app;
}

async function stop(
  trial: TrialEnvironment,
  app: NestFastifyApplication,
  simulator: Simulator | null,
): Promise<void> {
  app.get(ReadinessService).beginDraining();
  await app.close();
  await simulator?.stop();
  await trial.close();
}

async function announce(
  { env, secrets, postgres }: TrialEnvironment,
  app: NestFastifyApplication,
  simulator: Simulator | null,
): Promise<void> {
  const first = await app.get(FirstAdministrator).ensure();
  const moved =
    postgres?.moved && postgres.userName ? { folder: postgres.folder, userName: postgres.userName } : null;
  const lines = announcementLines({
    consoleUrl: env.PUBLIC_URL,
    simulatorUrl: simulator?.url ?? null,
    signIns: await unusedSignIns(app, secrets),
    administratorLink: first.kind === 'link' ? first.url : null,
    movedTo: moved,
    abandoned: postgres?.abandoned ?? [],
  });
  process.stdout.write(`${lines.join('\n')}\n`);
}

main().catch(fail);
