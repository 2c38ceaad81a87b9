import { randomUUID } from 'node:crypto';
import type { Envelope } from './mail.carrier.js';

/**
 * A delivery status notification for a mail that could not be delivered (RFC 3464): what a receiving server sends back
 * some time after it had accepted the mail. The envelope sender of such a mail is empty.
 */
export const bounceReport = (original: Buffer, envelope: Envelope, host: string, date: Date): Buffer => {
  const boundary = `report-${randomUUID()}`;
  const headers = original.subarray(0, endOfHeaders(original)).toString('latin1').trimEnd();
  const parts = [
    explanation(envelope),
    deliveryStatus(envelope, host),
    ['Content-Type: text/rfc822-headers', '', headers],
  ];
  const lines = [
    ...reportHead(headers, envelope, host, date),
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    '',
    ...parts.flatMap((part) => [`--${boundary}`, ...part, '']),
    `--${boundary}--`,
    '',
  ];
  return Buffer.from(lines.join('\r\n'), 'latin1');
};

const reportHead = (headers: string, envelope: Envelope, host: string, date: Date): readonly string[] => {
  const originalId = /^message-id:\s*(\S+)/im.exec(headers)?.[1];
  return [
    'Return-Path: <>',
    `Delivered-To: ${envelope.from}`,
    `From: Mail Delivery System <mailer-daemon@${host}>`,
    `To: <${envelope.from}>`,
    'Subject: Undelivered Mail Returned to Sender',
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${randomUUID()}@${host}>`,
    ...(originalId === undefined ? [] : [`In-Reply-To: ${originalId}`, `References: ${originalId}`]),
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
  ];
};

const explanation = (envelope: Envelope): readonly string[] => [
  'Content-Type: text/plain; charset=utf-8',
  '',
  `The mail could not be delivered to ${envelope.to}: there is no such mailbox here.`,
];

const deliveryStatus = (envelope: Envelope, host: string): readonly string[] => [
  'Content-Type: message/delivery-status',
  '',
  `Reporting-MTA: dns; ${host}`,
  '',
  `Final-Recipient: rfc822; ${envelope.to}`,
  'Action: failed',
  'Status: 5.1.1',
  'Diagnostic-Code: smtp; 550 5.1.1 no such user',
];

const endOfHeaders = (raw: Buffer): number => {
  const end = raw.indexOf('\r\n\r\n');
  return end < 0 ? raw.length : end;
};
