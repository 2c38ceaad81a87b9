import { fileTypeFromBuffer } from 'file-type';

const TEXT_LIKE = /^(text\/(plain|csv|calendar|vcard)|message\/rfc822|application\/json)$/;

/**
 * The media type by the first bytes; the declared one only for text, which has no marks, and never one that a browser would run.
 * Magic bytes prove no innocence: files are only ever downloaded, or shown as pictures that were recognised as such.
 */
export async function sniffMediaType(head: Buffer, declared: string): Promise<string> {
  const sniffed = await fileTypeFromBuffer(head).catch(() => undefined);
  if (sniffed) return sniffed.mime;
  const plain = declared.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return TEXT_LIKE.test(plain) && !head.includes(0) ? plain : 'application/octet-stream';
}
