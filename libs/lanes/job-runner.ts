import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { type JobName, type JobPayloads, JOBS } from '@sila/contracts';
import { Log } from '@sila/platform';
import { JOB_HANDLER } from './on-job.decorator.js';

type AnyHandler = (payload: JobPayloads[JobName]) => Promise<void>;
interface Waiting {
  readonly name: JobName;
  readonly payload: JobPayloads[JobName];
  readonly ended: Promise<void>;
  readonly end: () => void;
}

/** Knows who works which job in this process, and runs jobs that were rung here without a detour over the queue store. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap {
  private readonly handlers = new Map<JobName, AnyHandler>();
  private readonly waiting = new Map<JobName, Map<string, Waiting>>();
  private readonly running = new Map<JobName, number>();
  private stopping = false;
  private whenIdle: (() => void) | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly log: Log,
  ) {}

  /** Collects the handlers. Throws when a job has two, or when some jobs have a handler and others have none. */
  onApplicationBootstrap(): void {
    for (const wrapper of this.discovery.getProviders()) {
      const instance: unknown = wrapper.instance;
      if (instance !== null && typeof instance === 'object') this.collect(instance);
    }
    const missing = Object.keys(JOBS).filter((name) => !this.handlers.has(name as JobName));
    if (this.handlers.size > 0 && missing.length > 0)
      throw new Error(`Jobs without a handler: ${missing.join(', ')}`);
  }

  /** True when this process works such jobs. */
  works(name: JobName): boolean {
    return this.handlers.has(name) && !this.stopping;
  }

  /** True once the process is ending: what the queue store says then is no news. */
  get isStopping(): boolean {
    return this.stopping;
  }

  /**
   * Runs a job here soon, as many of a kind at once as its policy says. The same job with the same payload waits only once.
   * Resolves when it has run, however that ended: what failed is logged, and the sweeper rings again.
   */
  runSoon<Name extends JobName>(name: Name, payload: JobPayloads[Name]): Promise<void> {
    if (this.stopping) return Promise.resolve();
    const waiting = this.waiting.get(name) ?? new Map<string, Waiting>();
    this.waiting.set(name, waiting);
    const key = Object.values(payload).join();
    const known = waiting.get(key);
    if (known) return known.ended;
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    waiting.set(key, { name, payload, ended, end });
    setImmediate(() => this.next(name));
    return ended;
  }

  /** Takes nothing new and resolves when what runs has ended. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const waiting of this.waiting.values()) for (const job of waiting.values()) job.end();
    this.waiting.clear();
    if (this.count() > 0) await new Promise<void>((resolve) => (this.whenIdle = resolve));
  }

  private collect(instance: object): void {
    const prototype: unknown = Object.getPrototypeOf(instance);
    if (prototype === null || typeof prototype !== 'object') return;
    for (const method of this.scanner.getAllMethodNames(prototype)) {
      const candidate = (prototype as Record<string, unknown>)[method];
      const name =
        typeof candidate === 'function'
          ? (Reflect.getMetadata(JOB_HANDLER, candidate) as JobName | undefined)
          : undefined;
      if (!name) continue;
      if (this.handlers.has(name)) throw new Error(`Two handlers for the job ${name}`);
      this.handlers.set(name, (candidate as AnyHandler).bind(instance));
    }
  }

  private next(name: JobName): void {
    const waiting = this.waiting.get(name);
    const [first] = waiting ?? [];
    const running = this.running.get(name) ?? 0;
    if (!waiting || !first || this.stopping || running >= JOBS[name].concurrency) return;
    waiting.delete(first[0]);
    this.running.set(name, running + 1);
    void this.work(first[1]);
  }

  private async work(job: Waiting): Promise<void> {
    try {
      await this.handlers.get(job.name)?.(job.payload);
    } catch (error) {
      this.log.fail('a job failed; the sweeper rings again', error, { job: job.name });
    } finally {
      job.end();
      this.running.set(job.name, (this.running.get(job.name) ?? 1) - 1);
      if (this.stopping && this.count() === 0) this.whenIdle?.();
      else this.next(job.name);
    }
  }

  private count(): number {
    return [...this.running.values()].reduce((sum, running) => sum + running, 0);
  }
}
