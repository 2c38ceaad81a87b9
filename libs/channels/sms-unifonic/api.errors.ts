import { ChannelError, type ChannelErrorKind } from '../channel.js';
import type { HttpAnswer } from '../http.caller.js';
import { retryAfterMs } from '../retry.after.js';

/** No money or no rate for the country (ER-01), or a sender name that is not registered (ER-08): an administrator's matter. */
const ACCOUNT = new Set(['ER-01', 'ER-08']);

/** An answer that is no success: its code and words, as far as it has them. */
export interface Refusal {
  readonly code: string | null;
  readonly message: string;
}

/**
 * Which kind of failure an answer is. Source of the codes: docs.unifonic.com, "Understanding reasons of SMS non-delivery".
 * A server error without Unifonic's own body may come from a gateway after the message was taken: nobody knows.
 */
export function refusalError(answer: HttpAnswer, { code, message }: Refusal, now: Date): ChannelError {
  const wait = retryAfterMs(answer.headers['retry-after'] ?? null, now);
  return new ChannelError(
    kindOf(answer.status, code, message),
    code ?? `http-${answer.status}`,
    message,
    wait,
  );
}

function kindOf(status: number, code: string | null, message: string): ChannelErrorKind {
  if (status === 429 || status === 503) return 'retry';
  if (status === 401 || status === 403 || /app\s*sid/i.test(message)) return 'auth';
  if (code !== null && ACCOUNT.has(code)) return 'auth';
  if (status >= 500) return code === null ? 'unknown-outcome' : 'retry';
  if (status === 408 && code === null) return 'unknown-outcome';
  return 'permanent';
}
