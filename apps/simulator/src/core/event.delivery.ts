import type { LedgerEntry, WebhookAttempt } from './ledger.types.js';
import type { LedgerStore } from './ledger.store.js';
import { isAccepted } from './retry.policy.js';

/** One event on its way to Sila. */
export type InboundEvent = {
  readonly head: Pick<LedgerEntry, 'channel' | 'messageId' | 'from' | 'to'>;
  /** Who is called, each as often as `times` says. */
  readonly origins: readonly string[];
  readonly times: number;
  readonly parallel: boolean;
  /** False: resolves at once, with nothing, while the webhooks are still under way. */
  readonly wait: boolean;
  /** One webhook, with its repeated tries. */
  send(origin: string): Promise<readonly WebhookAttempt[]>;
  /** Hears after each webhook whether Sila took it. */
  onOutcome?(isTaken: boolean): void;
};

/** Brings what beneficiaries do to Sila's webhooks, and writes each webhook into the ledger. */
export class EventDelivery {
  constructor(private readonly ledger: LedgerStore) {}

  /** Every try of every webhook. */
  async deliver(event: InboundEvent): Promise<readonly (readonly WebhookAttempt[])[]> {
    const delivering = this.deliverAll(event);
    if (event.wait) return delivering;
    void delivering.catch(() => undefined);
    return [];
  }

  private async deliverAll(event: InboundEvent): Promise<readonly (readonly WebhookAttempt[])[]> {
    const runs = Array.from({ length: event.times }).flatMap(() => event.origins);
    if (event.parallel) return Promise.all(runs.map((origin) => this.deliverOnce(event, origin)));
    const deliveries = [];
    for (const origin of runs) deliveries.push(await this.deliverOnce(event, origin));
    return deliveries;
  }

  private async deliverOnce(event: InboundEvent, origin: string): Promise<readonly WebhookAttempt[]> {
    const attempts = await event.send(origin);
    this.ledger.write({
      ...event.head,
      kind: 'webhook',
      direction: 'inbound',
      attempts,
      outcome: outcomeOf(attempts),
    });
    event.onOutcome?.(attempts.some(isAccepted));
    return attempts;
  }
}

const outcomeOf = (attempts: readonly WebhookAttempt[]): string => {
  const last = attempts.at(-1);
  return last ? (last.error ?? String(last.status)) : 'none';
};
