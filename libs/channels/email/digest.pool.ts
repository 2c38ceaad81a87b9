import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { digestMail, type Digest } from './digest.js';

const WORKER_FILE = new URL('./digest.worker.js', import.meta.url);
const DEADLINE_MS = 20_000;
const IDLE_MS = 30_000;
const MAX_HEAP_MB = 512;

interface Task {
  readonly raw: Buffer;
  resolve(digest: Digest): void;
  reject(error: Error): void;
}

interface Answer {
  readonly id: number;
  readonly digest?: Digest;
  readonly error?: string;
}

/**
 * Reads mails in one worker thread, one at a time, each under a deadline: a hostile mail costs its thread, never the
 * process or its neighbours. Where the compiled worker is not at hand (tests that run from source) the same code runs
 * in this thread, without the deadline.
 */
export class DigestPool {
  private readonly waiting: Task[] = [];
  private current: Task | null = null;
  private worker: Worker | null = null;
  private timer: NodeJS.Timeout | null = null;
  private count = 0;

  constructor(
    private readonly file: URL = WORKER_FILE,
    private readonly deadlineMs = DEADLINE_MS,
  ) {}

  /** Reads a mail; rejects when it can't be read or takes longer than the deadline. */
  async digest(raw: Buffer): Promise<Digest> {
    if (!existsSync(this.file)) return digestMail(raw);
    return new Promise((resolve, reject) => {
      this.waiting.push({ raw, resolve, reject });
      this.next();
    });
  }

  /** Ends the thread; mails still waiting are refused. */
  async close(): Promise<void> {
    this.settle(new Error('closed'));
    for (const task of this.waiting.splice(0)) task.reject(new Error('closed'));
    await this.drop();
  }

  private next(): void {
    if (this.current) return;
    const task = this.waiting.shift();
    if (!task) return this.restAWhile();
    this.current = task;
    this.count += 1;
    this.arm(this.deadlineMs, () => this.fail(new Error('reading the mail took too long')));
    this.ready().postMessage({ id: this.count, raw: task.raw });
  }

  private ready(): Worker {
    if (this.worker) return this.worker;
    const worker = new Worker(this.file, { resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB } });
    worker.on('message', (answer: Answer) => this.receive(answer));
    worker.on('error', (error) => worker === this.worker && this.fail(error));
    worker.on('exit', () => worker === this.worker && this.fail(new Error('the reading thread ended')));
    worker.unref();
    this.worker = worker;
    return worker;
  }

  private receive(answer: Answer): void {
    if (answer.id !== this.count) return;
    this.settle(answer.digest ? revive(answer.digest) : new Error(answer.error ?? 'unreadable mail'));
    this.next();
  }

  /** The thread is lost: its mail is refused, the next one gets a fresh thread. */
  private fail(error: Error): void {
    void this.drop();
    this.settle(error);
    this.next();
  }

  private settle(result: Digest | Error): void {
    const task = this.current;
    this.current = null;
    if (result instanceof Error) task?.reject(result);
    else task?.resolve(result);
  }

  private restAWhile(): void {
    this.arm(IDLE_MS, () => void this.drop());
    this.timer?.unref();
  }

  private arm(ms: number, action: () => void): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(action, ms);
  }

  private async drop(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const worker = this.worker;
    this.worker = null;
    await worker?.terminate();
  }
}

/** Bytes cross threads as plain arrays. */
function revive(digest: Digest): Digest {
  return { ...digest, parts: digest.parts.map((part) => ({ ...part, bytes: Buffer.from(part.bytes) })) };
}

/** The pool that all mail accounts of this process share. */
export const digestPool = new DigestPool();
