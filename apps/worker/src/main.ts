import { NestFactory } from '@nestjs/core';
import { readEnv } from '@sila/config';
import { endOnSignals, fatal, requireStores } from '@sila/lanes';
import { Log } from '@sila/platform';
import { WorkerModule } from './worker.module.js';

async function main(): Promise<void> {
  const env = readEnv();
  const log = new Log(env.LOG_LEVEL, 'worker');
  await requireStores(env);
  const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(env, log), {
    logger: log,
    abortOnError: false,
  });
  endOnSignals(() => app.close(), log);
  process.stdout.write(`${JSON.stringify({ ready: true, process: 'worker' })}\n`);
}

main().catch(fatal);
