import type { InboundAttachment, Json, MessageContent } from '../../../channel.js';
import { fileNameFor } from '../../../file.names.js';
import { fieldsAt, listAt, numberAt, textAt, type Fields } from '../payload.fields.js';

/** What a message holds, whoever wrote it. */
export interface Content {
  readonly text: string;
  readonly attachments: readonly InboundAttachment[];
  readonly content: MessageContent | null;
  readonly meta: Readonly<Record<string, Json>>;
}

/** Files by the name Meta has for them; the declared kind may lie, the bytes are looked at after fetching. */
const MEDIA: Readonly<Record<string, string>> = {
  image: 'image/jpeg',
  video: 'video/mp4',
  audio: 'audio/mp4',
  file: 'application/octet-stream',
  ig_reel: 'video/mp4',
  reel: 'video/mp4',
};

/** Reads what a message holds; null when that is nothing Sila can show. Source: Meta, `messages` webhook. */
export function contentOf(message: Fields, app: string): Content | null {
  const parts = listAt(message, 'attachments');
  const attachments = parts.flatMap((part, index) => fileOf(part, index, app, textAt(message, 'mid')));
  const content = storyOf(message, parts) ?? choiceOf(message) ?? placeOf(parts);
  const text = [textAt(message, 'text'), placeWords(content), ...parts.map(linkOf)].filter(
    (part) => part !== null,
  );
  const told = [...new Set(text)].join('\n');
  if (told === '' && attachments.length === 0 && content === null) return null;
  const kinds = parts.map((part) => textAt(part, 'type')).filter((kind) => kind !== null);
  return { text: told, attachments, content, meta: kinds.length > 0 ? { kinds } : {} };
}

function fileOf(part: Fields, index: number, app: string, mid: string | null): InboundAttachment[] {
  const type = textAt(part, 'type') ?? '';
  const url = textAt(fieldsAt(part, 'payload'), 'url');
  const mediaType = Object.hasOwn(MEDIA, type) ? MEDIA[type] : undefined;
  if (url === null || mediaType === undefined) return [];
  const fileName = nameIn(url) ?? fileNameFor(app, mediaType, index);
  return [{ fileName, mediaType, size: null, contentId: null, source: { ref: { url, mid, index } } }];
}

/** Files that people attached keep their name in the address. */
function nameIn(url: string): string | null {
  const path = URL.canParse(url) ? new URL(url).pathname : '';
  const name = decoded(path.split('/').at(-1) ?? '');
  return /^[^/\\]{1,120}\.[A-Za-z0-9]{2,5}$/.test(name) ? name : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A mention in a story, or an answer to one of ours. Its picture ends after a day, so only the link is kept. */
function storyOf(message: Fields, parts: readonly Fields[]): MessageContent | null {
  const mention = parts.find((part) => textAt(part, 'type') === 'story_mention');
  if (mention) return { type: 'story', story: 'mention', url: textAt(fieldsAt(mention, 'payload'), 'url') };
  const story = fieldsAt(message, 'reply_to')['story'];
  if (story === undefined) return null;
  return {
    type: 'story',
    story: 'reply',
    url: textAt(fieldsAt(fieldsAt(message, 'reply_to'), 'story'), 'url'),
  };
}

function choiceOf(message: Fields): MessageContent | null {
  const title = textAt(message, 'text');
  if (title === null || message['quick_reply'] === undefined) return null;
  return { type: 'choice', title, payload: textAt(fieldsAt(message, 'quick_reply'), 'payload') };
}

function placeOf(parts: readonly Fields[]): MessageContent | null {
  const place = parts.find((part) => textAt(part, 'type') === 'location');
  const point = fieldsAt(fieldsAt(place ?? {}, 'payload'), 'coordinates');
  const [latitude, longitude] = [numberAt(point, 'lat'), numberAt(point, 'long')];
  if (latitude === null || longitude === null) return null;
  return { type: 'location', latitude, longitude, name: textAt(place ?? {}, 'title'), address: null };
}

function placeWords(content: MessageContent | null): string | null {
  if (content?.type !== 'location') return null;
  return content.name ?? `${content.latitude}, ${content.longitude}`;
}

/** What was shared and is no file of its own: a post, a page, a product. */
function linkOf(part: Fields): string | null {
  if (!['share', 'fallback', 'template'].includes(textAt(part, 'type') ?? '')) return null;
  return textAt(fieldsAt(part, 'payload'), 'url') ?? textAt(part, 'url') ?? textAt(part, 'title');
}
