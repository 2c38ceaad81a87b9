import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endWithUs } from './children.js';
import { eventually } from './eventually.js';

/** Folder of the clone, from the sources and from the compiled bench alike. */
export const root = findRoot(dirname(fileURLToPath(import.meta.url)));

export interface ProcessOptions {
  /** An application (`api`, `worker`, `standalone`, `simulator`), or the path of a script below the clone. */
  readonly app: string;
  readonly args?: readonly string[];
  /** Its whole environment; only PATH and HOME are added. */
  readonly env: Readonly<Record<string, string>>;
  /** What tells that it is ready: an address that answers 200, or words that it prints. */
  readonly ready: { readonly url: string } | { readonly line: RegExp };
  /** Milliseconds until it must be ready; 90,000 when missing: a busy machine is slow, not wrong. */
  readonly within?: number;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Milliseconds from the request to the end. */
  readonly took: number;
}

/** A process of Sila that a test started. */
export interface TestProcess {
  readonly pid: number;
  /** Everything that it has printed so far. */
  logs(): string;
  isRunning(): boolean;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<Exit>;
  /** Asks it to end (SIGTERM) and waits. */
  terminate(): Promise<Exit>;
  /** Stops it in the middle of whatever it does (SIGSTOP), and lets it go on (SIGCONT). */
  pause(): void;
  resume(): void;
  exited(): Promise<Omit<Exit, 'took'>>;
}

/** Starts a compiled process and resolves when it is ready. Throws, with what it printed, when it is not in time. */
export async function startProcess(options: ProcessOptions): Promise<TestProcess> {
  const script = options.app.includes('/') ? options.app : `dist/apps/${options.app}/src/main.js`;
  const child = spawn(process.execPath, [join(root, script), ...(options.args ?? [])], {
    cwd: root,
    env: { ...inherited(), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endWithUs(child);
  const started = observe(child);
  try {
    await untilReady(started, options);
  } catch (cause) {
    await started.kill();
    throw new Error(`${options.app} did not become ready. It printed:\n${started.logs()}`, { cause });
  }
  return started;
}

function observe(child: ChildProcess): TestProcess {
  let printed = '';
  const keep = (chunk: Buffer) => {
    printed += chunk.toString('utf8');
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const exit = new Promise<Omit<Exit, 'took'>>((done) => {
    child.once('close', (code, signal) => done({ code, signal }));
  });
  const end = async (signal: NodeJS.Signals): Promise<Exit> => {
    const from = performance.now();
    child.kill(signal);
    return { ...(await exit), took: performance.now() - from };
  };
  return {
    pid: child.pid ?? 0,
    logs: () => printed,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    kill: () => end('SIGKILL'),
    terminate: () => end('SIGTERM'),
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    exited: () => exit,
  };
}

async function untilReady(started: TestProcess, { ready, within = 90_000 }: ProcessOptions): Promise<void> {
  const isReady = async () => {
    if ('line' in ready) return ready.line.test(started.logs());
    return (await fetch(ready.url, { signal: AbortSignal.timeout(2_000) })).ok;
  };
  const attempt = async () => {
    if (started.isRunning() && !(await isReady())) throw new Error('not ready yet');
  };
  await eventually(attempt, { within });
  if (!started.isRunning()) throw new Error('it ended');
}

function inherited(): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME };
}

function findRoot(folder: string): string {
  return existsSync(join(folder, 'nest-cli.json')) ? folder : findRoot(dirname(folder));
}
