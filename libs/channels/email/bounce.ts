import { normaliseEmail, normaliseText } from '@sila/domain';
import type { Inbound, InboundReceipt } from '../channel.js';
import {
  messageIdsOf,
  normaliseMessageId,
  readHeaders,
  type MailHeaders,
} from '../providers/mailbox/headers.js';
import { readMessageId, type Signer } from './identifiers.js';
import type { MimePart } from '../providers/mailbox/mime.js';

/** Permanent codes that speak of the address itself, not of one message or of policy (RFC 3463, IANA registry). */
const DEAD_ADDRESS = /^5\.(1\.(0|1|2|3|6|10)|2\.1|4\.4|7\.13)$|^5\.0\.0$/;

interface Recipient {
  readonly address: string | null;
  readonly action: string;
  readonly status: string;
  readonly diagnostic: string | null;
}

/**
 * Reads a delivery report (RFC 3464) about a mail of ours. Null when it is none, or when the mail it speaks of isn't
 * provably ours: the report is then shown as a message.
 */
export function readBounce(
  headers: MailHeaders,
  parts: readonly MimePart[],
  signer: Signer,
): Inbound[] | null {
  const report = parts.find((part) => part.mediaType === 'message/delivery-status');
  if (!report) return null;
  const original = originalOf(headers, parts, signer);
  const recipients = recipientsOf(report.bytes);
  if (!original || recipients.length === 0) return null;
  return recipients.map((recipient) => receiptOf(recipient, original));
}

function originalOf(
  headers: MailHeaders,
  parts: readonly MimePart[],
  signer: Signer,
): { providerId: string; messageId: string } | null {
  const returned = parts
    .filter((part) => /^(message\/(rfc822|rfc822-headers|global)|text\/rfc822-headers)$/.test(part.mediaType))
    .map((part) => normaliseMessageId(readHeaders(part.bytes).first('message-id')) ?? '');
  const named = [
    ...messageIdsOf(headers.first('in-reply-to')),
    ...messageIdsOf(headers.first('references')).reverse(),
  ];
  for (const providerId of [...returned, ...named]) {
    const ours = readMessageId(signer, providerId);
    if (ours) return { providerId, messageId: ours.messageId };
  }
  return null;
}

function recipientsOf(report: Buffer): Recipient[] {
  const groups = report
    .subarray(0, 65_536)
    .toString('utf8')
    .split(/\r?\n[ \t]*\r?\n/);
  return groups.slice(0, 50).flatMap((group) => {
    const fields = readHeaders(Buffer.from(`${group.trim()}\r\n\r\n`));
    const status = /\d\.\d{1,3}\.\d{1,3}/.exec(fields.first('status') ?? '')?.[0];
    const action = (fields.first('action') ?? '').toLowerCase();
    if (!status && !action) return [];
    return [
      {
        address: addressOf(fields.first('original-recipient') ?? fields.first('final-recipient')),
        action,
        status: status ?? (action === 'failed' ? '5.0.0' : '4.0.0'),
        diagnostic: fields.first('diagnostic-code'),
      },
    ];
  });
}

function addressOf(value: string | null): string | null {
  const address =
    value
      ?.replace(/^[^;]*;/, '')
      .trim()
      .replace(/^<|>$/g, '') ?? '';
  return address.includes('@') ? normaliseEmail(address) : null;
}

function receiptOf(recipient: Recipient, original: { providerId: string; messageId: string }): Inbound {
  const failed = recipient.status.startsWith('5') && recipient.action !== 'delayed';
  if (failed) return failure(recipient, original);
  if (recipient.status.startsWith('2')) return delivered(recipient, original);
  return { type: 'ignored', reason: `delivery delayed: ${recipient.status}` };
}

function failure(recipient: Recipient, original: { providerId: string; messageId: string }): InboundReceipt {
  const dead = recipient.address !== null && DEAD_ADDRESS.test(recipient.status);
  return {
    ...base(original),
    status: 'failed',
    errorCode: recipient.status,
    errorDetail: recipient.diagnostic ? normaliseText(recipient.diagnostic).slice(0, 500) : null,
    deadAddress: dead && recipient.address ? { kind: 'email', value: recipient.address } : null,
  };
}

function delivered(
  recipient: Recipient,
  original: { providerId: string; messageId: string },
): InboundReceipt {
  const status = recipient.action === 'delivered' ? 'delivered' : 'sent';
  return { ...base(original), status, errorCode: null, errorDetail: null, deadAddress: null };
}

function base(original: { providerId: string; messageId: string }) {
  return { type: 'receipt', ...original, needsTemplate: false, at: null } as const;
}
