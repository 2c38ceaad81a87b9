import { StreamableFile } from '@nestjs/common';
import type { Readable } from 'node:stream';

/** A file on its way out. */
interface Outgoing {
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
  readonly stream: Readable;
}

/** Kinds that browsers show without running anything; everything else is saved, never opened here. */
const SHOWN =
  /^(image\/(png|jpeg|gif|webp|avif)|audio\/(mpeg|ogg|aac|mp4|wav|webm|amr)|video\/(mp4|webm|3gpp))$/;

/** Answers with a file; `inline` counts only for kinds that are harmless to show. */
export function fileAnswer(file: Outgoing, inline: boolean): StreamableFile {
  const shown = SHOWN.test(file.mediaType);
  return new StreamableFile(file.stream, {
    type: isMediaType(file.mediaType) ? file.mediaType : 'application/octet-stream',
    length: file.size,
    disposition: disposition(file.fileName, inline && shown),
  });
}

/** RFC 6266 §4.3: a plain name for old clients, the true one in UTF-8. */
export function disposition(fileName: string, inline: boolean): string {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%;]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

function isMediaType(text: string): boolean {
  return /^[\w.+-]+\/[\w.+-]+$/.test(text);
}
