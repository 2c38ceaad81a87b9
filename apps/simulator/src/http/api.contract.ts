import { z } from 'zod';
import { mailSendSchema } from '../mail/mail.contract.js';
import { whatsappSendSchema } from '../twilio/inbound.contract.js';

/** What `POST /send` takes. */
export const sendSchema = z.discriminatedUnion('channel', [whatsappSendSchema, mailSendSchema]);

/** What `POST /send/batch` takes: many messages, `parallel` of them under way at a time. */
export const batchSchema = z.strictObject({
  messages: z.array(sendSchema).max(20_000),
  parallel: z.number().int().min(1).max(500).default(50),
});

export const readSchema = z.strictObject({
  /** The person whose phone opens the chat. */
  from: z.string(),
  /** The association's number; the first account's by default. */
  to: z.string().optional(),
  sids: z.array(z.string()).optional(),
});

export const clockSchema = z.strictObject({ offsetMs: z.number().int() });

const number = z.coerce.number().int().nonnegative();

export const receivedQuery = z.strictObject({
  channel: z.enum(['whatsapp', 'email']).optional(),
  to: z.string().optional(),
  after: number.optional(),
  /** Waits until so many match, `waitMs` at most. */
  count: number.default(0),
  waitMs: number.max(120_000).default(10_000),
});

export const ledgerQuery = z.strictObject({
  after: number.optional(),
  kind: z.enum(['message', 'request', 'status', 'webhook', 'arrival', 'fault']).optional(),
  channel: z.enum(['whatsapp', 'email']).optional(),
  direction: z.enum(['inbound', 'outbound']).optional(),
  messageId: z.string().optional(),
  limit: number.optional(),
});

export const chatsQuery = z.strictObject({ chats: number.default(40), messages: number.default(60) });
export const mailQuery = z.strictObject({
  address: z.string().min(3),
  folder: z.string().default('INBOX'),
  limit: number.default(100),
});

export type SendInput = z.input<typeof sendSchema>;
