import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import type { Provider } from '@nestjs/common';
import { type JobName, JOBS } from '@sila/contracts';
import { Log } from '@sila/platform';
import type { Job } from 'bullmq';
import type { JobData } from './bells.js';
import { JobRunner } from './job-runner.js';
import { QUEUES, type QueueName, WORKER_OPTIONS } from './queue-store.js';

/** One BullMQ worker for each queue; all of them hand their jobs to the runner. */
export const processors: Provider[] = QUEUES.map(processorOf);

function processorOf(queue: QueueName): Provider {
  const concurrency = Math.max(
    ...Object.values(JOBS).flatMap((policy) => (policy.queue === queue ? [policy.concurrency] : [])),
  );

  @Processor(queue, { concurrency, ...WORKER_OPTIONS })
  class QueueProcessor extends WorkerHost {
    constructor(
      private readonly runner: JobRunner,
      private readonly log: Log,
    ) {
      super();
    }

    async process(job: Job<JobData>): Promise<void> {
      await Promise.all(job.data.map((payload) => this.runner.runSoon(job.name as JobName, payload)));
    }

    /** BullMQ connects again by itself; the sweeper does its work meanwhile. */
    @OnWorkerEvent('error')
    onError(error: Error): void {
      if (!this.runner.isStopping) this.log.fail('the queue store is away', error, { queue });
    }
  }
  return QueueProcessor;
}
