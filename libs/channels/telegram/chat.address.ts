import { ChannelError, type Address } from '../channel.js';

/**
 * Where a person is reached: the chat they have with the bot or, over a business connection, with the association's own
 * account. Both have the same chat id, so the connection is a part of the address. Ids have up to 52 bits: as text they
 * are safe everywhere.
 */
export interface Chat {
  readonly id: string;
  readonly businessConnectionId: string | null;
}

/** `412345678`, or `BK7x…:412345678` over a business connection. */
export function addressOf({ id, businessConnectionId }: Chat): Address {
  return {
    kind: 'telegram-chat',
    value: businessConnectionId === null ? id : `${businessConnectionId}:${id}`,
  };
}

/** Throws ChannelError when the address is none of Telegram's. */
export function chatOf({ kind, value }: Address): Chat {
  const match = /^(?:([^:\s]+):)?(-?\d{1,16})$/.exec(value);
  if (kind !== 'telegram-chat' || !match)
    throw new ChannelError('permanent', 'address', `Telegram can't reach an address of kind ${kind}`);
  return { id: match[2] ?? '', businessConnectionId: match[1] ?? null };
}

/** Telegram counts messages within a chat; the chat before it makes the number unique within the account. */
export function providerIdOf(chat: Chat, messageId: number): string {
  return `${addressOf(chat).value}:${messageId}`;
}
