import type { InboundAttachment } from './channel.js';

/** A file as the line before its bytes describes it. */
export interface CarriedFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
}

const NEWLINE = 0x0a;

/** How requests of our own pages are stored: one line of JSON, then the bytes of the files it lists, in their order. */
export function frame(head: unknown, bytes: readonly Buffer[] = []): Buffer {
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...bytes]);
}

/** The JSON line and the bytes behind it. */
export function split(body: Buffer): { readonly head: unknown; readonly rest: Buffer } {
  const end = body.indexOf(NEWLINE);
  const line = end < 0 ? body : body.subarray(0, end);
  return {
    head: JSON.parse(line.toString('utf8')),
    rest: end < 0 ? Buffer.alloc(0) : body.subarray(end + 1),
  };
}

/** Cuts the bytes behind the JSON into the files it lists; throws when they don't add up. */
export function cutFiles(files: readonly CarriedFile[], rest: Buffer): InboundAttachment[] {
  const total = files.reduce((sum, file) => sum + file.size, 0);
  if (total !== rest.length) throw new Error(`the files should have ${total} bytes and have ${rest.length}`);
  let at = 0;
  return files.map(({ fileName, mediaType, size }) => {
    const bytes = rest.subarray(at, (at += size));
    return { fileName, mediaType, size, contentId: null, source: { bytes } };
  });
}
