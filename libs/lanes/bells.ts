import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { type JobName, type JobPayloads, JOBS } from '@sila/contracts';
import { Log } from '@sila/platform';
import type { Queue } from 'bullmq';
import { JobRunner } from './job-runner.js';
import { type QueueName, QUEUES, queueToken } from './queue-store.js';

/** What a job of the queue store carries: the payloads of all bells that rang in one moment. */
export type JobData = readonly JobPayloads[JobName][];

/** Few enough that several workers share a burst. */
const MOST_TOGETHER = 32;

/**
 * Rings doorbells. A bell carries ids only and promises nothing: whoever hears it looks into the database, and what no bell
 * announces the sweeper finds. Where this process works the job itself, it is rung directly; else over the queue store.
 */
@Injectable()
export class Bells implements OnApplicationBootstrap {
  private failures = 0;
  /** What rang in this turn of the event loop, by job: it travels as one job of the queue store. */
  private readonly gathered = new Map<JobName, JobPayloads[JobName][]>();

  constructor(
    private readonly runner: JobRunner,
    private readonly modules: ModuleRef,
    private readonly log: Log,
  ) {}

  /** Without a listener BullMQ prints its connection errors, addresses included. */
  onApplicationBootstrap(): void {
    for (const name of QUEUES) this.queue(name).on('error', (error) => this.note(error));
  }

  /** Rings at once, or after `delayMs`. Returns immediately and never throws. */
  ring<Name extends JobName>(name: Name, payload: JobPayloads[Name], delayMs = 0): void {
    if (delayMs > 0) void this.add(name, [payload], Math.round(delayMs));
    else if (this.runner.works(name)) void this.runner.runSoon(name, payload);
    else this.gather(name, payload);
  }

  private gather(name: JobName, payload: JobPayloads[JobName]): void {
    const known = this.gathered.get(name);
    if (known) return void known.push(payload);
    this.gathered.set(name, [payload]);
    setImmediate(() => {
      const payloads = this.gathered.get(name) ?? [];
      this.gathered.delete(name);
      while (payloads.length > 0) void this.add(name, payloads.splice(0, MOST_TOGETHER), 0);
    });
  }

  private async add(name: JobName, payloads: JobData, delay: number): Promise<void> {
    try {
      await this.queue(JOBS[name].queue).add(name, payloads, delay > 0 ? { delay } : {});
      this.failures = 0;
    } catch (error) {
      this.note(error);
    }
  }

  private note(error: unknown): void {
    if (this.runner.isStopping) return;
    if (this.failures++ % 100 === 0)
      this.log.fail('the queue store takes no bells; the sweeper rings instead', error);
  }

  private queue(name: QueueName): Queue {
    return this.modules.get<Queue>(queueToken(name), { strict: false });
  }
}
