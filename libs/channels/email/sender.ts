import { normaliseEmail, type Sender } from '@sila/domain';
import { mailboxesOf, type MailHeaders, type Mailbox } from '../providers/mailbox/headers.js';

/** Who a mail says it is from, and what about that is odd. */
export interface SenderReading {
  readonly sender: Sender;
  readonly warnings: readonly string[];
}

/**
 * The first mailbox of the first From field that has one. `verified` only when DMARC passed for that very domain by
 * the word of our own mail server (RFC 7489, RFC 8601); everything else can be forged and is `asserted`.
 * A mail without a readable sender gets the address `fallback` of kind `unparsed`.
 */
export function senderOf(headers: MailHeaders, trustedAuthservId: string, fallback: string): SenderReading {
  const boxes = mailboxesOf(headers, 'from');
  const from = boxes[0] ?? mailboxesOf(headers, 'sender')[0];
  const warnings = warningsOf(headers, boxes);
  if (!from) return { sender: unreadable(fallback), warnings: [...warnings, 'no-sender'] };
  const proven = warnings.length === 0 && dmarcPassed(headers, trustedAuthservId, from.address);
  return {
    sender: {
      kind: 'email',
      value: normaliseEmail(from.address),
      name: from.name,
      assurance: proven ? 'verified' : 'asserted',
      aliases: [],
    },
    warnings,
  };
}

function warningsOf(headers: MailHeaders, boxes: readonly Mailbox[]): string[] {
  const several = headers.all('from').length > 1 || boxes.length > 1;
  return several ? ['several-from'] : [];
}

function unreadable(fallback: string): Sender {
  return { kind: 'unparsed', value: fallback, name: null, assurance: 'asserted', aliases: [] };
}

/** Only the topmost result of the trusted server counts: a sender can write further ones below it. */
function dmarcPassed(headers: MailHeaders, trusted: string, address: string): boolean {
  if (!trusted) return false;
  const result = headers.all('authentication-results')[0] ?? '';
  const [server = '', ...methods] = result.split(';').map((part) => part.trim());
  if (server.split(/\s/)[0]?.toLowerCase() !== trusted.toLowerCase()) return false;
  const dmarc = methods.filter((method) => /^dmarc\s*=/i.test(method));
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return (
    dmarc.length === 1 && /^dmarc\s*=\s*pass\b/i.test(dmarc[0] ?? '') && alignedWith(dmarc[0] ?? '', domain)
  );
}

function alignedWith(method: string, domain: string): boolean {
  const stated = /\bheader\.from\s*=\s*"?([^\s;"]+)/i.exec(method)?.[1];
  return stated === undefined || stated.replace(/^.*@/, '').toLowerCase() === domain;
}
