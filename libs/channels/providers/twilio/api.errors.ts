import { ChannelError, type ChannelErrorKind } from '../../channel.js';

/** Outside the 24-hour window: WhatsApp takes approved templates only. Source: twilio.com/docs/api/errors/63016. */
export const OUTSIDE_WINDOW = '63016';

/** The recipient asked for no more messages of this sender (STOP). Source: twilio.com/docs/api/errors/21610. */
export const OPTED_OUT = '21610';

const RETRY = new Set(['20429', '20500', '20503', '21611', '30001', '63018']);
const AUTH = new Set(['20003', '20005', '20008', '20403', '63001', '63020']);

/** An answer of the API that is not a success. */
export interface Refusal {
  readonly status: number;
  /** The `code` of Twilio's error body; null when the body is none. */
  readonly code: string | null;
  readonly message: string;
  readonly retryAfterMs: number;
}

/**
 * Which kind of failure an answer is (promises.md O-2). A server error with Twilio's own error body
 * is an explicit refusal and may be tried again; one without may come from a gateway in between, after the message
 * was taken, so its outcome is unknown. 503 says that nothing was taken.
 */
export function refusalError(refusal: Refusal): ChannelError {
  const code = refusal.code ?? `http-${refusal.status}`;
  return new ChannelError(kindOf(refusal), code, refusal.message, refusal.retryAfterMs, code === OPTED_OUT);
}

function kindOf({ status, code }: Refusal): ChannelErrorKind {
  if (code === OUTSIDE_WINDOW) return 'needs-template';
  if (status === 429 || status === 503 || (code !== null && RETRY.has(code))) return 'retry';
  if (status === 401 || (code !== null && AUTH.has(code)) || (status === 403 && code === null)) return 'auth';
  if (status >= 500) return code === null ? 'unknown-outcome' : 'retry';
  if (status === 408 && code === null) return 'unknown-outcome';
  return 'permanent';
}
