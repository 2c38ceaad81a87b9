import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startLocalPostgres } from '@sila/database';
import { Pool } from 'pg';
import { type Installation, type InstallationOptions, startInstallation } from '../support/installation.js';

/** What every bench asks for on the command line. */
export interface BenchOptions {
  readonly redis: boolean;
  readonly runs: number;
  /** What it means is the bench's own: webhooks of a run, conversations, sockets. */
  readonly size?: number;
  /** A folder for CPU profiles of the api and worker processes. */
  readonly profile?: string;
}

/** A whole Sila and a PostgreSQL that forces every commit to disk, both for one bench only. */
export interface Ground {
  readonly sila: Installation;
  readonly hook: Hook;
  /** A database of the same server for the floor, empty. */
  readonly floorUrl: string;
  /** The PostgreSQL server, whose children do the work. */
  readonly serverPid: number;
}

/** Where signed webhooks go, and the address the signature is made over. */
export interface Hook {
  readonly url: string;
  readonly port: number;
  readonly path: string;
}

/** Starts everything, runs the bench, and takes everything down again, however it ends. */
export async function onGround<Result>(
  { redis, profile }: BenchOptions,
  processes: Pick<InstallationOptions, 'apis' | 'workers'>,
  bench: (ground: Ground) => Promise<Result>,
): Promise<Result> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'sila-bench-'));
  // The server may have to run as another user, who must be able to pass through.
  await chmod(dataFolder, 0o711);
  const server = await startLocalPostgres({ dataFolder });
  process.env['SILA_TEST_POSTGRES'] = server.url('postgres');
  process.env['SILA_TEST_POSTGRES_ADMIN'] = server.adminUrl('postgres');
  try {
    // Two apis and a worker with their full pools are more than the trial's server takes.
    const env = { DATABASE_POOL: '12', SILA_TEST_HASTE: '1', ...(profile ? profilingInto(profile) : {}) };
    const sila = await startInstallation({ ...processes, redis, env });
    try {
      const serverPid = await pidIn(server.folder);
      return await bench({ sila, hook: await hookOf(sila), floorUrl: server.url(), serverPid });
    } finally {
      // A profile is written at an orderly end only.
      if (profile) await Promise.all([...sila.apis, ...sila.workers].map((one) => one.terminate()));
      await sila.stop();
    }
  } finally {
    await server.stop();
    await rm(server.folder, { recursive: true, force: true });
    await rm(dataFolder, { recursive: true, force: true });
  }
}

function profilingInto(folder: string): Record<string, string> {
  const hook = new URL('./profile.hook.js', import.meta.url);
  return { NODE_OPTIONS: `--import=${hook.href}`, SILA_BENCH_PROFILE: resolve(folder) };
}

/** PostgreSQL keeps its process's id in the first line of this file. */
async function pidIn(folder: string): Promise<number> {
  return Number.parseInt(await readFile(join(folder, 'cluster/postmaster.pid'), 'utf8'), 10);
}

async function hookOf(sila: Installation): Promise<Hook> {
  const [row] = await sila.database.query<{ id: string }>('SELECT id FROM hook LIMIT 1');
  const url = new URL(`${sila.apiUrls[0] ?? ''}/hooks/${row?.id ?? ''}`);
  return { url: url.href, port: Number(url.port), path: url.pathname };
}

/** A pool that lives as long as the work. */
export async function withPool<Result>(
  url: string,
  max: number,
  work: (pool: Pool) => Promise<Result>,
): Promise<Result> {
  const pool = new Pool({ connectionString: url, max });
  pool.on('error', () => undefined);
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}
