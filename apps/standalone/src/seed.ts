import type { INestApplicationContext } from '@nestjs/common';
import type { Env } from '@sila/config';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Trial } from './trial.channel.js';
import { addTrialChannels, wireChannels } from './trial.channels.js';
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
export async function seed(app: INestApplicationContext, trial: Trial): Promise<void> {
  const { env, secrets } = trial;
  await writeFile(markerOf(env), '', { mode: 0o600 });
  await addTrialStaff(app, secrets);
  await addTrialChannels(app, trial);
  const accounts = await wireChannels(app, trial);
  // The trial works without them: better an empty inbox than no inbox.
  await playSamples(app, trial, accounts).catch(regret);
  await rm(markerOf(env), { force: true });
}

function regret(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`  The sample conversations could not all be played: ${reason}\n`);
}

function markerOf(env: Env): string {
  return join(env.DATA_DIR, 'seeding');
}
