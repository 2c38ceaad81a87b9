import { z } from 'zod';
import type { ChatStore } from '../core/chat.store.js';
import { linkTo, type StoredMedia } from '../core/media.store.js';
import type { Journeys } from '../core/message.journey.js';
import type { World } from '../core/simulator.world.js';
import { botIdOf } from './account.kind.js';
import { type Refusal, refusal } from './api.answer.js';
import type { Bot } from './bots.js';

/** Methods that send, and the field a file stands in; null for words alone. */
export const sendingMethods: Readonly<Record<string, string | null>> = {
  sendMessage: null,
  sendPhoto: 'photo',
  sendVideo: 'video',
  sendVoice: 'voice',
  sendAudio: 'audio',
  sendDocument: 'document',
};

/** What Sila asks to be sent, read from JSON or a form. */
export type Sending = {
  readonly method: string;
  readonly chat: string;
  readonly businessConnectionId: string | null;
  readonly text: string;
  readonly file: File | null;
};

const fields = z.object({
  chat_id: z.union([z.number().int(), z.string()]).transform(String),
  business_connection_id: z.string().nullable().default(null),
  text: z.string().default(''),
  caption: z.string().default(''),
});

/** Null when the call names no chat. */
export const readSending = (method: string, body: unknown): Sending | null => {
  const given: unknown = body instanceof FormData ? Object.fromEntries(body) : body;
  const read = fields.safeParse(given);
  if (!read.success) return null;
  const field = sendingMethods[method] ?? null;
  const file = field !== null && body instanceof FormData ? body.get(field) : null;
  return {
    method,
    chat: read.data.chat_id,
    businessConnectionId: read.data.business_connection_id,
    text: field === null ? read.data.text : read.data.caption,
    file: file instanceof File ? file : null,
  };
};

/** Why Telegram would refuse it, or null. */
export const refusalOf = ({ state }: Bot, sending: Sending): Refusal | null => {
  const { method, chat, text, file } = sending;
  if (!state.knows(chat)) return refusal(400, 'Bad Request: chat not found');
  if (state.blockedBy.has(chat)) return refusal(403, 'Forbidden: bot was blocked by the user');
  if (method !== 'sendMessage' && !file) return refusal(400, 'Bad Request: there is no file in the request');
  if (method === 'sendMessage' && text.trim() === '')
    return refusal(400, 'Bad Request: message text is empty');
  if (text.length > (file ? 1_024 : 4_096))
    return refusal(400, `Bad Request: message ${file ? 'caption ' : ''}is too long`);
  return null;
};

type Parts = Pick<World, 'clock' | 'ledger' | 'media' | 'received'> & {
  readonly chats: ChatStore;
  readonly journeys: Journeys;
};

/** Takes an accepted message and carries it to the phone. Gives it as Telegram answers it. */
export const accept = async (parts: Parts, { bot, state }: Bot, sending: Sending): Promise<object> => {
  const { chat, text, file } = sending;
  const stored = file && parts.media.add(Buffer.from(await file.arrayBuffer()), file.type, file.name);
  const messageId = state.nextMessageId(chat);
  parts.journeys.start({
    to: chat,
    timings: bot.timings,
    obstacle: async () => null,
    fail: () => undefined,
    advance: () => undefined,
    arrive: () => arrive(parts, bot.username, String(messageId), sending, stored),
  });
  return {
    message_id: messageId,
    date: Math.floor(parts.clock.now() / 1_000),
    chat: { id: Number(chat), type: 'private' },
    from: { id: botIdOf(bot), is_bot: true, first_name: bot.username },
    ...(file ? { caption: text } : { text }),
  };
};

const arrive = (
  parts: Parts,
  from: string,
  id: string,
  { method, chat, text, businessConnectionId }: Sending,
  stored: StoredMedia | null,
): void => {
  const at = parts.clock.iso();
  const media = stored ? [linkTo(stored)] : [];
  parts.chats.add(chat, { id, mine: false, text, at, status: 'delivered', media });
  const head = { channel: 'telegram', from, to: chat } as const;
  parts.received.add({ ...head, id, at, text, media, details: { method, businessConnectionId } });
  parts.ledger.write({ ...head, kind: 'arrival', direction: 'outbound', messageId: id, text });
};
