import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, truncate, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { findHome, handOver } from './local-postgres.home.js';
import type { PostgresHome } from './local-postgres.home.js';
import {
  identity,
  releaseCluster,
  serverEnvironment,
  spawnServer,
  takeOwnership,
} from './local-postgres.process.js';
import type { ServerProcess } from './local-postgres.process.js';

export interface LocalPostgresOptions {
  /** Where the server should keep its files; made when missing. */
  readonly dataFolder: string;
  /** TCP port on 127.0.0.1; a free one when missing. */
  readonly port?: number;
  /** For tests: nothing is forced to disk, so a power cut may lose data (the death of a process may not). */
  readonly fast?: boolean;
}

/** A running PostgreSQL server of our own, reachable on 127.0.0.1 only. */
export interface LocalPostgres {
  readonly port: number;
  /** Where its files lie; see `moved`. */
  readonly folder: string;
  /** True when the files could not lie in the data folder, because the server's user cannot enter it. */
  readonly moved: boolean;
  /** Folders of earlier servers of this data folder that nothing points to any more. */
  readonly abandoned: readonly string[];
  /** The system user that the server runs as; missing when it runs as the one who started it. */
  readonly userName?: string;
  /** True when this start made the cluster. */
  readonly fresh: boolean;
  /** Address for the role `sila`, which owns the database `sila` and is no superuser. */
  url(database?: string): string;
  /** Address for the superuser: making databases, extensions, roles. */
  adminUrl(database?: string): string;
  /** Disconnects everybody, writes a checkpoint, ends the server. Safe to call twice. */
  stop(): Promise<void>;
}

interface Passwords {
  readonly superuser: string;
  readonly sila: string;
}

const READY_WITHIN_MS = 60_000;
const LOG_LIMIT_BYTES = 5_000_000;

/** One association on a small machine: few processes, modest memory, no personal data in the server's log. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '80',
  shared_buffers: '32MB',
  effective_cache_size: '512MB',
  maintenance_work_mem: '64MB',
  random_page_cost: '1.1',
  jit: 'off',
  io_method: 'sync',
  max_worker_processes: '2',
  max_parallel_workers_per_gather: '0',
  autovacuum_max_workers: '2',
  max_logical_replication_workers: '0',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '512MB',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

const FAST_SETTINGS: Readonly<Record<string, string>> = {
  fsync: 'off',
  full_page_writes: 'off',
  max_connections: '300',
};

/**
 * Starts the PostgreSQL server that comes with Sila, making its cluster on the first start (UTF-8, C.UTF-8, checksums,
 * scram passwords kept in a file of mode 0600) and the database `sila`. Ends an orphan of a killed Sila first, and
 * recovers what it left. The server ends with this process, however this process ends. Resolves when it answers queries.
 *
 * Throws when another living Sila uses the folder, when there is no PostgreSQL for the platform, or when the server
 * does not answer within 60 s; the message carries the end of the server's log.
 */
export async function startLocalPostgres(options: LocalPostgresOptions): Promise<LocalPostgres> {
  const home = await findHome(options.dataFolder);
  await takeOwnership(home.folder);
  const passwords = await readPasswords(home);
  const cluster = join(home.folder, 'cluster');
  const fresh = !existsSync(cluster);
  if (fresh) await makeCluster(home, cluster, passwords, options.fast ?? false);
  else await releaseCluster(cluster);
  await trimLog(home);
  const port = options.port ?? (await freePort());
  const server = spawnServer(home, [
    '-D',
    cluster,
    '-p',
    String(port),
    ...settingArguments(options.fast ?? false),
  ]);
  const url = (role: string, password: string, database: string) =>
    `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;
  const adminUrl = (database = 'postgres') => url('postgres', passwords.superuser, database);
  try {
    await untilReady(server, adminUrl(), home);
    await makeDatabase(adminUrl, passwords);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    port,
    folder: home.folder,
    moved: home.moved,
    abandoned: home.abandoned,
    ...(home.user && { userName: home.user.name }),
    fresh,
    url: (database = 'sila') => url('sila', passwords.sila, database),
    adminUrl,
    stop: () => server.stop(),
  };
}

async function readPasswords(home: PostgresHome): Promise<Passwords> {
  const file = join(home.folder, 'passwords.json');
  if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as Passwords;
  const passwords = { superuser: randomBytes(24).toString('hex'), sila: randomBytes(24).toString('hex') };
  await writeFile(file, `${JSON.stringify(passwords)}\n`, { mode: 0o600 });
  return passwords;
}

/** Made under another name and renamed when whole, so that a kill in the middle leaves nothing half. */
async function makeCluster(
  home: PostgresHome,
  cluster: string,
  passwords: Passwords,
  fast: boolean,
): Promise<void> {
  const unfinished = `${cluster}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await handOver(unfinished, home.user);
  const passwordFile = join(home.folder, `.${randomBytes(8).toString('hex')}`);
  await writeFile(passwordFile, `${passwords.superuser}\n`, { mode: 0o600 });
  await handOver(passwordFile, home.user);
  const options = ['-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '--data-checksums'];
  const locale = ['--encoding=UTF8', '--locale=C.UTF-8', ...(fast ? ['--no-sync'] : [])];
  const environment = { ...identity(home), env: serverEnvironment, cwd: '/' };
  try {
    const initdb = join(home.programs, 'bin/initdb');
    await promisify(execFile)(initdb, ['-D', unfinished, ...options, ...locale], environment);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(unfinished, cluster);
}

async function trimLog(home: PostgresHome): Promise<void> {
  const log = join(home.folder, 'server.log');
  if (existsSync(log) && (await stat(log)).size > LOG_LIMIT_BYTES) await truncate(log);
}

function settingArguments(fast: boolean): string[] {
  const settings = { ...SETTINGS, ...(fast ? FAST_SETTINGS : {}) };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => found(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function untilReady(server: ServerProcess, url: string, home: PostgresHome): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await answers(url))) {
    if (server.hasEnded() || Date.now() > deadline) {
      const log = await readFile(join(home.folder, 'server.log'), 'utf8').catch(() => '');
      throw new Error(`The local PostgreSQL did not start.\n${log.split('\n').slice(-15).join('\n')}`);
    }
    await delay(25);
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Every step may be repeated: a start that was killed in the middle is finished by the next one. */
async function makeDatabase(adminUrl: (database?: string) => string, passwords: Passwords): Promise<void> {
  await withClient(adminUrl(), async (client) => {
    const role = escapeIdentifier('sila');
    const { rowCount: hasRole } = await client.query(`SELECT 1 FROM pg_roles WHERE rolname = 'sila'`);
    if (!hasRole) await client.query(`CREATE ROLE ${role} LOGIN PASSWORD ${escapeLiteral(passwords.sila)}`);
    const { rowCount: hasDatabase } = await client.query(`SELECT 1 FROM pg_database WHERE datname = 'sila'`);
    if (!hasDatabase) {
      await client.query(
        `CREATE DATABASE sila OWNER ${role} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'`,
      );
    }
  });
  await withClient(adminUrl('sila'), (client) => client.query('CREATE EXTENSION IF NOT EXISTS pg_trgm'));
}

async function withClient(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
