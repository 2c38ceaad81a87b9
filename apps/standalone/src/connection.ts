import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';

const fileOf = (dataFolder: string) => join(dataFolder, 'database-url');

/** Writes where the running server answers, for the command line; readable by its owner alone. */
export async function rememberConnection(dataFolder: string, url: string): Promise<void> {
  await mkdir(dataFolder, { recursive: true });
  await writeFile(fileOf(dataFolder), `${url}\n`, { mode: 0o600 });
}

export async function forgetConnection(dataFolder: string): Promise<void> {
  await rm(fileOf(dataFolder), { force: true });
}

/** The address of the server of a running Sila, or null when none answers there. */
export async function runningConnection(dataFolder: string): Promise<string | null> {
  const url = await readFile(fileOf(dataFolder), 'utf8').catch(() => '');
  return url && (await answers(url.trim())) ? url.trim() : null;
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
