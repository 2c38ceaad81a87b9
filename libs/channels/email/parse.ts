import { createHash } from 'node:crypto';
import { languageOf } from '@sila/domain';
import type { Inbound, InboundAttachment, InboundMessage, Json, Reference } from '../channel.js';
import { isAutomatic } from './automatic.js';
import { readBounce } from './bounce.js';
import type { Digest } from './digest.js';
import {
  mailboxesOf,
  messageIdsOf,
  normaliseMessageId,
  oneLine,
  readHeaders,
  type MailHeaders,
} from '../providers/mailbox/headers.js';
import { loopMark, readReplyAddress, type Signer } from './identifiers.js';
import type { MimePart } from '../providers/mailbox/mime.js';
import { senderOf } from './sender.js';
import { decodeWords } from './words.js';

const MAX_FILES = 200;
const MAX_SUBJECT = 500;

/** What parsing needs to know of the account. */
export interface ParseOptions {
  readonly accountId: string;
  readonly address: string;
  readonly trustedAuthservId: string;
}

/** A mail that was taken apart, or could not be (`digest` null: only its header section counts). */
export interface ReadMail {
  readonly raw: Buffer;
  readonly digest: Digest | null;
  /** Bytes of a mail that was too large to fetch; null when it was fetched. */
  readonly oversize: number | null;
}

/** Understands one mail. Pure. Throws when there is not even a header section. */
export function interpretMail(mail: ReadMail, options: ParseOptions, signer: Signer): Inbound[] {
  const headers = readHeaders(mail.raw);
  if (!hasHeaders(headers)) throw new Error('no header section');
  if (isOwnEcho(headers, options, signer)) return [{ type: 'ignored', reason: 'own mail came back' }];
  const bounce = mail.digest && readBounce(headers, mail.digest.parts, signer);
  return bounce ?? [messageOf(mail, headers, options, signer)];
}

function hasHeaders(headers: MailHeaders): boolean {
  return [
    'from',
    'to',
    'subject',
    'date',
    'message-id',
    'received',
    'content-type',
    'sender',
    'return-path',
    'cc',
  ].some((name) => headers.first(name) !== null);
}

function isOwnEcho(headers: MailHeaders, options: ParseOptions, signer: Signer): boolean {
  const from = mailboxesOf(headers, 'from')[0]?.address.toLowerCase();
  return (
    from === options.address.toLowerCase() && headers.first('x-sila') === loopMark(signer, options.accountId)
  );
}

function messageOf(
  mail: ReadMail,
  headers: MailHeaders,
  options: ParseOptions,
  signer: Signer,
): InboundMessage {
  const sha = createHash('sha256').update(mail.raw).digest('hex');
  const { sender, warnings } = senderOf(headers, options.trustedAuthservId, sha);
  const text = mail.digest?.text ?? '';
  const quotedFrom = mail.digest?.quotedFrom ?? null;
  return {
    type: 'message',
    providerId: normaliseMessageId(headers.first('message-id')) ?? `<${sha}@unnamed.invalid>`,
    from: sender,
    kind: mail.digest ? 'text' : 'unsupported',
    text,
    html: mail.digest?.html ?? null,
    subject: subjectOf(headers),
    quotedFrom,
    sentAt: dateOf(headers.first('date')),
    references: referencesOf(headers, options, signer),
    automatic: isAutomatic(headers),
    language: languageOf(text.slice(0, quotedFrom ?? undefined)),
    attachments: attachmentsOf(mail),
    content: null,
    quotes: null,
    meta: metaOf(mail, headers, warnings),
  };
}

function subjectOf(headers: MailHeaders): string | null {
  return oneLine(decodeWords(headers.first('subject') ?? '')).slice(0, MAX_SUBJECT) || null;
}

function dateOf(value: string | null): Date | null {
  const time = Date.parse((value ?? '').replace(/\([^)]{0,100}\)/g, ''));
  const date = new Date(time);
  return Number.isNaN(time) || date.getUTCFullYear() < 1970 || date.getUTCFullYear() > 9999 ? null : date;
}

/** A signed reply address of ours first, then the mails it says it answers; never the subject. */
function referencesOf(headers: MailHeaders, options: ParseOptions, signer: Signer): Reference[] {
  const recipients = ['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to'].flatMap((name) =>
    mailboxesOf(headers, name),
  );
  const conversations = recipients
    .map((recipient) => readReplyAddress(signer, recipient.address, options.address))
    .filter((id) => id !== null);
  const ids = [
    ...headers.all('in-reply-to').flatMap(messageIdsOf),
    ...headers.all('references').flatMap(messageIdsOf).reverse(),
  ];
  return [
    ...[...new Set(conversations)].map((id): Reference => ({ kind: 'conversation', id })),
    ...(ids.length > 0 ? [{ kind: 'provider-message', ids: [...new Set(ids)] } as const] : []),
  ];
}

/** The files of a mail. A mail of which something is not shown otherwise travels along whole. */
function attachmentsOf(mail: ReadMail): InboundAttachment[] {
  if (mail.oversize !== null) return [];
  if (!mail.digest) return [original(mail.raw)];
  const files = mail.digest.parts.slice(0, MAX_FILES).map(attachmentOf);
  return mail.digest.truncated || mail.digest.parts.length > MAX_FILES
    ? [...files, original(mail.raw)]
    : files;
}

function attachmentOf(part: MimePart, index: number): InboundAttachment {
  return {
    fileName: safeName(part.fileName) ?? defaultName(part.mediaType, index),
    mediaType: part.mediaType.slice(0, 120),
    size: part.bytes.length,
    contentId: part.contentId ? oneLine(part.contentId).slice(0, 250) : null,
    source: { bytes: part.bytes },
  };
}

function original(raw: Buffer): InboundAttachment {
  const [fileName, mediaType] = ['original.eml', 'message/rfc822'];
  return { fileName, mediaType, size: raw.length, contentId: null, source: { bytes: raw } };
}

function safeName(name: string | null): string | null {
  const plain = oneLine(name ?? '')
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/^\.+/, '')
    .trim();
  return plain ? plain.slice(-200) : null;
}

function defaultName(mediaType: string, index: number): string {
  if (mediaType === 'message/rfc822') return `message-${index + 1}.eml`;
  if (mediaType === 'message/delivery-status') return 'delivery-status.txt';
  if (mediaType === 'text/calendar') return `invitation-${index + 1}.ics`;
  return `file-${index + 1}`;
}

function metaOf(mail: ReadMail, headers: MailHeaders, warnings: readonly string[]): Json {
  const list = (name: string): string[] =>
    mailboxesOf(headers, name)
      .slice(0, 50)
      .map((box) => box.address);
  const replyTo = list('reply-to');
  const left = (mail.digest?.parts.length ?? 0) - MAX_FILES;
  return {
    to: list('to'),
    cc: list('cc'),
    ...(replyTo.length > 0 ? { replyTo } : {}),
    ...(warnings.length > 0 ? { warnings: [...warnings] } : {}),
    ...(mail.digest ? {} : { reason: mail.oversize === null ? 'unreadable' : 'too-large' }),
    ...(mail.oversize === null ? {} : { size: mail.oversize }),
    ...(left > 0 ? { filesLeftOut: left } : {}),
  };
}
