import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { RawEvent, RawRequest } from '../channel.js';
import { parsedJson } from '../http.caller.js';
import { addressOf } from './chat.address.js';
import { update } from './update.schema.js';

/** Shows the secret that we gave with `setWebhook`. */
export const SECRET_HEADER = 'x-telegram-bot-api-secret-token';

/**
 * True when the request shows one of the secrets. Telegram signs nothing: the secret is all there is, so it is compared
 * by digests of one length, and with every secret, so that the time tells neither its length nor which one matched.
 */
export function showsSecret(request: RawRequest, secrets: readonly string[]): boolean {
  const shown = digest(request.headers[SECRET_HEADER] ?? '');
  return secrets.map((secret) => timingSafeEqual(shown, digest(secret))).includes(true);
}

function digest(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}

/** What an update is and about whom, as far as it can be told without understanding it. */
export interface UpdateHead {
  readonly updateId: number;
  /** The name of its one field: `message`, `message_reaction` … */
  readonly kind: string;
  readonly body: unknown;
  /** The person's address; null when nobody is named. */
  readonly address: string | null;
}

/** Null when the body is no update. */
export function headOf(request: RawRequest): UpdateHead | null {
  const read = update.safeParse(parsedJson(request.body.toString('utf8')));
  if (!read.success) return null;
  const { update_id: updateId, ...fields } = read.data;
  const [kind, body] = Object.entries(fields)[0] ?? ['nothing', null];
  return { updateId, kind, body, address: addressIn(body) };
}

const identified = z.object({ id: z.int() });
const about = z.object({
  chat: identified.optional(),
  business_connection_id: z.string().optional(),
  message: z.object({ chat: identified, business_connection_id: z.string().optional() }).optional(),
  from: identified.optional(),
  user: identified.optional(),
});

/** The chat it happened in, else the person who did it: their private chat has the same number. */
function addressIn(body: unknown): string | null {
  const read = about.safeParse(body);
  if (!read.success) return null;
  const { message, from, user } = read.data;
  const place = message ?? read.data;
  const found = place.chat ?? from ?? user;
  const businessConnectionId = place.business_connection_id ?? null;
  return found === undefined ? null : addressOf({ id: String(found.id), businessConnectionId }).value;
}

/**
 * One request is one update. Its number is the same on every delivery (promises.md I-2) but starts anywhere after a
 * quiet week, so what it is and whom it is about stand beside it: a number that comes again hides nobody's message.
 */
export function eventsOf(request: RawRequest): RawEvent[] {
  const head = headOf(request);
  const lane = head?.address ?? 'unknown';
  const key = head
    ? `${head.updateId}:${head.kind}:${lane}`
    : `sha256:${digest(request.body.toString('latin1')).toString('hex')}`;
  return [{ key, accountRef: null, lane, pointer: null }];
}
