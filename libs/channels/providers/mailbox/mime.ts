import { Duplex } from 'node:stream';
import { simpleParser, type Attachment, type ParsedMail, type SimpleParserOptions } from 'mailparser';
import { decodeText, looksMisread } from './charset.js';

/** One file, or one report part, of a mail. */
export interface MimePart {
  readonly fileName: string | null;
  readonly mediaType: string;
  readonly contentId: string | null;
  readonly bytes: Buffer;
}

/** A file of a mail that was taken apart in another process. */
export interface MailedFile {
  readonly fileName: string | null;
  readonly bytes: Uint8Array;
}

/** What the MIME structure of a mail holds. */
export interface MimeContent {
  readonly text: string | null;
  readonly html: string | null;
  readonly parts: readonly MimePart[];
}

const OPTIONS: SimpleParserOptions = {
  keepDeliveryStatus: true,
  keepCidLinks: true,
  skipHtmlToText: true,
  skipTextLinks: true,
  checksumAlgo: false,
  maxHeadSize: 1_048_576,
  maxChildNodes: 1_000,
};

/** A label no mail program uses: it leads every text part of the second reading to the repairing decoder. */
const REPAIR_LABEL = 'x-sila-repair';
const TEXT_PART = /^content-type:[ \t]*text\/(?:plain|html)\b[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*/gim;
const CHARSET_PARAMETER = /;\s*charset\*?=\s*(?:"([^"\r\n]*)"|([^\s;"]*))/i;

/**
 * Takes a mail apart. When a text comes out misread (no label, a wrong one, only a `meta` in the HTML), the mail is
 * read again with a decoder that looks at the bytes. Throws on structures beyond the limits (1,000 parts, 1 MiB of
 * header in one part).
 */
export async function readMime(raw: Buffer): Promise<MimeContent> {
  const first = await simpleParser(raw, OPTIONS);
  if (!looksMisread(first.text ?? '') && !looksMisread(first.html || '')) return contentOf(first);
  const relabelled = relabelTextParts(raw);
  return contentOf(await simpleParser(relabelled, { ...OPTIONS, Iconv: RepairingDecoder }));
}

function contentOf(mail: ParsedMail): MimeContent {
  return {
    text: mail.text ?? null,
    html: mail.html || null,
    parts: mail.attachments.map(partOf),
  };
}

function partOf(part: Attachment): MimePart {
  return {
    fileName: part.filename ?? null,
    mediaType: part.contentType.toLowerCase(),
    contentId: part.cid ?? null,
    bytes: part.content,
  };
}

function relabelTextParts(raw: Buffer): Buffer {
  const text = raw.toString('latin1');
  const head = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  const typed = /^content-type:/im.test(text.slice(0, head)) ? text : `Content-Type: text/plain\r\n${text}`;
  return Buffer.from(typed.replace(TEXT_PART, relabel), 'latin1');
}

function relabel(field: string): string {
  const match = CHARSET_PARAMETER.exec(field);
  const label = (match?.[1] ?? match?.[2] ?? '').replace(/[^\w.:-]/g, '');
  const bare = match ? field.replace(match[0], '') : field;
  return `${bare.trimEnd()}; charset="${REPAIR_LABEL}-${label}"`;
}

/** Collects one text part and decodes it by its bytes; what mailparser calls an Iconv. */
class RepairingDecoder extends Duplex {
  private readonly chunks: Buffer[] = [];
  private readonly label: string | null;

  constructor(charset: string, _target: string) {
    super();
    const lower = charset.toLowerCase();
    this.label = (lower.startsWith(REPAIR_LABEL) ? lower.slice(REPAIR_LABEL.length + 1) : lower) || null;
  }

  override _write(chunk: Buffer | string, _encoding: BufferEncoding, done: () => void): void {
    this.chunks.push(Buffer.from(chunk as Buffer));
    done();
  }

  override _final(done: () => void): void {
    this.push(Buffer.from(decodeText(Buffer.concat(this.chunks), this.label), 'utf8'));
    this.push(null);
    done();
  }

  override _read(): void {
    // Everything is pushed at the end.
  }
}
