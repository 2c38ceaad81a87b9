import type { StoredMedia } from '../core/media.store.js';
import type { TelegramSend } from './send.contract.js';

/** Who writes, when, and in which message. */
export type Occasion = {
  readonly messageId: number;
  /** Seconds since the epoch. */
  readonly date: number;
  readonly media: StoredMedia | null;
};

/** The person, who has the number of the chat. Source of all fields: core.telegram.org/bots/api#available-types. */
const userOf = ({ from, name }: TelegramSend) => {
  const [first = 'مستفيد', ...rest] = (name ?? '').split(' ').filter((part) => part !== '');
  return {
    id: Number(from),
    is_bot: false,
    first_name: first,
    ...(rest.length > 0 ? { last_name: rest.join(' ') } : {}),
  };
};

const chatOf = ({ from }: Pick<TelegramSend, 'from'>) => ({ id: Number(from), type: 'private' }) as const;

/** A message with what was sent in it. */
export const messageBody = (input: TelegramSend, occasion: Occasion): object => ({
  ...headOf(input, occasion),
  ...(input.inReplyTo === undefined ? {} : { reply_to_message: quoted(input, occasion) }),
  ...contentOf(input, occasion),
});

/** The same message once more, with other words. */
export const editBody = (input: TelegramSend, text: string, occasion: Occasion): object => ({
  ...headOf(input, occasion),
  edit_date: occasion.date,
  text,
});

export const reactionBody = (
  input: TelegramSend,
  emoji: string | null,
  { messageId, date }: Occasion,
): object => ({
  chat: chatOf(input),
  message_id: messageId,
  user: userOf(input),
  date,
  old_reaction: [],
  new_reaction: emoji === null ? [] : [{ type: 'emoji', emoji }],
});

export const deletionBody = (input: TelegramSend, { messageId }: Occasion): object => ({
  business_connection_id: input.businessConnectionId,
  chat: chatOf(input),
  message_ids: [messageId],
});

export const membershipBody = (input: TelegramSend, bot: object, date: number): object => {
  const [before, after] = input.blocks === true ? ['member', 'kicked'] : ['kicked', 'member'];
  const member = (status: string | undefined) => ({
    status,
    user: bot,
    ...(status === 'kicked' ? { until_date: 0 } : {}),
  });
  return {
    chat: chatOf(input),
    from: userOf(input),
    date,
    old_chat_member: member(before),
    new_chat_member: member(after),
  };
};

const headOf = (input: TelegramSend, { messageId, date }: Occasion): object => ({
  message_id: messageId,
  from: userOf(input),
  chat: chatOf(input),
  date,
  ...(input.businessConnectionId === undefined ? {} : { business_connection_id: input.businessConnectionId }),
});

const quoted = (input: TelegramSend, { date }: Occasion): object => ({
  message_id: Number(input.inReplyTo),
  date,
  chat: chatOf(input),
});

const contentOf = (input: TelegramSend, { media }: Occasion): object => {
  const { text, location, contact } = input;
  if (media) return { ...mediaOf(input, media), ...(text === '' ? {} : { caption: text }) };
  if (location) return placeOf(location);
  if (contact) return { contact: { phone_number: contact.phone, first_name: contact.name } };
  return { text };
};

const placeOf = ({ latitude, longitude, label, address }: NonNullable<TelegramSend['location']>): object => {
  const location = { latitude, longitude };
  if (label === undefined) return { location };
  return { location, venue: { location, title: label, address: address ?? '' } };
};

/** As the app sends it: pictures as photos in several sizes, voice notes, films, sound; everything else as documents. */
const mediaOf = ({ media: [given] }: TelegramSend, media: StoredMedia): object => {
  const file = { file_id: media.id, file_unique_id: media.id.slice(0, 8), file_size: media.bytes.length };
  const typed = { ...file, mime_type: media.contentType };
  const named = media.fileName === null ? typed : { ...typed, file_name: media.fileName };
  if (/^image\/(jpeg|png)$/.test(media.contentType))
    return {
      photo: [
        { ...file, file_id: `${media.id}-small`, width: 90, height: 90 },
        { ...file, width: 800, height: 800 },
      ],
    };
  if (given?.voice === true) return { voice: { ...typed, duration: 3 } };
  if (media.contentType === 'video/mp4') return { video: { ...named, width: 640, height: 360, duration: 3 } };
  if (media.contentType.startsWith('audio/')) return { audio: { ...named, duration: 3 } };
  return { document: named };
};
