import type { SendRate } from '@sila/domain';

/** What the pace needs of an account. */
export interface Paced {
  readonly id: string;
  readonly capabilities: { readonly rate: SendRate };
}

/** Keeps each account and each recipient within the provider's rate, as far as this process sends. */
export class Pace {
  private readonly accountFreeAt = new Map<string, number>();
  private readonly recipientFreeAt = new Map<string, number>();

  /** Milliseconds until the next message may go to this recipient; 0 when it may go now. */
  waitMs(account: Paced, address: string): number {
    const now = performance.now();
    const { perSecond, burst = perSecond, perRecipientMs, recipientBurst = 1 } = account.capabilities.rate;
    const paidAt = this.recipientFreeAt.get(`${account.id}|${address}`) ?? 0;
    const recipient = paidAt - (recipientBurst - 1) * perRecipientMs;
    const busy = (this.accountFreeAt.get(account.id) ?? 0) - (burst * 1_000) / perSecond;
    return Math.max(0, Math.ceil(Math.max(recipient, busy) - now));
  }

  /** Counts a message that was handed over. */
  sent(account: Paced, address: string): void {
    const now = performance.now();
    const { perSecond, perRecipientMs } = account.capabilities.rate;
    this.accountFreeAt.set(
      account.id,
      Math.max(now, this.accountFreeAt.get(account.id) ?? 0) + 1_000 / perSecond,
    );
    if (perRecipientMs <= 0) return;
    if (this.recipientFreeAt.size > 10_000) this.recipientFreeAt.clear();
    const recipient = `${account.id}|${address}`;
    const paidAt = Math.max(now, this.recipientFreeAt.get(recipient) ?? 0);
    this.recipientFreeAt.set(recipient, paidAt + perRecipientMs);
  }
}
