import { UNSAID } from '@sila/domain';
import type { z } from 'zod';
import type { Inbound, InboundDeletion, InboundMessage, StoredEvent } from '../channel.js';
import { addressOf, providerIdOf } from './chat.address.js';
import { parseEdit, parseMessage } from './message.parse.js';
import { chatOfMessage, senderOf, unparsedSender } from './person.parse.js';
import { callback, deletion, membership, message, reaction } from './update.schema.js';
import { headOf, type UpdateHead } from './webhook.events.js';

/** Understands one update. Pure. Source of the fields: core.telegram.org/bots/api#update. */
export function parseEvent(event: StoredEvent): Inbound[] {
  const head = headOf(event.request);
  if (!head) throw new Error('the request holds no update of Telegram');
  const understood = PARSERS[head.kind]?.(head.body) ?? [unknownUpdate(event.key, head)];
  return [...understood];
}

type Parser = (body: unknown) => readonly Inbound[];

const PARSERS: Readonly<Record<string, Parser>> = {
  message: (body) => inPrivate(message.parse(body), parseMessage),
  business_message: (body) => inPrivate(message.parse(body), parseMessage),
  edited_message: (body) => inPrivate(message.parse(body), parseEdit),
  edited_business_message: (body) => inPrivate(message.parse(body), parseEdit),
  message_reaction: (body) => inPrivate(reaction.parse(body), parseReaction),
  my_chat_member: (body) => inPrivate(membership.parse(body), parseMembership),
  callback_query: (body) => [parseCallback(callback.parse(body))],
  deleted_business_messages: (body) => parseDeletions(deletion.parse(body)),
  business_connection: () => [ignored('a business account was connected or disconnected')],
  channel_post: () => [ignored(NOT_PRIVATE)],
  edited_channel_post: () => [ignored(NOT_PRIVATE)],
};

/**
 * An inbox answers people. What is said in a group is said to others, and an answer about somebody's need would be read
 * by all of them: the bot is to be kept out of groups (README.md), and where somebody adds it in spite of that it listens
 * to nothing but the group's new number.
 */
const NOT_PRIVATE = 'said in a group or a channel, not to the association';

function inPrivate<T extends { readonly chat: { readonly type: string } }>(
  body: T,
  parse: (body: T) => readonly Inbound[],
): readonly Inbound[] {
  return body.chat.type === 'private' || 'migrate_to_chat_id' in body ? parse(body) : [ignored(NOT_PRIVATE)];
}

function ignored(reason: string): Inbound {
  return { type: 'ignored', reason };
}

/** Telegram gives all signs that stand on the message now; the last one was put last. */
function parseReaction(body: z.output<typeof reaction>): Inbound[] {
  const chat = chatOfMessage(body);
  return [
    {
      type: 'reaction',
      from: senderOf(chat, body.user),
      target: providerIdOf(chat, body.message_id),
      emoji: signOf(body.new_reaction.at(-1)),
      at: new Date(body.date * 1_000),
    },
  ];
}

/** A sign that is a picture of Telegram's own has no character: a star stands for it, since some sign was put. */
function signOf(sign: { readonly emoji?: string | undefined } | undefined): string | null {
  return sign === undefined ? null : (sign.emoji ?? '⭐');
}

/** Who blocks the bot is `kicked` out of the chat with it. */
function parseMembership(body: z.output<typeof membership>): Inbound[] {
  const reachable = body.new_chat_member.status !== 'kicked' && body.new_chat_member.status !== 'left';
  const address = addressOf(chatOfMessage(body));
  return [{ type: 'reachability', address, reachable, at: new Date(body.date * 1_000) }];
}

function parseCallback(body: z.output<typeof callback>): InboundMessage {
  const pressed = body.message;
  const chat = pressed ? chatOfMessage(pressed) : { id: String(body.from.id), businessConnectionId: null };
  const quotes = pressed ? providerIdOf(chat, pressed.message_id) : null;
  const buttons = pressed?.reply_markup?.inline_keyboard.flat() ?? [];
  const payload = body.data ?? null;
  const title = buttons.find((button) => button.callback_data === body.data)?.text ?? payload ?? '';
  return {
    ...UNSAID,
    providerId: `callback:${body.id}`,
    from: senderOf(chat, body.from),
    kind: 'text',
    text: title,
    references: quotes === null ? [] : [{ kind: 'provider-message', ids: [quotes] }],
    content: { type: 'choice', title, payload },
    quotes,
  };
}

function parseDeletions(body: z.output<typeof deletion>): InboundDeletion[] {
  const chat = chatOfMessage(body);
  return body.message_ids.map((id) => ({
    type: 'deletion',
    from: senderOf(chat, undefined),
    target: providerIdOf(chat, id),
    at: null,
  }));
}

/** Kept and shown as a stub with the original behind it: nothing that came with the secret is dropped. */
function unknownUpdate(key: string, { kind, address }: UpdateHead): InboundMessage {
  return {
    ...UNSAID,
    providerId: key,
    from: unparsedSender(address),
    kind: 'unsupported',
    meta: { unknown: [kind] },
  };
}
