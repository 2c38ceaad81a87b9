import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { UnreadableReason } from '@sila/domain';
import { ReadingRefusal } from './reading/reading.refusal.js';
import type { HelperAnswer } from './helper.process.js';
import { doWork, type HelperResults, type HelperWork } from './helper.work.js';

const PROCESS_FILE = fileURLToPath(new URL('./helper.process.js', import.meta.url));
const IDLE_MS = 60_000;
const MAX_HEAP_MB = 768;

interface Task {
  readonly work: HelperWork;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/**
 * Works on hostile files in one process of its own, one after the other, each under a deadline: a bomb costs that process,
 * never the worker. It gets no keys: its environment is empty. Where the compiled file is not at hand (tests that run
 * from source) the same code runs here, without the deadline.
 */
export class HelperPool {
  private readonly waiting: Task[] = [];
  private current: Task | null = null;
  private child: ChildProcess | null = null;
  private timer: NodeJS.Timeout | null = null;
  private count = 0;

  constructor(
    private readonly deadlineMs: number,
    private readonly file: string = PROCESS_FILE,
  ) {}

  /** Rejects with ReadingRefusal: `took-too-long` at the deadline, `failed` when the process died of it. */
  async do<Work extends HelperWork>(work: Work): Promise<HelperResults[Work['kind']]> {
    if (!existsSync(this.file)) return (await doWork(work)) as HelperResults[Work['kind']];
    return new Promise((resolve, reject) => {
      const task: Task = {
        work,
        resolve: (result) => resolve(result as HelperResults[Work['kind']]),
        reject,
      };
      this.waiting.push(task);
      this.next();
    });
  }

  private next(): void {
    if (this.current) return;
    const task = this.waiting.shift();
    if (!task) return this.restAWhile();
    this.current = task;
    this.count += 1;
    this.arm(this.deadlineMs, () => this.lose('took-too-long'));
    this.ready().send({ id: this.count, work: task.work });
  }

  private ready(): ChildProcess {
    if (this.child) return this.child;
    const child = fork(this.file, [], {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${MAX_HEAP_MB}`],
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.on('message', (answer: HelperAnswer) => this.receive(answer));
    child.on('error', () => child === this.child && this.lose('failed'));
    child.on('exit', () => child === this.child && this.lose('failed'));
    child.unref();
    child.channel?.unref();
    this.child = child;
    return child;
  }

  private receive(answer: HelperAnswer): void {
    if (answer.id !== this.count) return;
    this.settle(answer);
    this.next();
  }

  private settle(answer: HelperAnswer): void {
    const task = this.current;
    this.current = null;
    if (answer.refused) task?.reject(new ReadingRefusal(answer.refused as UnreadableReason));
    else if (answer.error) task?.reject(new ReadingRefusal('failed'));
    else task?.resolve(answer.result);
  }

  /** The process is lost: its work is refused, the next one gets a fresh process. */
  private lose(reason: UnreadableReason): void {
    this.drop();
    this.settle({ id: this.count, refused: reason });
    this.next();
  }

  private restAWhile(): void {
    this.arm(IDLE_MS, () => this.drop());
    this.timer?.unref();
  }

  private arm(ms: number, action: () => void): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(action, ms);
  }

  private drop(): void {
    if (this.timer) clearTimeout(this.timer);
    const { child } = this;
    this.child = null;
    child?.kill('SIGKILL');
  }
}

const TYPESETTING_MS = 20_000;

/** The process that sets pages, shared by all channels with paper. */
export const typesetting = new HelperPool(TYPESETTING_MS);
