import { z } from 'zod';
import { parsedJson } from '../http.caller.js';

const user = z.looseObject({ name: z.string().optional(), username: z.string().optional() });

/** One direct message, as `dm.received` and `dm.sent` carry it. */
const directMessage = z.looseObject({
  id: z.string(),
  created_timestamp: z.string().optional(),
  message_create: z.looseObject({
    target: z.looseObject({ recipient_id: z.string() }),
    sender_id: z.string(),
    message_data: z.looseObject({ text: z.string().default(''), attachment: z.unknown().optional() }),
  }),
});
export type DirectMessage = z.output<typeof directMessage>;

export const directMessages = z.looseObject({
  direct_message_events: z.array(directMessage).min(1),
  users: z.record(z.string(), z.union([z.looseObject({ data: user }), user])).default({}),
});

/** An encrypted message: who wrote to whom is readable, what is not. */
export const chatMessage = z.looseObject({
  id: z.string(),
  sender_id: z.string(),
  conversation_id: z.string(),
  created_at_msec: z.string().optional(),
});

/** A public post that names, answers or quotes the association. */
export const publicPost = z.looseObject({
  id: z.string(),
  author_id: z.string(),
  text: z.string().default(''),
  created_at: z.string().optional(),
});

const envelope = z.looseObject({
  data: z.looseObject({
    event_uuid: z.string().optional(),
    filter: z.looseObject({ user_id: z.string().optional() }).optional(),
    event_type: z.string(),
    payload: z.looseObject({}).default({}),
    includes: z.looseObject({ users: z.array(z.unknown()).default([]) }).optional(),
  }),
});
export type XEvent = z.output<typeof envelope>['data'];

/** Reads what every event shares; null for anything else. Source: docs.x.com, "X Activity API event payloads". */
export function readEnvelope(body: Buffer): XEvent | null {
  try {
    return envelope.safeParse(JSON.parse(body.toString('utf8'))).data?.data ?? null;
  } catch {
    return null;
  }
}

/** X says that a replay which we asked for has ended. */
export function isReplayReport(body: Buffer): boolean {
  return z.looseObject({ replay_job_status: z.looseObject({}) }).safeParse(parsedJson(body.toString('utf8')))
    .success;
}

/** What a person calls themselves, beside their @name; null when X does not say. */
export function nameIn(event: XEvent, userId: string): string | null {
  const inPayload = directMessages.safeParse(event.payload).data?.users[userId];
  const included = (event.includes?.users ?? []).map(unwrapped).find((each) => each?.['id'] === userId);
  return wordsOf(unwrapped(inPayload) ?? included);
}

function unwrapped(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const parsed = z.looseObject({ data: z.looseObject({}).optional() }).safeParse(value).data;
  return parsed?.data ?? parsed;
}

function wordsOf(value: unknown): string | null {
  const { name, username } = user.safeParse(value).data ?? {};
  if (name === undefined) return username === undefined ? null : `@${username}`;
  return username === undefined ? name : `${name} (@${username})`;
}
