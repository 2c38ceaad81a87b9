import { type Env, readEnv } from '@sila/config';
import { type LocalPostgres, startLocalPostgres } from '@sila/database';
import { resolve } from 'node:path';
import { forgetConnection, rememberConnection } from './connection.js';
import { keepSecrets, secretOf, type Secrets } from './secrets.js';

/** What everything else in this process works with. */
export interface TrialEnvironment {
  readonly env: Env & { readonly DATABASE_URL: string };
  readonly secrets: Secrets;
  /** The database that came with Sila; null when DATABASE_URL names another. */
  readonly postgres: LocalPostgres | null;
  close(): Promise<void>;
}

/** Reads the environment, keeps the secrets, and brings a database where none was given. */
export async function openEnvironment(): Promise<TrialEnvironment> {
  const given = readEnv(undefined, { standalone: true });
  const DATA_DIR = resolve(given.DATA_DIR);
  const secrets = await keepSecrets(DATA_DIR);
  const postgres = given.DATABASE_URL ? null : await startLocalPostgres({ dataFolder: DATA_DIR });
  const DATABASE_URL = given.DATABASE_URL ?? postgres?.url() ?? '';
  // Few lines: what a person must read is printed by itself.
  const LOG_LEVEL = given.LOG_LEVEL === 'info' ? 'warn' : given.LOG_LEVEL;
  if (postgres) await rememberConnection(DATA_DIR, DATABASE_URL);
  return {
    env: { ...given, DATA_DIR, DATABASE_URL, LOG_LEVEL, SILA_SECRET: secretOf(given, secrets) },
    secrets,
    postgres,
    close: async () => {
      if (!postgres) return;
      await forgetConnection(DATA_DIR);
      await postgres.stop();
    },
  };
}
