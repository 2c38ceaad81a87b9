import { z } from 'zod';
import { ChannelError, type ChannelErrorKind } from '../channel.js';

/** An answer that is no success, as core.telegram.org/bots/api#making-requests describes it. */
const refusalBody = z.object({
  ok: z.literal(false),
  error_code: z.number().int(),
  description: z.string(),
  parameters: z.object({ retry_after: z.number().nonnegative().optional() }).optional(),
});

/** A recipient that will never take a message again, though the answer says "bad request" only. */
const NOBODY = /chat not found|PEER_ID_INVALID|user not found|user is deactivated/i;

/** These come from a gateway in front of Telegram, perhaps after the message was taken. */
const GATEWAY = new Set([502, 504]);

/**
 * Which kind of failure an answer is (README.md here, promises.md O-2). Telegram's own words are a refusal: the message
 * was not taken. Without them, or from a gateway, nobody knows.
 */
export function refusalError(status: number, body: unknown): ChannelError {
  const refusal = refusalBody.safeParse(body);
  if (!refusal.success) return unreadable(status);
  const { error_code: code, description, parameters } = refusal.data;
  const nobody = code === 403 || (code === 400 && NOBODY.test(description));
  const wait = Math.round((parameters?.retry_after ?? 0) * 1_000);
  return new ChannelError(kindOf(code), String(code), description, wait, nobody);
}

function kindOf(code: number): ChannelErrorKind {
  if (code === 429) return 'retry';
  // A token that was revoked is "unauthorized", one that never was is "not found".
  if (code === 401 || code === 404) return 'auth';
  if (code >= 500) return GATEWAY.has(code) ? 'unknown-outcome' : 'retry';
  return 'permanent';
}

function unreadable(status: number): ChannelError {
  const code = status >= 300 ? `http-${status}` : 'unreadable-answer';
  const words = `Telegram gave an answer that can't be read (${status})`;
  if (status === 429 || status === 503) return new ChannelError('retry', code, words);
  if (status >= 300 && status < 500 && status !== 408) return new ChannelError('permanent', code, words);
  return new ChannelError('unknown-outcome', code, words);
}
