import { z } from 'zod';

/** What `POST /send` takes: the provider of the channel knows the rest. */
export const addressedSchema = z.looseObject({ channel: z.string() });

/** What `POST /send/batch` takes: many messages, `parallel` of them under way at a time. */
export const batchSchema = z.strictObject({
  messages: z.array(addressedSchema).max(20_000),
  parallel: z.number().int().min(1).max(500).default(50),
});

export const readSchema = z.strictObject({
  /** The first channel with a phone by default. */
  channel: z.string().optional(),
  /** The person whose phone opens the chat. */
  from: z.string(),
  /** The association's account; the first one by default. */
  to: z.string().optional(),
  sids: z.array(z.string()).optional(),
});

export const typingSchema = z.strictObject({ channel: z.string(), from: z.string() });

export const clockSchema = z.strictObject({ offsetMs: z.number().int() });

const number = z.coerce.number().int().nonnegative();

export const receivedQuery = z.strictObject({
  channel: z.string().optional(),
  to: z.string().optional(),
  after: number.optional(),
  /** Waits until so many match, `waitMs` at most. */
  count: number.default(0),
  waitMs: number.max(120_000).default(10_000),
});

export const ledgerQuery = z.strictObject({
  after: number.optional(),
  kind: z.enum(['message', 'request', 'status', 'webhook', 'arrival', 'fault']).optional(),
  channel: z.string().optional(),
  direction: z.enum(['inbound', 'outbound']).optional(),
  messageId: z.string().optional(),
  limit: number.optional(),
});

export const chatsQuery = z.strictObject({ chats: number.default(40), messages: number.default(60) });
