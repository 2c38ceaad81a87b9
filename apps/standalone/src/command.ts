import { readEnv } from '@sila/config';
import { migrate, startLocalPostgres } from '@sila/database';
import { runningConnection } from './connection.js';
import { keepSecrets, secretOf } from './secrets.js';

/** The trial's database for one command. */
export interface TrialDatabase {
  /** What the command line needs to find in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Ends the server when it was started for the command. */
  close(): Promise<void>;
}

/** Opens the database of `npm start` for the command line: the running one, or its files when Sila does not run. */
export async function openTrialDatabase(): Promise<TrialDatabase> {
  const env = readEnv(undefined, { standalone: true });
  const secrets = await keepSecrets(env.DATA_DIR);
  const environmentOf = (url: string) => ({
    DATABASE_URL: url,
    SILA_SECRET: secretOf(env, secrets),
    PUBLIC_URL: env.PUBLIC_URL,
  });
  const running = await runningConnection(env.DATA_DIR);
  if (running) return { environment: environmentOf(running), close: async () => undefined };
  const server = await startLocalPostgres({ dataFolder: env.DATA_DIR });
  await migrate(server.url());
  return { environment: environmentOf(server.url()), close: () => server.stop() };
}
