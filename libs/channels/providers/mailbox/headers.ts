import { createHash } from 'node:crypto';
import { normaliseEmail, normaliseText } from '@sila/domain';
import { parseAddressHeader } from 'mailparser';
import type { RawEvent } from '../../channel.js';
import { decodeText, decodeUtf8 } from './charset.js';

const MAX_HEADER_BYTES = 262_144;
const MAX_FIELD = 16_384;

/** The header fields of a mail, in order, unfolded, names in lower case, bytes decoded but encoded words left in. */
export interface MailHeaders {
  /** Every value of a field, topmost first. */
  all(name: string): readonly string[];
  first(name: string): string | null;
}

/** One mailbox of an address field. */
export interface Mailbox {
  readonly address: string;
  readonly name: string | null;
}

/** Reads the header section; cheap, bounded to the first 256 KiB, never throws. */
export function readHeaders(raw: Buffer): MailHeaders {
  const fields = new Map<string, string[]>();
  for (const line of unfoldedLines(raw.subarray(0, endOfHeader(raw)))) {
    const colon = line.indexOf(0x3a);
    if (colon < 1) continue;
    const name = line.subarray(0, colon).toString('latin1').trim().toLowerCase();
    if (!/^[!-9;-~]{1,76}$/.test(name)) continue;
    const value = normaliseText(decodeBytes(line.subarray(colon + 1, colon + 1 + MAX_FIELD))).trim();
    const values = fields.get(name);
    if (values) values.push(value);
    else fields.set(name, [value]);
  }
  const all = (name: string): readonly string[] => fields.get(name) ?? [];
  return { all, first: (name) => all(name)[0] ?? null };
}

/** The mailboxes of all fields of this name, groups flattened; entries without a usable address are left out. */
export function mailboxesOf(headers: MailHeaders, name: string): Mailbox[] {
  return headers.all(name).flatMap((value) => parsed(value).flatMap((entry) => toMailbox(entry)));
}

/** `<id@domain>` in its one form, or null when the text holds none. Case is kept (RFC 5322 §3.6.4). */
export function normaliseMessageId(value: string | null): string | null {
  if (!value) return null;
  const inner = /<([^<>]{1,996})>/.exec(value)?.[1] ?? value.trim().split(/\s/)[0] ?? '';
  const id = inner.replace(/\s/g, '');
  return id ? `<${id}>` : null;
}

/** Every `<id>` of a References or In-Reply-To field, in order. */
export function messageIdsOf(value: string | null): string[] {
  return (value?.match(/<[^<>\s]{1,996}>/g) ?? []).slice(-100);
}

/** The event that stands for a fetched mail: key by promises.md I-2, lane by sender. */
export function eventOf(raw: Buffer): RawEvent {
  const headers = readHeaders(raw);
  const sha = createHash('sha256').update(raw).digest('hex');
  const id = normaliseMessageId(headers.first('message-id'))?.slice(0, 250) ?? '';
  return { key: `${id}${sha}`, accountRef: null, lane: laneOf(headers, sha), pointer: null };
}

/** The sender's address as lanes use it; an unreadable one gets a lane of its own. */
export function laneOf(headers: MailHeaders, sha: string): string {
  const from = mailboxesOf(headers, 'from')[0];
  return from ? normaliseEmail(from.address).slice(0, 320) : `unparsed:${sha}`;
}

function parsed(value: string): { name: string; address?: string }[] {
  try {
    return parseAddressHeader(value, { flatten: true }).value;
  } catch {
    return [];
  }
}

function toMailbox(entry: { name: string; address?: string }): Mailbox[] {
  const address = normaliseText(entry.address ?? '').replace(/[\s\p{Cc}]/gu, '');
  if (!/^[^@]+@[^@]+$/u.test(address) || address.length > 320) return [];
  const name = oneLine(entry.name).slice(0, 200);
  return [{ address, name: name || null }];
}

/** Text without line breaks and control characters. */
export function oneLine(value: string): string {
  return normaliseText(value)
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

function decodeBytes(bytes: Buffer): string {
  return decodeUtf8(bytes) ?? decodeText(bytes, null);
}

function endOfHeader(raw: Buffer): number {
  const head = raw.subarray(0, MAX_HEADER_BYTES);
  const ends = [head.indexOf('\r\n\r\n'), head.indexOf('\n\n')].filter((index) => index >= 0);
  return ends.length > 0 ? Math.min(...ends) : head.length;
}

function unfoldedLines(head: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let start = 0;
  while (start < head.length) {
    let end = head.indexOf(0x0a, start);
    while (end >= 0 && (head[end + 1] === 0x20 || head[end + 1] === 0x09)) end = head.indexOf(0x0a, end + 1);
    const stop = end < 0 ? head.length : end;
    lines.push(withoutBreaks(head.subarray(start, stop)));
    start = stop + 1;
  }
  return lines;
}

function withoutBreaks(line: Buffer): Buffer {
  return line.includes(0x0a) || line.includes(0x0d)
    ? Buffer.from(line.filter((byte) => byte !== 0x0a && byte !== 0x0d))
    : line;
}
