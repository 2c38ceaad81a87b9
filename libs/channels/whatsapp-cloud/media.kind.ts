import type { OutboundAttachment } from '../channel.js';

const MB = 1024 * 1024;

/** Largest file of all, in bytes: a document. Source: Meta, "Media", supported types and sizes. */
export const LARGEST_FILE = 100 * MB;
/** Most characters beside a file. */
export const LONGEST_CAPTION = 1_024;

/** As what WhatsApp shows a file. */
export type MediaKind = 'image' | 'video' | 'audio' | 'document';

const SHOWN: readonly { readonly kind: MediaKind; readonly types: RegExp; readonly most: number }[] = [
  { kind: 'image', types: /^image\/(jpeg|png)$/, most: 5 * MB },
  { kind: 'video', types: /^video\/(mp4|3gpp)$/, most: 16 * MB },
  { kind: 'audio', types: /^audio\/(aac|amr|mpeg|mp4|ogg)$/, most: 16 * MB },
];

/** How a file goes: what WhatsApp would not show, by its type or size, goes as a document and is not lost. */
export function mediaKindOf({ mediaType, size }: OutboundAttachment): MediaKind {
  const plain = mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return SHOWN.find(({ types, most }) => types.test(plain) && size <= most)?.kind ?? 'document';
}
