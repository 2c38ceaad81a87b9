import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FirstAdministrator, PasswordService } from '@sila/access';
import { type Env, EnvError, readEnv } from '@sila/config';
import { EncodingError } from '@sila/database';
import { endOnSignals, requireSchema, requireStores, StoreError } from '@sila/lanes';
import { Log } from '@sila/platform';
import { ApiModule } from './api.module.js';
import { API_OPTIONS, configureApi, createAdapter } from './http/configure.js';
import { ReadinessService } from './readiness.service.js';

/** An api process. Whatever keeps it from starting is said in a line or two, within ten seconds. */
async function main(): Promise<void> {
  const env = readEnv();
  const log = new Log(env.LOG_LEVEL, 'api');
  await requireStores(env);
  await requireSchema(env);
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.forRoot(env, log),
    createAdapter(env),
    { ...API_OPTIONS, logger: log },
  );
  await configureApi(app);
  endOnSignals(app, () => app.get(ReadinessService).beginDraining());
  await app.get(PasswordService).warmUp();
  await app.listen(env.PORT, env.HOST);
  if (env.production && !env.PUBLIC_URL.startsWith('https:'))
    log.warn('PUBLIC_URL is not https: browsers will not keep a session');
  log.info('listening', { url: await app.getUrl() });
  await welcomeFirstAdministrator(app, env);
}

/** The link is a secret of whoever starts Sila: it goes to the terminal, not into the log. */
async function welcomeFirstAdministrator(app: NestFastifyApplication, env: Env): Promise<void> {
  const first = await app.get(FirstAdministrator).ensure();
  if (first.kind === 'link')
    process.stdout.write(
      `\nOpen this link once to become the administrator (${first.email}), within 72 hours:\n  ${first.url}\n\n`,
    );
  if (first.kind === 'created')
    process.stdout.write(`\nThe administrator is ${first.email} on ${env.PUBLIC_URL}\n\n`);
}

function explain(error: unknown): string {
  const known = error instanceof EnvError || error instanceof StoreError || error instanceof EncodingError;
  if (known) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}
