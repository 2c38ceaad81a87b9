import type { InboundAttachment } from '../channel.js';
import type { File, Message } from './update.schema.js';

interface Kind {
  readonly name: string;
  readonly extension: string;
  readonly mediaType: string;
}

const KINDS = {
  // A film without sound is repeated as `document` for older bots, so it is looked for first.
  animation: { name: 'animation', extension: 'mp4', mediaType: 'video/mp4' },
  voice: { name: 'voice', extension: 'ogg', mediaType: 'audio/ogg' },
  audio: { name: 'audio', extension: 'mp3', mediaType: 'audio/mpeg' },
  video: { name: 'video', extension: 'mp4', mediaType: 'video/mp4' },
  video_note: { name: 'video', extension: 'mp4', mediaType: 'video/mp4' },
  document: { name: 'document', extension: 'bin', mediaType: 'application/octet-stream' },
} as const satisfies Partial<Record<keyof Message, Kind>>;

const PHOTO: Kind = { name: 'photo', extension: 'jpg', mediaType: 'image/jpeg' };

/** A Telegram message carries one file at most; several sent together are several messages. */
export function attachmentsOf(message: Message): InboundAttachment[] {
  const found = photoOf(message) ?? fileOf(message) ?? stickerOf(message);
  return found === null ? [] : [announced(message, ...found)];
}

/** Telegram offers a photo in several sizes: the largest. */
function photoOf({ photo }: Message): [File, Kind] | null {
  const [largest] = [...(photo ?? [])].sort((a, b) => b.width * b.height - a.width * a.height);
  return largest ? [largest, PHOTO] : null;
}

function fileOf(message: Message): [File, Kind] | null {
  const kinds = Object.keys(KINDS) as (keyof typeof KINDS)[];
  const kind = kinds.find((name) => message[name] !== undefined);
  const file = kind && message[kind];
  return kind && file ? [file, KINDS[kind]] : null;
}

function stickerOf({ sticker }: Message): [File, Kind] | null {
  if (!sticker) return null;
  if (sticker.is_video) return [sticker, { name: 'sticker', extension: 'webm', mediaType: 'video/webm' }];
  if (sticker.is_animated)
    return [sticker, { name: 'sticker', extension: 'tgs', mediaType: 'application/x-tgsticker' }];
  return [sticker, { name: 'sticker', extension: 'webp', mediaType: 'image/webp' }];
}

/** The bytes are fetched by the file's id, with a fresh link each time; a link would end and holds the token. */
function announced(message: Message, file: File, kind: Kind): InboundAttachment {
  return {
    fileName: file.file_name ?? `telegram-${kind.name}-${message.message_id}.${kind.extension}`,
    mediaType: file.mime_type ?? kind.mediaType,
    size: file.file_size ?? null,
    contentId: null,
    source: { ref: { fileId: file.file_id } },
  };
}
