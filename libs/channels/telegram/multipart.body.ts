import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { OutboundAttachment } from '../channel.js';

/** A form with one file in it (RFC 7578), streamed: the file is never in memory as a whole. */
export interface MultipartBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
}

export function multipartOf(
  fields: Readonly<Record<string, string>>,
  field: string,
  file: OutboundAttachment,
): MultipartBody {
  const boundary = `sila-${randomUUID()}`;
  const parts = Object.entries(fields).map(
    ([name, value]) => `${opening(boundary, name)}\r\n\r\n${value}\r\n`,
  );
  const fileHead = `${opening(boundary, field)}; filename="${quoted(file.fileName)}"\r\nContent-Type: ${mediaTypeOf(file)}\r\n\r\n`;
  const head = Buffer.from(parts.join('') + fileHead);
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    headers: {
      'Content-Type': `multipart/form-data; boundary=${boundary}`,
      'Content-Length': String(head.length + file.size + tail.length),
    },
    body: Readable.from(bytesOf(head, file, tail)),
  };
}

async function* bytesOf(head: Buffer, file: OutboundAttachment, tail: Buffer): AsyncGenerator<Buffer> {
  yield head;
  yield* (await file.open()) as AsyncIterable<Buffer>;
  yield tail;
}

function opening(boundary: string, name: string): string {
  return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"`;
}

/** Escaped as browsers do (HTML, "multipart/form-data encoding algorithm"), so that a name can't end its header. */
function quoted(name: string): string {
  return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}

function mediaTypeOf({ mediaType }: OutboundAttachment): string {
  return /^[\w.+-]+\/[\w.+-]+$/.test(mediaType) ? mediaType : 'application/octet-stream';
}
