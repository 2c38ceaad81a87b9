import type { WebhookAttempt } from '../core/ledger.types.js';

type Reason = '4xx' | '5xx' | 'ct' | 'rt';

/** How a webhook URL asks to be called: Twilio's connection overrides, written as the URL's fragment. */
export type RetryPolicy = {
  readonly retries: number;
  readonly reasons: ReadonlySet<Reason>;
  readonly connectTimeoutMs: number;
  readonly readTimeoutMs: number;
};

const everyReason: readonly Reason[] = ['4xx', '5xx', 'ct', 'rt'];

/**
 * Reads `#rc=3&rp=all&ct=…&rt=…`: retry count (0–5, one by default), retry reasons (`ct` by default), and the two
 * time-outs in milliseconds. Source: twilio.com/docs/usage/webhooks/webhooks-connection-overrides.
 */
export const retryPolicyOf = (url: string): RetryPolicy => {
  const fragment = new URLSearchParams(url.includes('#') ? url.slice(url.indexOf('#') + 1) : '');
  return {
    retries: clamp(fragment.get('rc'), 0, 5, 1),
    reasons: reasonsOf(fragment.get('rp') ?? 'ct'),
    connectTimeoutMs: clamp(fragment.get('ct'), 100, 10_000, 5_000),
    readTimeoutMs: clamp(fragment.get('rt'), 100, 15_000, 15_000),
  };
};

/** True when the answer of this attempt is one that the policy repeats. */
export const isRepeated = (policy: RetryPolicy, attempt: WebhookAttempt): boolean => {
  const reason = reasonOf(attempt);
  return reason !== null && policy.reasons.has(reason);
};

export const isAccepted = (attempt: WebhookAttempt): boolean =>
  attempt.status !== null && attempt.status >= 200 && attempt.status < 300;

const reasonsOf = (list: string): ReadonlySet<Reason> => {
  const names = list.split(',').map((name) => name.trim());
  return new Set(
    names.includes('all') ? everyReason : everyReason.filter((reason) => names.includes(reason)),
  );
};

const reasonOf = (attempt: WebhookAttempt): Reason | null => {
  if (attempt.error === 'connect' || attempt.error === 'connect-timeout') return 'ct';
  if (attempt.error !== null) return 'rt';
  if (attempt.status !== null && attempt.status >= 500) return '5xx';
  return attempt.status !== null && attempt.status >= 400 ? '4xx' : null;
};

const clamp = (text: string | null, low: number, high: number, otherwise: number): number => {
  const value = Number(text ?? Number.NaN);
  return Number.isInteger(value) ? Math.min(high, Math.max(low, value)) : otherwise;
};
