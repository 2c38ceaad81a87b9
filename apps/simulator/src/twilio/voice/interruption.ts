/** Ends what a call is doing: it was hung up, or goes on with something else. */
export class Interruption extends Error {
  constructor() {
    super('interrupted');
  }
}

/** As `promise`, unless the signal comes first: then it rejects with the signal's reason. */
export const unlessAborted = <T>(promise: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason as Error);
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });

/** Resolves after `ms`; rejects with the signal's reason when that comes first. */
export const waitFor = async (ms: number, signal: AbortSignal): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const waiting = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await unlessAborted(waiting, signal);
  } finally {
    clearTimeout(timer);
  }
};

/** Never resolves; rejects with the signal's reason. */
export const untilAborted = (signal: AbortSignal): Promise<never> =>
  unlessAborted(new Promise<never>(() => undefined), signal);

/** A promise and what settles it. */
export const deferred = <T>() => {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
};
