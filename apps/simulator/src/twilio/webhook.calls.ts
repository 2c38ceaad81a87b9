import { randomUUID } from 'node:crypto';
import type { WebhookAttempt } from '../core/ledger.types.js';
import { isAccepted } from '../core/retry.policy.js';
import type { SignatureMode } from '../core/send.fields.js';
import { signedBy, type WebhookSender } from '../core/webhook.sender.js';
import type { TwilioAccount } from './account.kind.js';
import { retryPolicyOf } from './retry.policy.js';
import { twilioSignature, withoutFragment } from './webhook.signature.js';

export type FormParams = Readonly<Record<string, string>>;

export type WebhookCall = {
  readonly account: Pick<TwilioAccount, 'authToken' | 'retryDelaysMs' | 'fallbackUrl'>;
  /** With its fragment; the fragment is obeyed, then removed. */
  readonly url: string;
  /** The origin that is really connected to. */
  readonly origin: string;
  readonly params: FormParams;
  readonly idempotencyToken?: string | undefined;
  readonly signature?: SignatureMode | undefined;
  /** How much of an answer is kept, in characters, where it matters. */
  readonly keep?: number | undefined;
};

/** Twilio's webhooks: forms, signed over the address, repeated as its fragment asks with the same idempotency token. */
export class WebhookCalls {
  constructor(private readonly sender: WebhookSender) {}

  /** Every try that was made, the deciding one last; then the fallback URL's try when there is one. */
  async send(call: WebhookCall): Promise<readonly WebhookAttempt[]> {
    const policy = retryPolicyOf(call.url, call.account.retryDelaysMs);
    const attempts = await this.sender.send({ ...formPost(call), policy });
    const { fallbackUrl } = call.account;
    if (fallbackUrl === undefined || attempts.some(isAccepted)) return attempts;
    const fallback = { ...call, url: fallbackUrl, origin: new URL(fallbackUrl).origin };
    const once = { ...retryPolicyOf(fallbackUrl), retries: 0 };
    return [...attempts, ...(await this.sender.send({ ...formPost(fallback), policy: once }))];
  }
}

const formPost = (call: WebhookCall) => {
  const { params, origin, account, keep } = call;
  const url = withoutFragment(call.url);
  const sign = (token: string) => ({ 'x-twilio-signature': twilioSignature(token, url, params) });
  return {
    url,
    origin,
    keep,
    body: new URLSearchParams(params).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'user-agent': 'TwilioProxy/1.1',
      'i-twilio-idempotency-token': call.idempotencyToken ?? randomUUID(),
      ...signedBy(call.signature ?? 'valid', account.authToken, sign),
    },
  };
};
