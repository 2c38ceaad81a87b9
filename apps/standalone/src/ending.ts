/** Whatever hangs, the process has ended by then. */
const HARD_LIMIT_MS = 24_000;
/** One Ctrl-C may come twice, from the terminal and through npm; later than this, it is a person who presses again. */
const SAME_SIGNAL_MS = 1_500;

/** Ends the process on SIGINT, SIGTERM and SIGHUP after `close`; at once when a person insists. */
export function endOnSignals(close: () => Promise<void>): void {
  let since = 0;
  const end = (): void => {
    if (since > 0) {
      if (performance.now() - since > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    since = performance.now();
    process.stdout.write('\n  جارٍ الإيقاف\n  Stopping\n');
    setTimeout(() => process.exit(1), HARD_LIMIT_MS).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  process.on('SIGHUP', end);
}

/** Says on one clear line why the trial cannot go on, and ends it. */
export function fail(error: unknown): never {
  process.stderr.write(`\n  ${explain(error)}\n`);
  process.exit(1);
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `Port ${port} is in use by another program: set PORT or SIMULATOR_PORT.`;
  return error.message;
}
