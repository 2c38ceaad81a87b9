import { createHash } from 'node:crypto';
import type { RawEvent, RawRequest } from '../../channel.js';
import type { TwilioAccount, TwilioSender } from './account.settings.js';
import { field, readParams, type Params } from './request.params.js';

/** What a webhook is about: somebody wrote, a report about a message of ours, or something Sila does not know. */
export type EventKind = 'message' | 'status' | 'unknown';

/** Twilio reports statuses as `MessageStatus`; a message that came in has `SmsStatus=received` and no such field. */
export function kindOf(params: Params): EventKind {
  if (messageSid(params) === null) return 'unknown';
  return reportedStatus(params) === null ? 'message' : 'status';
}

export function messageSid(params: Params): string | null {
  return field(params, 'MessageSid') ?? field(params, 'SmsMessageSid') ?? field(params, 'SmsSid');
}

/** The status a callback reports, in lower case; null for a message that came in. */
export function reportedStatus(params: Params): string | null {
  if (field(params, 'EventType') === 'READ') return 'read';
  const status = field(params, 'MessageStatus') ?? field(params, 'SmsStatus');
  return status === null || status === 'received' || status === 'receiving' ? null : status.toLowerCase();
}

/**
 * One request is one event. The key is the message's SID, with the status behind it for a report (promises.md I-2);
 * the lane is the person: who wrote, or whom our message went to, so that both kinds are worked in one order.
 */
export function eventsOf(request: RawRequest): RawEvent[] {
  const params = readParams(request);
  return [{ key: keyOf(request, params), accountRef: null, lane: laneOf(params), pointer: null }];
}

function keyOf(request: RawRequest, params: Params): string {
  const sid = messageSid(params);
  if (sid === null) return `sha256:${digestOf(request)}`;
  const status = reportedStatus(params);
  return [sid, status, status === null ? null : field(params, 'ErrorCode')]
    .filter((part) => part !== null)
    .join(':');
}

/** Something unknown has no id of its own; the same bytes to the same address are the same thing. */
function digestOf(request: RawRequest): string {
  return createHash('sha256')
    .update(request.url)
    .update('\n')
    .update(request.body)
    .digest('hex')
    .slice(0, 40);
}

function laneOf(params: Params): string {
  const person = kindOf(params) === 'status' ? field(params, 'To') : field(params, 'From');
  return person ?? field(params, 'ExternalUserId') ?? 'unknown';
}

/**
 * True unless the payload names another account or another number than this one: a token may sign for several
 * numbers, and a message must not enter by the wrong one. Fields that are absent say nothing.
 */
export function concernsAccount(request: RawRequest, account: TwilioAccount, sender: TwilioSender): boolean {
  const params = readParams(request);
  const accountSid = field(params, 'AccountSid');
  if (accountSid !== null && accountSid !== account.accountSid) return false;
  return kindOf(params) === 'unknown' || namesSender(params, sender);
}

function namesSender(params: Params, sender: TwilioSender): boolean {
  const ours = kindOf(params) === 'status' ? field(params, 'From') : field(params, 'To');
  const service = field(params, 'MessagingServiceSid');
  if ('messagingServiceSid' in sender) return service === null || service === sender.messagingServiceSid;
  return ours === null || ours === sender.from;
}
