import type { Address, Inbound, InboundReceipt, RawRequest } from '../../channel.js';
import { OPTED_OUT, OUTSIDE_WINDOW } from './api.errors.js';
import { field, queryOf, type Params } from './request.params.js';
import { messageSid, reportedStatus } from './webhook.events.js';

/** The query parameter of our status address that carries our own id of the message. */
const MESSAGE_ID_PARAMETER = 'm';

/** Tells Twilio to call again, up to three times, whatever went wrong; by itself it would give up after one time-out. */
const RETRY_FRAGMENT = '#rc=3&rp=all';

/** Where Twilio reports on this message: our own id is in the query, so a report finds it before its SID is known. */
export function statusCallbackFor(webhookUrl: string, messageId: string): string {
  return `${webhookUrl}?${MESSAGE_ID_PARAMETER}=${encodeURIComponent(messageId)}${RETRY_FRAGMENT}`;
}

/** Reads a report about a message of ours. Reports come in any order: the ladder of promises.md S sorts them out. */
export function parseReceipt(params: Params, request: RawRequest): Inbound {
  const reported = reportedStatus(params) ?? '';
  const status = statusOf(reported);
  if (status === null) return { type: 'ignored', reason: `Twilio reported the status "${reported}"` };
  const errorCode = field(params, 'ErrorCode');
  return {
    type: 'receipt',
    providerId: messageSid(params),
    messageId: ownIdOf(request),
    status,
    errorCode: status === 'failed' ? (errorCode ?? reported) : errorCode,
    errorDetail: field(params, 'ErrorMessage') ?? field(params, 'ChannelStatusMessage'),
    needsTemplate: status === 'failed' && errorCode === OUTSIDE_WINDOW,
    deadAddress: errorCode === OPTED_OUT ? recipientOf(params) : null,
    at: null,
  };
}

/** Twilio's names on our ladder; null for one that says nothing about how far the message is. */
export function statusOf(reported: string): InboundReceipt['status'] | null {
  return Object.hasOwn(STATUSES, reported) ? (STATUSES[reported] ?? null) : null;
}

const STATUSES: Readonly<Record<string, InboundReceipt['status']>> = {
  accepted: 'accepted',
  scheduled: 'accepted',
  queued: 'accepted',
  sending: 'accepted',
  sent: 'sent',
  partially_delivered: 'delivered',
  delivered: 'delivered',
  read: 'read',
  failed: 'failed',
  undelivered: 'failed',
  canceled: 'failed',
};

/** The number a report is about; null for an address that is none. */
function recipientOf(params: Params): Address | null {
  const to = field(params, 'To')?.replace(/^whatsapp:/, '') ?? '';
  return /^\+\d{8,15}$/.test(to) ? { kind: 'phone', value: to } : null;
}

function ownIdOf(request: RawRequest): string | null {
  const id = queryOf(request, MESSAGE_ID_PARAMETER) ?? '';
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) ? id : null;
}
