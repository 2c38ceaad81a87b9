import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  accessSync,
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createConnection, createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';

const PROGRAM = '/usr/sbin/dovecot';
const START_MS = 10_000;

/** True where Debian's dovecot-imapd is installed. */
export function hasDovecot(): boolean {
  try {
    accessSync(PROGRAM);
    return true;
  } catch {
    return false;
  }
}

/** Starts Dovecot in a temporary folder, on a free port of loopback; as root its processes run as its own users. */
export async function startDovecot(): Promise<Dovecot> {
  const home = mkdtempSync(path.join(tmpdir(), 'sila-dovecot-'));
  chmodSync(home, 0o755);
  const server = new Dovecot(home, await freePort());
  await server.restart();
  return server;
}

/** A Dovecot that knows every user name under one password, in plain text on loopback. */
export class Dovecot {
  readonly password = 'sila-test';
  private readonly owner = ownerOfMail();
  private child: ChildProcess | null = null;

  constructor(
    private readonly home: string,
    readonly port: number,
  ) {
    writeFileSync(path.join(home, 'dovecot.conf'), configuration(home, port, this.password));
    mkdirSync(path.join(home, 'mail'));
    chownSync(path.join(home, 'mail'), this.owner.uid, this.owner.gid);
  }

  /** What the server logged so far; for the message of a failed test. */
  log(): string {
    return readIfThere(path.join(this.home, 'log'));
  }

  /** Gives the mailbox a new UIDVALIDITY and new UIDs, as a restored or moved mailbox has; stop the server before. */
  renumber(user: string): void {
    const folder = path.join(this.home, 'mail', user);
    for (const file of ['dovecot-uidvalidity', 'dovecot.index', 'dovecot.index.log', 'dovecot.index.cache']) {
      rmSync(path.join(folder, file), { force: true });
    }
    const list = path.join(folder, 'dovecot-uidlist');
    writeFileSync(list, `3 V${Math.floor(Date.now() / 1_000) + 1_000} N1\n`);
    chownSync(list, this.owner.uid, this.owner.gid);
  }

  /** Starts it (again) on the same port with the same mailboxes. */
  async restart(): Promise<void> {
    this.child = await launch(this.home, this.port, () => this.log());
  }

  /** Stops the server; its clients see the connection end. */
  async stop(): Promise<void> {
    if (this.child) await end(this.child);
    this.child = null;
  }

  /** Stops the server and removes its folder. */
  async dispose(): Promise<void> {
    await this.stop();
    rmSync(this.home, { recursive: true, force: true });
  }
}

function ownerOfMail(): { uid: number; gid: number } {
  const { uid, gid } = userInfo();
  if (uid !== 0) return { uid, gid };
  const nobody = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === 'nobody');
  return { uid: Number(nobody?.[2] ?? 65_534), gid: Number(nobody?.[3] ?? 65_534) };
}

function configuration(home: string, port: number, password: string): string {
  const { username, uid } = userInfo();
  const owner = ownerOfMail();
  const users = uid === 0 ? '' : `default_internal_user = ${username}\ndefault_login_user = ${username}\n`;
  return `${users}base_dir = ${home}/run
state_dir = ${home}/state
log_path = ${home}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:${home}/mail/%u
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${home}/mail/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`;
}

async function launch(home: string, port: number, log: () => string): Promise<ChildProcess> {
  const child = spawn(PROGRAM, ['-F', '-c', path.join(home, 'dovecot.conf')], {
    stdio: 'ignore',
    detached: true,
  });
  const deadline = Date.now() + START_MS;
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`dovecot did not start:\n${log()}`);
  }
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
  endGroup(child.pid);
}

/** Sessions outlive the master for a moment; they share its process group. */
function endGroup(leader: number | undefined): void {
  try {
    if (leader !== undefined) process.kill(-leader, 'SIGKILL');
  } catch {
    // Nobody was left.
  }
}

/** Resolves to true once a greeting comes; to false after a tenth of a second or a refusal. */
async function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    const finish = (result: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    const timer = setTimeout(() => finish(false), 100);
    socket.once('data', () => finish(true));
    socket.once('error', () => setTimeout(() => finish(false), 20));
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function readIfThere(file: string): string {
  try {
    return statSync(file).size > 0 ? readFileSync(file, 'utf8') : '';
  } catch {
    return '';
  }
}
