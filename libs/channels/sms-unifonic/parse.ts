import type { Inbound, InboundMessage, InboundReceipt, StoredEvent } from '../channel.js';
import { messageIdOf } from './callback.address.js';
import { readReport, type ReportFields } from './report.fields.js';
import { recipientOf, reportedStatus } from './webhook.events.js';

/** Understands one report. Pure. Source: docs.unifonic.com, "Receiving delivery status via webhook". */
export function parseEvent(event: StoredEvent): Inbound[] {
  const fields = readReport(event.request);
  const reported = reportedStatus(fields);
  const messageId = messageIdOf(event.request) ?? ownIdOf(fields);
  const providerId = fields.get('messageid') ?? null;
  if (reported === null || (messageId === null && providerId === null))
    return [unknownMessage(event, fields)];
  const status = statusOf(reported);
  if (status === null) return [{ type: 'ignored', reason: `Unifonic reported the status "${reported}"` }];
  return [
    {
      type: 'receipt',
      providerId,
      messageId,
      status,
      errorCode: status === 'failed' ? (fields.get('errorcode') ?? reported.toLowerCase()) : null,
      errorDetail: fields.get('errormessage') ?? null,
      needsTemplate: false,
      deadAddress: null,
      at: null,
    },
  ];
}

/** Unifonic's names on our ladder; null for one that says nothing about how far the message is. */
export function statusOf(reported: string): InboundReceipt['status'] | null {
  return STATUSES.get(reported.toLowerCase()) ?? null;
}

const STATUSES: ReadonlyMap<string, InboundReceipt['status']> = new Map([
  ['queued', 'accepted'],
  ['scheduled', 'accepted'],
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['failed', 'failed'],
  ['rejected', 'failed'],
  ['expired', 'failed'],
  ['undelivered', 'failed'],
  ['undeliverable', 'failed'],
]);

/** We give our own id along as the correlation id. */
function ownIdOf(fields: ReportFields): string | null {
  const id = fields.get('correlationid') ?? '';
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) ? id : null;
}

/** Kept and shown as a stub with the original behind it. */
function unknownMessage(event: StoredEvent, fields: ReportFields): InboundMessage {
  return {
    type: 'message',
    providerId: event.key,
    from: {
      kind: 'unparsed',
      value: recipientOf(fields) ?? 'unifonic',
      name: null,
      assurance: 'asserted',
      aliases: [],
    },
    kind: 'unsupported',
    text: '',
    html: null,
    subject: null,
    quotedFrom: null,
    sentAt: null,
    references: [],
    automatic: true,
    language: null,
    attachments: [],
    content: null,
    quotes: null,
    meta: {},
  };
}
