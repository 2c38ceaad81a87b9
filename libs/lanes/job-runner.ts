import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { type JobName, type JobPayloads, JOBS } from '@sila/contracts';
import { Log } from '@sila/platform';
import { JOB_HANDLER } from './on-job.decorator.js';

type AnyHandler = (payload: JobPayloads[JobName]) => Promise<void>;
interface Waiting {
  readonly name: JobName;
  readonly payload: JobPayloads[JobName];
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

  /** Runs a job here soon. The same job with the same payload waits only once. */
  runSoon<Name extends JobName>(name: Name, payload: JobPayloads[Name]): void {
    const waiting = this.waiting.get(name) ?? new Map<string, Waiting>();
    this.waiting.set(name, waiting);
    waiting.set(Object.values(payload).join(), { name, payload });
    setImmediate(() => this.next(name));
  }

  /** Runs a job now, as the queue store hands it over. */
  async run(name: JobName, payload: JobPayloads[JobName]): Promise<void> {
    const handler = this.handlers.get(name);
    if (!handler) throw new Error(`No handler for ${name}`);
    await handler(payload);
  }

  /** Takes nothing new and resolves when what runs has ended. */
  async stop(): Promise<void> {
    this.stopping = true;
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
      await this.run(job.name, job.payload);
    } catch (error) {
      this.log.fail('a job failed; the sweeper rings again', error, { job: job.name });
    } finally {
      this.running.set(job.name, (this.running.get(job.name) ?? 1) - 1);
      if (this.stopping && this.count() === 0) this.whenIdle?.();
      else this.next(job.name);
    }
  }

  private count(): number {
    return [...this.running.values()].reduce((sum, running) => sum + running, 0);
  }
}
