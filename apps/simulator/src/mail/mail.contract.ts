import { z } from 'zod';
import { mediaSchema } from '../core/send.fields.js';

/**
 * A beneficiary writes an e-mail. `raw` (base64 of the whole RFC 822 mail) is delivered byte for byte and leaves the
 * other content fields unused; otherwise the mail is composed, traced and signed as the receiving server would.
 */
export const mailSendSchema = z.strictObject({
  channel: z.literal('email'),
  from: z.string().default('unknown@example.org'),
  to: z.string().optional(),
  name: z.string().optional(),
  subject: z.string().default(''),
  text: z.string().optional(),
  html: z.string().optional(),
  media: z.array(mediaSchema).default([]),
  raw: z.base64().optional(),
  replyTo: z.string().optional(),
  inReplyTo: z.string().optional(),
  references: z.array(z.string()).default([]),
  messageId: z.string().optional(),
  headers: z.record(z.string(), z.string()).default({}),
  /** Whether the receiving server found the sender genuine (dmarc=pass) or not (dmarc=fail). */
  authenticated: z.boolean().default(true),
  times: z.number().int().min(1).max(100).default(1),
});

export type MailSendInput = z.input<typeof mailSendSchema>;
export type MailSend = z.output<typeof mailSendSchema>;

/** What the page asks of a mailbox. */
export const mailQuery = z.strictObject({
  address: z.string().min(3),
  folder: z.string().default('INBOX'),
  limit: z.coerce.number().int().nonnegative().default(100),
});
