import type { Readable } from 'node:stream';
import type { SendMailOptions } from 'nodemailer';
import type { Language } from '@sila/domain';
import { ChannelError, type Outbound } from '../channel.js';
import { oneLine } from '../providers/mailbox/headers.js';
import { loopMark, messageIdFor, replyAddress, type Signer } from './identifiers.js';
import type { EmailSettings } from './settings.js';

const MAX_REFERENCES = 20;
const REPLY_PREFIX =
  /^\s*(?:(?:re|aw|sv|antw|fw|fwd|wg|tr|رد|الرد|إعادة توجيه|اعادة توجيه|إعادة)\s*(?:\[\d{1,3}\])?\s*[:：]\s*)+/i;
const LINK = /https?:\/\/[^\s<>"']{1,2000}/g;

/** What composing needs of the account. */
export interface Letterhead {
  readonly settings: EmailSettings;
  readonly accountId: string;
  readonly signer: Signer;
}

/** The mail as nodemailer takes it; `streams` are the opened attachments, to be destroyed when sending is over. */
export interface Composed {
  readonly mail: SendMailOptions;
  readonly streams: readonly Readable[];
}

/** Domain part of a mail address. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** Turns an outbound message into a mail (RFC 5322 threading, RFC 3834 for automatic ones). Opens its attachments. */
export async function composeMail(message: Outbound, head: Letterhead): Promise<Composed> {
  const streams = await openAll(message);
  const { settings, signer } = head;
  const mail: SendMailOptions = {
    from: { name: oneLine(settings.displayName), address: settings.address },
    to: { name: oneLine(message.toName ?? ''), address: message.to.value },
    ...(settings.signedReplyAddress
      ? {
          replyTo: {
            name: oneLine(settings.displayName),
            address: replyAddress(signer, settings.address, message.conversationId),
          },
        }
      : {}),
    envelope: { from: message.automatic ? '' : settings.address, to: [message.to.value] },
    messageId: mailId(message, head),
    ...threadOf(message.thread),
    subject: subjectFor(message, settings.displayName || settings.address),
    text: message.text,
    html: htmlBody(message.text, message.language),
    headers: { ...automaticHeaders(message), 'X-Sila': loopMark(signer, head.accountId) },
    attachments: message.attachments.map((file, index) => ({
      filename: oneLine(file.fileName),
      contentType: file.mediaType,
      content: streams[index],
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  return { mail, streams };
}

/** The Message-ID of this message: the one fixed beforehand, or the same derived again. */
export function mailId(
  message: Pick<Outbound, 'providerId' | 'conversationId' | 'messageId'>,
  head: Letterhead,
): string {
  const { signer, settings } = head;
  return (
    message.providerId ??
    messageIdFor(signer, message.conversationId, message.messageId, domainOf(settings.address))
  );
}

/** `Re:` once, whatever prefixes came before it; a subject of our own when there was none. */
export function subjectFor(
  message: Pick<Outbound, 'subject' | 'thread' | 'language'>,
  sender: string,
): string {
  const bare = oneLine(message.subject ?? '').replace(REPLY_PREFIX, '');
  if (!bare) return message.language === 'ar' ? `رسالة من ${sender}` : `Message from ${sender}`;
  return message.thread.length > 0 ? `Re: ${bare}` : oneLine(message.subject ?? '');
}

/** The text as a small HTML page, right to left for Arabic; everything is escaped, addresses become links. */
export function htmlBody(text: string, language: Language): string {
  const direction = language === 'ar' ? 'rtl' : 'ltr';
  const paragraphs = text
    .replaceAll('\r', '')
    .split(/\n{2,}/)
    .map((paragraph) => `<p dir="auto">${paragraph.split('\n').map(linked).join('<br>\n')}</p>`);
  const body = `<body dir="${direction}">\n<div dir="${direction}" lang="${language}" style="text-align:start">`;
  return `<!DOCTYPE html>\n<html lang="${language}" dir="${direction}">\n<head><meta charset="utf-8"></head>\n${body}\n${paragraphs.join('\n')}\n</div>\n</body>\n</html>\n`;
}

function linked(line: string): string {
  let out = '';
  let at = 0;
  for (const match of line.matchAll(LINK)) {
    const address = match[0].replace(/[.,;:!?)\]،؛؟]+$/, '');
    out += `${escapeHtml(line.slice(at, match.index))}<a href="${escapeHtml(address)}">${escapeHtml(address)}</a>`;
    at = match.index + address.length;
  }
  return out + escapeHtml(line.slice(at));
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function threadOf(thread: readonly string[]): Pick<SendMailOptions, 'inReplyTo' | 'references'> {
  const ids = thread.filter((id) => /^<[^<>\s]+>$/.test(id));
  const last = ids.at(-1);
  if (!last) return {};
  const kept = ids.length > MAX_REFERENCES ? [ids[0] ?? last, ...ids.slice(1 - MAX_REFERENCES)] : ids;
  return { inReplyTo: last, references: kept };
}

function automaticHeaders(message: Outbound): Record<string, string> {
  return message.automatic ? { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' } : {};
}

async function openAll(message: Outbound): Promise<Readable[]> {
  const streams: Readable[] = [];
  try {
    for (const file of message.attachments) streams.push(await file.open());
    return streams;
  } catch {
    for (const stream of streams) stream.destroy();
    throw new ChannelError('retry', 'attachment', 'a file could not be opened');
  }
}
