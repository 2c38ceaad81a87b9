import type { Sender } from '../channel.js';
import { addressOf, type Chat } from './chat.address.js';
import type { Message, User } from './update.schema.js';

/** The chat a message stands in. */
export function chatOfMessage(message: Pick<Message, 'chat' | 'business_connection_id'>): Chat {
  return {
    id: String(message.chat.id),
    businessConnectionId: message.business_connection_id ?? null,
  };
}

/** Telegram vouches for the chat. It tells no number: a number in a contact card is only what somebody sent. */
export function senderOf(chat: Chat, user: User | undefined): Sender {
  return { ...addressOf(chat), name: nameOf(user), assurance: 'verified', aliases: [] };
}

/** Somebody whose update could not be understood. */
export function unparsedSender(address: string | null): Sender {
  return {
    kind: address === null ? 'unparsed' : 'telegram-chat',
    value: address ?? 'telegram',
    name: null,
    assurance: address === null ? 'asserted' : 'verified',
    aliases: [],
  };
}

function nameOf(user: User | undefined): string | null {
  if (!user) return null;
  const name = [user.first_name, user.last_name ?? ''].join(' ').trim();
  return name || (user.username === undefined ? null : `@${user.username}`);
}
