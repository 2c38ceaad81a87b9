import { ChannelError, type ChannelErrorKind } from '../../channel.js';
import { asFields, fieldsAt, numberAt, textAt, type Fields } from './payload.fields.js';

/** What Graph says about a call that it refused. */
export interface GraphRefusal {
  readonly status: number;
  /** Null when the answer has no error of Graph's form: then somebody else may have given it. */
  readonly code: number | null;
  readonly subcode: number | null;
  readonly message: string;
  readonly isTransient: boolean;
  readonly retryAfterMs: number;
}

/** WhatsApp takes templates only, 24 hours after the person's last message. */
export const OUTSIDE_WINDOW = 131047;
/** The same of Messenger and Instagram: code 10 with one of these. */
const OUTSIDE_WINDOW_SUBCODES = [2018278, 2534022];

/** Tried again. Sources: Meta, "Error codes" of the Cloud API and of the Graph API. */
const RETRY = new Set([
  1, 2, 4, 17, 32, 613, 1200, 80007, 130429, 131000, 131016, 131048, 131056, 131057, 133004,
]);
/** The account, not the message: token, permissions, payment, registration. */
const AUTH = new Set([0, 3, 10, 102, 190, 131005, 131042, 131045, 133010]);
/** Of code 10, what concerns one recipient: the person can't be written to now. */
const NO_RECIPIENT_SUBCODES = [1893063];

/** Least waits that Meta asks for where it sends no Retry-After: a pair of numbers, a suspicion of spam. */
const LEAST_WAIT_MS: Readonly<Record<number, number>> = { 131056: 6_000, 131048: 60_000 };

/**
 * Which kind of failure a refusal is (channels.md §2 and §3, promises.md O-2). An error of Graph's form is an explicit
 * refusal; a server error without one may come from a gateway in between, after the message was taken.
 */
export function refusalError(refusal: GraphRefusal): ChannelError {
  const wait = Math.max(refusal.retryAfterMs, LEAST_WAIT_MS[refusal.code ?? -1] ?? 0);
  return new ChannelError(kindOf(refusal), codeOf(refusal), refusal.message, wait);
}

function kindOf({ status, code, subcode, isTransient }: GraphRefusal): ChannelErrorKind {
  if (code === null) return kindOfStatus(status);
  if (isOutsideWindow(code, subcode)) return 'needs-template';
  if (code === 10 && subcode !== null && NO_RECIPIENT_SUBCODES.includes(subcode)) return 'permanent';
  if (RETRY.has(code) || status === 429) return 'retry';
  if (AUTH.has(code) || (code >= 200 && code <= 299) || status === 401) return 'auth';
  return status >= 500 || isTransient ? 'retry' : 'permanent';
}

function kindOfStatus(status: number): ChannelErrorKind {
  if (status === 429 || status === 503) return 'retry';
  if (status === 401 || status === 403) return 'auth';
  return status >= 500 || status === 408 ? 'unknown-outcome' : 'permanent';
}

/** True when free text is refused for the time since the person's last message. */
export function isOutsideWindow(code: number, subcode: number | null): boolean {
  return code === OUTSIDE_WINDOW || (code === 10 && OUTSIDE_WINDOW_SUBCODES.includes(subcode ?? 0));
}

function codeOf({ status, code, subcode }: GraphRefusal): string {
  if (code === null) return `http-${status}`;
  return subcode === null ? String(code) : `${code}:${subcode}`;
}

/** The refusal in an answer, whatever its status; null when it holds none. */
export function refusalIn(status: number, body: unknown, retryAfter: number): GraphRefusal | null {
  const error = asFields(body)?.['error'];
  if (status < 400 && error === undefined) return null;
  const fields = asFields(error) ?? {};
  return {
    status,
    code: numberAt(fields, 'code'),
    subcode: numberAt(fields, 'error_subcode'),
    message: wordsOf(fields) ?? `Meta answered ${status}`,
    isTransient: fields['is_transient'] === true,
    retryAfterMs: retryAfter,
  };
}

/** What Meta says of an error, in its own words. */
export function wordsOf(error: Fields): string | null {
  return (
    textAt(fieldsAt(error, 'error_data'), 'details') ?? textAt(error, 'message') ?? textAt(error, 'title')
  );
}
