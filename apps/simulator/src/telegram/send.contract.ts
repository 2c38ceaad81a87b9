import { z } from 'zod';
import { contentFields, deliveryFields } from '../core/send.fields.js';

/**
 * A beneficiary acts in Telegram. Taking a message back is seen on the phone and told to no bot, except over a business
 * connection. `raw` is the update itself, for kinds that nobody here plays.
 */
export const telegramSendSchema = z.strictObject({
  channel: z.literal('telegram'),
  /** Number of the chat, which is the person's. */
  from: z.string().regex(/^\d{1,16}$/, 'a Telegram chat is named by digits'),
  /** The bot's name, without "@"; the first bot when none is named. */
  to: z.string().optional(),
  name: z.string().optional(),
  text: contentFields.text,
  media: contentFields.media,
  location: contentFields.location,
  contact: contentFields.contact,
  inReplyTo: contentFields.inReplyTo,
  reaction: contentFields.reaction,
  edit: contentFields.edit,
  deletion: contentFields.deletion,
  /** Blocks the bot, or lets it in again. */
  blocks: z.boolean().optional(),
  /** The message goes to the account that the bot is connected to. */
  businessConnectionId: z.string().optional(),
  raw: z.record(z.string(), z.unknown()).optional(),
  ...deliveryFields,
});

export type TelegramSend = z.output<typeof telegramSendSchema>;
