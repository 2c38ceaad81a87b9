import type { HttpCaller } from './http.caller.js';
import type { WebhookAttempt } from './ledger.types.js';
import { isRepeated, type RetryPolicy } from './retry.policy.js';
import type { SignatureMode } from './send.fields.js';
import type { TimersSet } from './timers.set.js';

/** A webhook ready to be sent, signature and all. */
export type Webhook = {
  readonly url: string;
  /** The origin that is really connected to. */
  readonly origin: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly policy: RetryPolicy;
  /** How much of an answer is kept, in characters, where it matters. */
  readonly keep?: number | undefined;
};

/** Sends webhooks and repeats them, byte for byte, as their policy asks. */
export class WebhookSender {
  constructor(
    private readonly caller: HttpCaller,
    private readonly timers: TimersSet,
  ) {}

  /** Every try that was made, the deciding one last. */
  async send({ policy, ...hook }: Webhook): Promise<readonly WebhookAttempt[]> {
    const { connectTimeoutMs, readTimeoutMs } = policy;
    const attempts: WebhookAttempt[] = [];
    for (let number = 1; ; number += 1) {
      const call = { method: 'POST', connectTimeoutMs, readTimeoutMs, ...hook } as const;
      const attempt = await this.caller.call(call, number);
      attempts.push(attempt);
      if (number > policy.retries || !isRepeated(policy, attempt)) return attempts;
      await this.timers.wait(policy.delaysMs[number - 1] ?? 1_000);
    }
  }
}

/** The signature's headers by the mode asked for: `sign` makes them with the secret it is given. */
export const signedBy = (
  mode: SignatureMode,
  secret: string,
  sign: (secret: string) => Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  mode === 'missing' ? {} : sign(mode === 'wrong' ? `${secret}-wrong` : secret);

/** The origins that get requests for a URL of an account: its targets where the URL is at the webhook's own host. */
export const originsFor = (
  account: {
    readonly webhookUrl?: string | undefined;
    readonly targets?: readonly string[] | undefined;
  },
  url: string,
): readonly string[] => {
  const own = new URL(url).origin;
  const hookOrigin = account.webhookUrl === undefined ? own : new URL(account.webhookUrl).origin;
  return account.targets?.length && own === hookOrigin ? account.targets : [own];
};
