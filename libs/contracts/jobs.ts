/** Every job by name, with its payload: ids only, never content (architecture.md §2). */
export interface JobPayloads {
  /** Doorbell: an inbound lane has work. */
  'drain-inbound': { readonly laneId: string };
  /** Doorbell: an outbound lane has work. */
  'drain-outbound': { readonly laneId: string };
  /** Doorbell: a queue has waiting conversations or somebody came free. */
  'route-queue': { readonly queueId: string };
  /** Somebody came free: every queue of theirs is looked at. */
  'route-staff': { readonly staffId: string };
  /** Fetch the bytes of an announced attachment. */
  'fetch-attachment': { readonly attachmentId: string };
  /** Remove the bytes of something that was taken back. */
  'remove-bytes': { readonly removalId: string };
  /** Read what stands on a scanned letter. */
  'read-letter': { readonly messageId: string };
  /** Do at the provider what a call's row says: ring, connect, dial, hang up. */
  'work-call': { readonly callId: string };
  /** Ask a provider what its webhook did not tell, and how the account is. */
  'reconcile-channel': { readonly accountId: string };
  /** Send a test message round the loop. */
  'send-trial': { readonly trialId: string };
  /** Remind somebody of their appointment. */
  'remind-appointment': { readonly appointmentId: string };
}

export type JobName = keyof JobPayloads;

/** Which BullMQ queue a job waits in, so that a slow kind never starves a quick one. */
export interface JobPolicy {
  readonly queue: 'inbound' | 'outbound' | 'routing' | 'slow';
  readonly concurrency: number;
}

export const JOBS: Record<JobName, JobPolicy> = {
  'drain-inbound': { queue: 'inbound', concurrency: 32 },
  'drain-outbound': { queue: 'outbound', concurrency: 16 },
  'route-queue': { queue: 'routing', concurrency: 4 },
  'route-staff': { queue: 'routing', concurrency: 4 },
  'fetch-attachment': { queue: 'slow', concurrency: 4 },
  'remove-bytes': { queue: 'slow', concurrency: 4 },
  'read-letter': { queue: 'slow', concurrency: 1 },
  'work-call': { queue: 'routing', concurrency: 16 },
  'reconcile-channel': { queue: 'slow', concurrency: 4 },
  'send-trial': { queue: 'slow', concurrency: 4 },
  'remind-appointment': { queue: 'slow', concurrency: 2 },
};
