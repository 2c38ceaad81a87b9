import { randomUUID } from 'node:crypto';
import type { TwilioAccount } from '../core/accounts.store.js';
import type { WebhookAttempt } from '../core/ledger.types.js';
import type { TimersSet } from '../core/timers.set.js';
import type { HttpCaller } from './http.caller.js';
import { isAccepted, isRepeated, retryPolicyOf } from './retry.policy.js';
import { twilioSignature, withoutFragment } from './webhook.signature.js';

export type FormParams = Readonly<Record<string, string>>;

/** How a webhook's signature is made: as Twilio does, wrong on purpose, or left out. */
export type SignatureMode = 'valid' | 'wrong' | 'missing';

export type WebhookCall = {
  readonly account: TwilioAccount;
  /** With its fragment; the fragment is obeyed, then removed. */
  readonly url: string;
  /** The origin that is really connected to. */
  readonly origin: string;
  readonly params: FormParams;
  readonly idempotencyToken?: string | undefined;
  readonly signature?: SignatureMode | undefined;
};

/** Sends signed webhooks and repeats them as the URL's connection overrides ask, with the same idempotency token. */
export class WebhookSender {
  constructor(
    private readonly caller: HttpCaller,
    private readonly timers: TimersSet,
  ) {}

  /** Every try that was made, the deciding one last; then the fallback URL's try when there is one. */
  async send(call: WebhookCall): Promise<readonly WebhookAttempt[]> {
    const attempts = await this.sendTo(call, retryPolicyOf(call.url));
    const { fallbackUrl } = call.account;
    if (fallbackUrl === undefined || attempts.some(isAccepted)) return attempts;
    const fallback = { ...call, url: fallbackUrl, origin: new URL(fallbackUrl).origin };
    return [...attempts, ...(await this.sendTo(fallback, { ...retryPolicyOf(fallbackUrl), retries: 0 }))];
  }

  private async sendTo(
    call: WebhookCall,
    policy: ReturnType<typeof retryPolicyOf>,
  ): Promise<WebhookAttempt[]> {
    const post = { ...formPost(call), ...policy };
    const attempts: WebhookAttempt[] = [];
    for (let number = 1; ; number += 1) {
      const attempt = await this.caller.post(post, number);
      attempts.push(attempt);
      if (number > policy.retries || !isRepeated(policy, attempt)) return attempts;
      await this.timers.wait(call.account.retryDelaysMs[number - 1] ?? 1_000);
    }
  }
}

const formPost = (call: WebhookCall) => {
  const url = withoutFragment(call.url);
  return {
    url,
    origin: call.origin,
    body: new URLSearchParams(call.params).toString(),
    headers: {
      'i-twilio-idempotency-token': call.idempotencyToken ?? randomUUID(),
      ...signatureHeader(call, url),
    },
  };
};

const signatureHeader = (call: WebhookCall, url: string): Record<string, string> => {
  if (call.signature === 'missing') return {};
  const token = call.signature === 'wrong' ? `${call.account.authToken}-wrong` : call.account.authToken;
  return { 'x-twilio-signature': twilioSignature(token, url, call.params) };
};

/** The origins that get requests for a URL of this account: its targets where the URL is the webhook's own host. */
export const originsFor = (account: TwilioAccount, url: string): readonly string[] => {
  const own = new URL(withoutFragment(url)).origin;
  const hookOrigin = account.webhookUrl === undefined ? own : new URL(account.webhookUrl).origin;
  return account.targets?.length && own === hookOrigin ? account.targets : [own];
};
