import { languageOf, UNSAID } from '@sila/domain';
import type { Inbound, InboundEcho, InboundMessage, Json } from '../channel.js';
import { addressOf, providerIdOf, type Chat } from './chat.address.js';
import { contentOf, textOf } from './content.parse.js';
import { attachmentsOf } from './file.parse.js';
import { chatOfMessage, senderOf } from './person.parse.js';
import { message as messageSchema, type Message } from './update.schema.js';

/** What the chat says of itself, which nobody wrote. */
const HOUSEKEEPING = [
  'pinned_message',
  'message_auto_delete_timer_changed',
  'write_access_allowed',
  'chat_background_set',
] as const;

/** A message of a person; or what the association's own staff wrote in Telegram, over a business connection. */
export function parseMessage(message: Message): Inbound[] {
  const chat = chatOfMessage(message);
  if (message.migrate_to_chat_id !== undefined) return [movedTo(message.migrate_to_chat_id, chat, message)];
  const told = HOUSEKEEPING.find((name) => name in message);
  if (told) return [{ type: 'ignored', reason: told }];
  if (message.sender_business_bot) return [{ type: 'ignored', reason: 'sent by a bot of the account' }];
  return [isOurs(message) ? echoOf(message, chat) : messageOf(message, chat)];
}

/** The words or the place were changed; a live location is changed by moving. */
export function parseEdit(message: Message): Inbound[] {
  if (isOurs(message)) return [{ type: 'ignored', reason: 'the account changed a message of its own' }];
  const chat = chatOfMessage(message);
  return [
    {
      type: 'edit',
      from: senderOf(chat, message.from),
      target: providerIdOf(chat, message.message_id),
      text: textOf(message),
      at: timeOf(message.edit_date ?? message.date),
    },
  ];
}

/** A private chat has the number of the person; whoever else writes in it is the account at the other end. */
function isOurs(message: Message): boolean {
  return message.business_connection_id !== undefined && message.from?.id !== message.chat.id;
}

function movedTo(id: number, chat: Chat, { date }: Message): Inbound {
  const to = addressOf({ ...chat, id: String(id) });
  return { type: 'identity-change', from: addressOf(chat), to, at: timeOf(date) };
}

function messageOf(message: Message, chat: Chat): InboundMessage {
  const text = textOf(message);
  const attachments = attachmentsOf(message);
  const quotes = message.reply_to_message ? providerIdOf(chat, message.reply_to_message.message_id) : null;
  return {
    ...UNSAID,
    providerId: providerIdOf(chat, message.message_id),
    from: senderOf(chat, message.from),
    kind: text === '' && attachments.length === 0 ? 'unsupported' : 'text',
    text,
    sentAt: timeOf(message.date),
    references: quotes === null ? [] : [{ kind: 'provider-message', ids: [quotes] }],
    language: languageOf(text),
    attachments,
    content: contentOf(message),
    quotes,
    meta: metaOf(message),
  };
}

function echoOf(message: Message, chat: Chat): InboundEcho {
  return {
    type: 'echo',
    providerId: providerIdOf(chat, message.message_id),
    messageId: null,
    to: addressOf(chat),
    text: textOf(message),
    sentAt: timeOf(message.date),
    attachments: attachmentsOf(message),
    content: contentOf(message),
  };
}

/** With the names of what Sila does not know: an administrator sees what a stub stands for. */
function metaOf(message: Message): Json {
  const unknown = Object.keys(message).filter(
    (name) => !(name in messageSchema.shape) && !FURNITURE.has(name),
  );
  return {
    ...(message.media_group_id === undefined ? {} : { album: message.media_group_id }),
    ...(message.forward_origin ? { forwarded: true } : {}),
    ...(message.from?.username === undefined ? {} : { username: message.from.username }),
    ...(unknown.length > 0 ? { unknown } : {}),
  };
}

/** Fields beside the content, of no consequence to what was said. */
const FURNITURE: ReadonlySet<string> = new Set([
  'entities',
  'caption_entities',
  'link_preview_options',
  'show_caption_above_media',
  'has_protected_content',
  'is_from_offline',
]);

function timeOf(seconds: number): Date {
  return new Date(seconds * 1_000);
}
