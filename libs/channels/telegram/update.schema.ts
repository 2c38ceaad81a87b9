import { z } from 'zod';

/**
 * The parts of Bot API 10.1 objects that Sila reads (core.telegram.org/bots/api#available-types). What Telegram adds
 * is left alone; what is missing or of another type makes the update unreadable, and it is set aside visibly.
 */
const id = z.int();
const seconds = z.int().nonnegative();

const user = z.object({
  id,
  is_bot: z.boolean().optional(),
  first_name: z.string(),
  last_name: z.string().optional(),
  username: z.string().optional(),
});
const chat = z.object({ id, type: z.string() });

const file = z.object({
  file_id: z.string(),
  file_size: z.number().optional(),
  file_name: z.string().optional(),
  mime_type: z.string().optional(),
});
const sticker = file.extend({
  emoji: z.string().optional(),
  is_animated: z.boolean().optional(),
  is_video: z.boolean().optional(),
});
const photo = file.extend({ width: z.number(), height: z.number() });

const location = z.object({ latitude: z.number(), longitude: z.number() });
const contact = z.object({
  phone_number: z.string(),
  first_name: z.string(),
  last_name: z.string().optional(),
  vcard: z.string().optional(),
});
const button = z.object({ text: z.string(), callback_data: z.string().optional() });

/** Loose, so that the names of what is unknown can be kept. */
export const message = z.looseObject({
  message_id: id,
  date: seconds,
  edit_date: seconds.optional(),
  chat,
  from: user.optional(),
  business_connection_id: z.string().optional(),
  sender_business_bot: user.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  photo: z.array(photo).min(1).optional(),
  voice: file.optional(),
  audio: file.optional(),
  video: file.optional(),
  video_note: file.optional(),
  animation: file.optional(),
  document: file.optional(),
  sticker: sticker.optional(),
  location: location.optional(),
  venue: z.object({ location, title: z.string(), address: z.string() }).optional(),
  contact: contact.optional(),
  dice: z.object({ emoji: z.string() }).optional(),
  reply_to_message: z.object({ message_id: id }).optional(),
  media_group_id: z.string().optional(),
  forward_origin: z.object({ type: z.string() }).optional(),
  migrate_to_chat_id: id.optional(),
  reply_markup: z.object({ inline_keyboard: z.array(z.array(button)) }).optional(),
});
export type Message = z.output<typeof message>;
export type User = z.output<typeof user>;
export type File = z.output<typeof file>;

export const reaction = z.object({
  chat,
  message_id: id,
  user: user.optional(),
  date: seconds,
  new_reaction: z.array(z.object({ type: z.string(), emoji: z.string().optional() })),
});

/** A pressed button; the message it stood under may be too old to be told. */
export const callback = z.object({
  id: z.string(),
  from: user,
  data: z.string().optional(),
  message: message.partial({ date: true }).optional(),
});

export const membership = z.object({
  chat,
  date: seconds,
  new_chat_member: z.object({ status: z.string() }),
});

export const deletion = z.object({
  business_connection_id: z.string(),
  chat,
  message_ids: z.array(id),
});

/** Every update: its number and one field, named for what it is. */
export const update = z.looseObject({ update_id: id });

/** What is asked for with the webhook; without being named, reactions would not come. */
export const ALLOWED_UPDATES = [
  'message',
  'edited_message',
  'message_reaction',
  'callback_query',
  'my_chat_member',
  'business_connection',
  'business_message',
  'edited_business_message',
  'deleted_business_messages',
] as const;
