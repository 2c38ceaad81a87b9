import { ReadingRefusal } from './reading/reading.refusal.js';
import { doWork, type HelperWork } from './helper.work.js';

/** One piece of work; the answer carries the same `id`. */
export interface HelperRequest {
  readonly id: number;
  readonly work: HelperWork;
}

/** `refused` is an `UnreadableReason`: the work was understood and can't be done. */
export interface HelperAnswer {
  readonly id: number;
  readonly result?: unknown;
  readonly refused?: string;
  readonly error?: string;
}

async function answer(request: HelperRequest): Promise<void> {
  process.send?.(await answerTo(request));
}

async function answerTo({ id, work }: HelperRequest): Promise<HelperAnswer> {
  try {
    return { id, result: await doWork(work) };
  } catch (error) {
    if (error instanceof ReadingRefusal) return { id, refused: error.reason };
    return { id, error: error instanceof Error ? error.name : 'unknown' };
  }
}

process.on('message', (request: HelperRequest) => void answer(request));
process.on('disconnect', () => process.exit());
