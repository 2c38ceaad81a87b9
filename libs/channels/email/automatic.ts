import { mailboxesOf, type MailHeaders } from '../providers/mailbox/headers.js';

const ROBOTS = /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+_.-]|@)/i;

/**
 * True for mail that no person typed: auto-replies, lists, reports, bounces (RFC 3834). The subject
 * is no proof. Sila never answers such mail by itself.
 */
export function isAutomatic(headers: MailHeaders): boolean {
  return (
    saysAutoSubmitted(headers) ||
    headers.all('return-path').some((value) => value.replace(/\s/g, '') === '<>') ||
    /^multipart\/report\b/i.test(headers.first('content-type') ?? '') ||
    headers.all('precedence').some((value) => /^(bulk|list|junk|auto[_-]reply)\b/i.test(value)) ||
    ['list-id', 'x-autoreply', 'x-autorespond', 'x-auto-response-suppress', 'x-loop'].some(
      (name) => headers.first(name) !== null,
    ) ||
    mailboxesOf(headers, 'from').some((from) => ROBOTS.test(from.address))
  );
}

function saysAutoSubmitted(headers: MailHeaders): boolean {
  return headers.all('auto-submitted').some((value) => !/^no\b/i.test(value));
}
