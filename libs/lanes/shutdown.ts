import type { INestApplicationContext } from '@nestjs/common';
import { Log } from '@sila/platform';

/** Whatever hangs, the process has ended by then (promises.md §3.8). */
const HARD_LIMIT_MS = 24_000;

/**
 * Ends the process on SIGTERM and SIGINT: first `announce`, so that nobody sends new work, then everything is closed. What
 * does not close in time is left behind; the process ends with 0 when all was closed, else with 1.
 */
export function endOnSignals(app: INestApplicationContext, announce: () => void = () => undefined): void {
  let ending = false;
  const end = (signal: NodeJS.Signals): void => {
    if (ending) return;
    ending = true;
    const log = app.get(Log);
    log.info('draining', { signal });
    setTimeout(() => {
      log.warn('some parts did not close in time');
      process.exit(1);
    }, HARD_LIMIT_MS).unref();
    announce();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fail('closing failed', error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}
