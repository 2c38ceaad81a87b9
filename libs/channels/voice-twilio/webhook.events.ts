import { createHash } from 'node:crypto';
import type { RawEvent, RawRequest, Webhook } from '../channel.js';
import { signingTokens } from '../providers/twilio/account.settings.js';
import { field, queryOf, readParams, type Params } from '../providers/twilio/request.params.js';
import { isSigned } from '../providers/twilio/request.signature.js';
import type { AccountSettings } from './account.settings.js';

/** The door that Twilio knocks at: signed by one of the account's tokens, and about this number. */
export function webhookOf(settings: AccountSettings): Webhook {
  const tokens = signingTokens(settings);
  return {
    verify: (request) => isSigned(request, tokens) && concernsNumber(request, settings),
    events: (request) => [eventOf(request, settings.number)],
    reply: { status: 200, contentType: 'text/xml', body: '<Response/>' },
  };
}

/** A token may sign for several numbers: a call must not enter by the wrong one. Fields that are absent say nothing. */
function concernsNumber(request: RawRequest, { accountSid, number }: AccountSettings): boolean {
  const params = readParams(request);
  const account = field(params, 'AccountSid');
  if (account !== null && account !== accountSid) return false;
  const ends = [field(params, 'From'), field(params, 'To')];
  return ends.every((end) => end === null) || ends.includes(number);
}

/** Each step of a call is asked once; Twilio repeats a request with the same fields when our answer was lost. */
function eventOf(request: RawRequest, number: string): RawEvent {
  const params = readParams(request);
  return { key: keyOf(request, params), accountRef: null, lane: laneOf(params, number), pointer: null };
}

function keyOf(request: RawRequest, params: Params): string {
  const sid = field(params, 'CallSid');
  if (sid === null) return `sha256:${digestOf(request)}`;
  const at = queryOf(request, 'at') ?? 'arrived';
  const parts = REPEATS.map((name) => field(params, name) ?? '').filter((part) => part !== '');
  return [sid, at, queryOf(request, 'n') ?? '', ...parts].join(':');
}

/** Fields that tell one report of a step from the next. */
const REPEATS = ['QueueResult', 'QueueTime', 'RecordingSid', 'RecordingStatus', 'SequenceNumber'];

/** Something unknown has no id of its own; the same bytes to the same address are the same thing. */
function digestOf(request: RawRequest): string {
  const hash = createHash('sha256').update(request.url).update('\n').update(request.body);
  return hash.digest('hex').slice(0, 40);
}

/** The person's number where there is one, else the call. */
function laneOf(params: Params, number: string): string {
  const ends = [field(params, 'From'), field(params, 'To')];
  const person = ends.find((end) => end !== null && end !== number && /^\+\d/.test(end));
  return person ?? field(params, 'CallSid') ?? 'unknown';
}
