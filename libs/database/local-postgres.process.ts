import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, readlinkSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { PostgresHome } from './local-postgres.home.js';

/** Only what the server needs of an environment; locale and time zone must not depend on who starts it. */
export const serverEnvironment = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } as const;

/**
 * The shell becomes the server. A second process, which nobody waits for, watches the pipe from us: when it closes
 * without a word, we were killed, and the server is told to end (SIGINT: disconnect everybody, checkpoint, end).
 */
const GUARDED = 'exec 3<&0; ( ( read -r word <&3 || kill -INT $$ ) & ) ; exec "$@" </dev/null 3<&-';

/** A running server process. */
export interface ServerProcess {
  readonly pid: number;
  /** Resolves when the process has ended, however. */
  readonly ended: Promise<void>;
  hasEnded(): boolean;
  /** Disconnects all clients, writes a checkpoint and ends the server. */
  stop(): Promise<void>;
}

/** Starts the server on `home`'s cluster. It leads a session of its own, so that Ctrl-C reaches us first. */
export function spawnServer(home: PostgresHome, args: readonly string[]): ServerProcess {
  const log = openSync(join(home.folder, 'server.log'), 'a', 0o600);
  const program = join(home.programs, 'bin/postgres');
  const child = spawn('/bin/sh', ['-c', GUARDED, 'sila-postgres', program, ...args], {
    ...identity(home),
    cwd: '/',
    env: serverEnvironment,
    detached: true,
    stdio: ['pipe', log, log],
  });
  closeSync(log);
  const ended = new Promise<void>((done) => {
    child.once('exit', () => done());
    child.once('error', () => done());
  });
  child.stdin?.on('error', () => undefined);
  return { pid: child.pid ?? 0, ended, hasEnded: () => hasEnded(child), stop: () => stopChild(child, ended) };
}

/** User and group for a child process, empty when we are not root. */
export function identity(home: PostgresHome): { uid?: number; gid?: number } {
  return home.user ? { uid: home.user.uid, gid: home.user.gid } : {};
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
}

async function stopChild(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (!hasEnded(child)) child.kill('SIGINT');
  const impatient = setTimeout(() => child.kill('SIGQUIT'), 15_000);
  await ended;
  clearTimeout(impatient);
  child.stdin?.end('ended\n');
}

/**
 * Makes the cluster free for a new server. A server that was left behind when we were killed is ended; a lock file of a
 * process that is not that server is removed, because its number may belong to a stranger by now.
 */
export async function releaseCluster(cluster: string): Promise<void> {
  const lockFile = join(cluster, 'postmaster.pid');
  if (!existsSync(lockFile)) return;
  const pid = Number(readFileSync(lockFile, 'utf8').split('\n', 1)[0]);
  if (!isServerOf(pid, cluster)) return rm(lockFile, { force: true });
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    kill(pid, signal);
    if (await vanishes(() => isServerOf(pid, cluster), 15_000)) return;
  }
  throw new Error(
    `An earlier PostgreSQL (process ${pid}) of ${cluster} does not end. Stop it and start again.`,
  );
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended in the meantime.
  }
}

async function vanishes(isThere: () => boolean, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  while (isThere() && Date.now() < deadline) await delay(50);
  return !isThere();
}

/** Is the process a PostgreSQL server of this cluster? Told by /proc; elsewhere PostgreSQL's own check has to do. */
function isServerOf(pid: number, cluster: string): boolean {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return isPostgres(pid) && words.includes(cluster);
  } catch {
    return false;
  }
}

function isPostgres(pid: number): boolean {
  try {
    return basename(readlinkSync(`/proc/${pid}/exe`)).startsWith('postgres');
  } catch {
    // A container's root may not look at other users' programs; the command line has to do.
    return true;
  }
}

/**
 * Takes the data folder for this process. Throws when another living Sila holds it: two would end each other's server.
 */
export async function takeOwnership(folder: string): Promise<void> {
  const file = join(folder, 'owner');
  const owner = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  const pid = Number(owner.split(' ', 1)[0]);
  if (owner && pid !== process.pid && processMark(pid) === owner) {
    throw new Error(`Another Sila (process ${pid}) is running on ${folder}.`);
  }
  await writeFile(file, `${processMark(process.pid) ?? process.pid}\n`, { mode: 0o600 });
}

/** Number and start time of a process: together they are never used twice. */
function processMark(pid: number): string | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return `${pid} ${fields[19]}`;
  } catch {
    return undefined;
  }
}
