import { setTimeout as delay } from 'node:timers/promises';

export interface Patience {
  /** Milliseconds until the last failure is thrown; 15,000 when missing. */
  readonly within?: number;
  /** Milliseconds between two tries; 25 when missing. */
  readonly every?: number;
}

/**
 * Tries an assertion until it holds and resolves to what it returned. Throws its last failure when it does not hold
 * within the time. For what becomes true in another process; where an event can be awaited, await that.
 */
export async function eventually<Result>(
  assertion: () => Result | Promise<Result>,
  { within = 15_000, every = 25 }: Patience = {},
): Promise<Result> {
  const deadline = performance.now() + within;
  for (;;) {
    try {
      return await assertion();
    } catch (failure) {
      if (performance.now() > deadline) throw failure;
    }
    await delay(every);
  }
}
