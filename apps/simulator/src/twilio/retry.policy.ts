import { everyReason, type RetryPolicy, type RetryReason } from '../core/retry.policy.js';

/**
 * Reads Twilio's connection overrides, written as the webhook URL's fragment: `#rc=3&rp=all&ct=…&rt=…` is retry count (0–5,
 * one by default), retry reasons (`ct` by default), and the two time-outs in milliseconds.
 * Source: twilio.com/docs/usage/webhooks/webhooks-connection-overrides.
 */
export const retryPolicyOf = (url: string, delaysMs: readonly number[] = []): RetryPolicy => {
  const fragment = new URLSearchParams(url.includes('#') ? url.slice(url.indexOf('#') + 1) : '');
  return {
    retries: clamp(fragment.get('rc'), 0, 5, 1),
    reasons: reasonsOf(fragment.get('rp') ?? 'ct'),
    connectTimeoutMs: clamp(fragment.get('ct'), 100, 10_000, 5_000),
    readTimeoutMs: clamp(fragment.get('rt'), 100, 15_000, 15_000),
    delaysMs,
  };
};

const reasonsOf = (list: string): ReadonlySet<RetryReason> => {
  const names = list.split(',').map((name) => name.trim());
  return new Set(
    names.includes('all') ? everyReason : everyReason.filter((reason) => names.includes(reason)),
  );
};

const clamp = (text: string | null, low: number, high: number, otherwise: number): number => {
  const value = Number(text ?? Number.NaN);
  return Number.isInteger(value) ? Math.min(high, Math.max(low, value)) : otherwise;
};
