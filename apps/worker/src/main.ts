import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { readEnv } from '@sila/config';
import { endOnSignals, requireSchema, requireStores } from '@sila/lanes';
import { Log } from '@sila/platform';
import { WorkerModule } from './worker.module.js';

/** A worker process. It says `{"ready":true}` on standard output once it works. */
async function main(): Promise<void> {
  const env = readEnv();
  const log = new Log(env.LOG_LEVEL, 'worker');
  await requireStores(env);
  await requireSchema(env);
  const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(env, log), {
    logger: log,
    abortOnError: false,
  });
  endOnSignals(app);
  process.stdout.write(`${JSON.stringify({ ready: true, process: 'worker' })}\n`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
