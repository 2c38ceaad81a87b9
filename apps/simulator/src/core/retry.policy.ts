import type { WebhookAttempt } from './ledger.types.js';

/** Why a try failed: the answer's class, no connection (`ct`), or no answer (`rt`). */
export type RetryReason = '4xx' | '5xx' | 'ct' | 'rt';

/** How a webhook is called, and when it is called again. */
export type RetryPolicy = {
  readonly retries: number;
  readonly reasons: ReadonlySet<RetryReason>;
  readonly connectTimeoutMs: number;
  readonly readTimeoutMs: number;
  /** Milliseconds before each repeated try; a second where the list ends. */
  readonly delaysMs: readonly number[];
};

export const everyReason: readonly RetryReason[] = ['4xx', '5xx', 'ct', 'rt'];

/** Of providers that repeat whatever was not answered with 2xx. */
export const untilAccepted = (retries: number, delaysMs: readonly number[]): RetryPolicy => ({
  retries,
  reasons: new Set(everyReason),
  connectTimeoutMs: 5_000,
  readTimeoutMs: 15_000,
  delaysMs,
});

/** True when the answer of this attempt is one that the policy repeats. */
export const isRepeated = (policy: RetryPolicy, attempt: WebhookAttempt): boolean => {
  const reason = reasonOf(attempt);
  return reason !== null && policy.reasons.has(reason);
};

export const isAccepted = (attempt: WebhookAttempt): boolean =>
  attempt.status !== null && attempt.status >= 200 && attempt.status < 300;

const reasonOf = (attempt: WebhookAttempt): RetryReason | null => {
  if (attempt.error === 'connect' || attempt.error === 'connect-timeout') return 'ct';
  if (attempt.error !== null) return 'rt';
  if (attempt.status !== null && attempt.status >= 500) return '5xx';
  return attempt.status !== null && attempt.status >= 400 ? '4xx' : null;
};
