import type { Fault, FaultOffer, TargetFaults } from './faults.board.js';
import type { LedgerEntry, WebhookAttempt } from './ledger.types.js';
import type { LedgerStore } from './ledger.store.js';
import type { TimersSet } from './timers.set.js';

/** How far one message came, to be told to Sila. */
export type StatusReport = {
  readonly head: Pick<LedgerEntry, 'channel' | 'messageId' | 'from' | 'to'>;
  readonly status: string;
  /** Calls Sila's webhook, with its repeated tries. */
  send(): Promise<readonly WebhookAttempt[]>;
};

const misbehaviours = [
  'lost-callback',
  'shuffle-callbacks',
  'duplicate-callbacks',
  'delay-callbacks',
] as const;

/** Faults of status reports, as the page offers them. */
export const statusFaultOffers: readonly FaultOffer[] = [
  { kind: 'lost-callback', ar: 'تضيع الإشعارات', en: 'Reports get lost' },
  { kind: 'shuffle-callbacks', ar: 'تصل بترتيب معكوس', en: 'Reports come in the wrong order' },
  { kind: 'duplicate-callbacks', ar: 'تتكرر الإشعارات', en: 'Reports come twice' },
  { kind: 'delay-callbacks', ar: 'تتأخر ثلاث ثوانٍ', en: 'Reports come three seconds late' },
];

const defaultShuffleMs = 400;
const defaultDelayMs = 3_000;

/** Tells Sila how far messages came, as faithfully or as badly as the programmed faults want. */
export class StatusCourier {
  private readonly shuffled = new Map<string, StatusReport[]>();

  constructor(
    private readonly faults: TargetFaults,
    private readonly ledger: LedgerStore,
    private readonly timers: TimersSet,
  ) {}

  /** Resolves once the report was answered, lost, or put aside for later. */
  async report(report: StatusReport): Promise<void> {
    const { head, status } = report;
    if (this.shuffled.has(head.messageId)) return this.putAside(report, defaultShuffleMs);
    const fault = this.faults.take(misbehaviours, { to: head.to, status });
    if (fault) return this.misbehave(report, fault);
    await this.deliver(report, 'delivered');
  }

  private async misbehave(report: StatusReport, fault: Fault<(typeof misbehaviours)[number]>): Promise<void> {
    switch (fault.kind) {
      case 'lost-callback':
        this.note(report, 'lost', []);
        return;
      case 'shuffle-callbacks':
        return this.putAside(report, fault.ms ?? defaultShuffleMs);
      case 'delay-callbacks':
        this.timers.after(fault.ms ?? defaultDelayMs, () => this.deliver(report, 'delayed'));
        return;
      case 'duplicate-callbacks':
        await Promise.all([this.deliver(report, 'delivered'), this.deliver(report, 'duplicate')]);
    }
  }

  /** Holds a message's reports back for a while, then sends them in an order that is surely not the true one. */
  private putAside(report: StatusReport, ms: number): void {
    const { messageId } = report.head;
    const waiting = this.shuffled.get(messageId);
    if (waiting) {
      waiting.push(report);
      return;
    }
    this.shuffled.set(messageId, [report]);
    this.timers.after(ms, async () => {
      const reports = this.shuffled.get(messageId) ?? [];
      this.shuffled.delete(messageId);
      for (const late of reports.toReversed()) await this.deliver(late, 'shuffled');
    });
  }

  private async deliver(report: StatusReport, outcome: string): Promise<void> {
    this.note(report, outcome, await report.send());
  }

  private note({ head, status }: StatusReport, outcome: string, attempts: readonly WebhookAttempt[]): void {
    this.ledger.write({ ...head, kind: 'status', direction: 'outbound', status, outcome, attempts });
  }
}
