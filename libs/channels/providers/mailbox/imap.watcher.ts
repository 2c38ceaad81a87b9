import type { ImapFlow } from 'imapflow';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/** What watching needs: a way to open a fresh connection, and chance for the jitter. */
export interface WatchParts {
  readonly mailbox: string;
  connect(track: (client: ImapFlow) => void): Promise<ImapFlow>;
  random(): number;
}

/**
 * Keeps one connection in IDLE and calls `wake` for every arrival and after every reconnect. Each try is a new
 * connection; waits between tries double from one second to one minute, with jitter. IDLE restarts every two
 * minutes, so a connection that died silently is noticed.
 */
export class MailboxWatcher {
  private client: ImapFlow | null = null;
  private stopped = false;
  private wakeUp: (() => void) | null = null;
  private failures = 0;
  private readonly running: Promise<void>;

  constructor(
    private readonly parts: WatchParts,
    private readonly wake: () => void,
  ) {
    this.running = this.run();
  }

  /** Stops watching at once; resolves when nothing is left behind. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.client?.close();
    this.wakeUp?.();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      await this.idleOnce().catch(() => undefined);
      this.client?.close();
      this.client = null;
      if (!this.stopped) await this.pause();
    }
  }

  private async idleOnce(): Promise<void> {
    const client = await this.parts.connect((fresh) => {
      this.client = fresh;
      if (this.stopped) fresh.close();
    });
    await client.mailboxOpen(this.parts.mailbox, { readOnly: true });
    client.on('exists', () => this.wake());
    this.failures = 0;
    this.wake();
    while (!this.stopped && client.usable) if ((await client.idle()) === false) return;
  }

  private async pause(): Promise<void> {
    const wait =
      Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.failures) * (0.5 + this.parts.random() / 2);
    this.failures = Math.min(this.failures + 1, 10);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, wait);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wakeUp = null;
  }
}
