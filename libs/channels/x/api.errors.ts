import { ChannelError, type ChannelErrorKind } from '../channel.js';
import type { HttpAnswer } from '../http.caller.js';
import { retryAfterMs } from '../retry.after.js';

const LONGEST_WAIT_MS = 86_400_000;

/** The person takes no direct messages of ours: they must write, follow, or open their messages first. */
const CLOSED_TO_US =
  /(not|n.t|cannot) (be able to )?(send|message|dm)|not participants|dm(s)? (are )?closed/i;

/**
 * Which kind of failure an answer of X is. Source: docs.x.com, "Response codes and errors". A server error without X's own
 * body may come from a gateway after the message was taken: nobody knows.
 */
export function refusalError(
  answer: HttpAnswer,
  body: Readonly<Record<string, unknown>>,
  now: Date,
): ChannelError {
  const words = textOf(body['detail']) ?? textOf(body['title']) ?? `X answered ${answer.status}`;
  const isExplained = textOf(body['title']) !== null || Array.isArray(body['errors']);
  const isClosed = answer.status === 403 && CLOSED_TO_US.test(words);
  const kind = isClosed ? 'permanent' : kindOf(answer.status, isExplained);
  return new ChannelError(kind, codeOf(answer.status, body), words, waitOf(answer, now), isClosed);
}

function kindOf(status: number, isExplained: boolean): ChannelErrorKind {
  if (status === 429 || status === 503) return 'retry';
  if (status === 401 || status === 403) return 'auth';
  if (status >= 500) return isExplained ? 'retry' : 'unknown-outcome';
  if (status === 408 && !isExplained) return 'unknown-outcome';
  return 'permanent';
}

/** The last part of X's problem type: `…/problems/usage-capped`. */
function codeOf(status: number, body: Readonly<Record<string, unknown>>): string {
  return /problems\/([\w-]+)$/.exec(textOf(body['type']) ?? '')?.[1] ?? `http-${status}`;
}

/** `x-rate-limit-reset` is the second since the epoch in which the next call may be made. */
function waitOf({ headers, status }: HttpAnswer, now: Date): number {
  const reset = headers['x-rate-limit-reset'];
  if (status !== 429 || typeof reset !== 'string') return retryAfterMs(headers['retry-after'] ?? null, now);
  const ms = Number(reset) * 1000 - now.getTime();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), LONGEST_WAIT_MS) : 0;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
