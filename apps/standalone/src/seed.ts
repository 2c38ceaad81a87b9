import type { INestApplicationContext } from '@nestjs/common';
import type { Env } from '@sila/config';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Simulator } from '../../simulator/src/simulator.js';
import type { Secrets } from './secrets.js';
import { configureSimulator } from './simulator.js';
import { addTrialChannels, tieToSimulator } from './trial.channels.js';
import { playSamples } from './trial.conversations.js';
import { addTrialStaff } from './trial.staff.js';

/**
 * Whether this start fills the database: only an empty one, or one whose filling was interrupted; a small file in the data
 * folder remembers that. Ask before anything else writes.
 */
export async function needsSeed(env: Env & { readonly DATABASE_URL: string }): Promise<boolean> {
  if (existsSync(markerOf(env))) return true;
  const client = new Client({ connectionString: env.DATABASE_URL });
  await client.connect();
  try {
    const { rows } = await client.query<{ empty: boolean }>(
      `SELECT NOT EXISTS (SELECT 1 FROM staff) AND NOT EXISTS (SELECT 1 FROM channel_account)
          AND NOT EXISTS (SELECT 1 FROM conversation) AS empty`,
    );
    return rows[0]?.empty ?? false;
  } finally {
    await client.end();
  }
}

/** Fills an empty database with a small association. Every step may be repeated. The app must be listening. */
export async function seed(
  app: INestApplicationContext,
  env: Env,
  secrets: Secrets,
  simulator: Simulator | null,
): Promise<void> {
  await writeFile(markerOf(env), '', { mode: 0o600 });
  await addTrialStaff(app, secrets);
  await addTrialChannels(app, env, secrets, simulator);
  const channels = await wire(app, env, secrets, simulator);
  // The trial works without them: better an empty inbox than no inbox.
  if (simulator) await playSamples(app, env, simulator, channels).catch(regret);
  await rm(markerOf(env), { force: true });
}

function regret(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`  The sample conversations could not all be played: ${reason}\n`);
}

/** Makes Sila and the simulator of this start know each other; needed at every start. */
export async function wire(
  app: INestApplicationContext,
  env: Env,
  secrets: Secrets,
  simulator: Simulator | null,
) {
  const channels = await tieToSimulator(app, env, secrets, simulator);
  if (simulator) {
    const accounts = {
      webhookUrl: channels.phone?.webhookUrl ?? null,
      widgetAccountId: channels.chat?.id ?? null,
    };
    configureSimulator(simulator, env, secrets, accounts);
  }
  return channels;
}

function markerOf(env: Env): string {
  return join(env.DATA_DIR, 'seeding');
}
