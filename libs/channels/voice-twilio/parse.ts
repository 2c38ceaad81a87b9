import type { CallNews, InboundCall, LegEnd, LegReport, LegState } from '@sila/domain';
import type { Inbound, StoredEvent } from '../channel.js';
import { unknownMessage } from '../providers/twilio/message.parse.js';
import { field, queryOf, readParams, type Params } from '../providers/twilio/request.params.js';
import { isPlace, type Place } from './call.addresses.js';
import { callerOf } from './person.parse.js';

/** Understands one webhook of a call. Pure. Source of the fields: twilio.com/docs/voice/twiml#request-parameters. */
export function parseEvent(event: StoredEvent): Inbound[] {
  const params = readParams(event.request);
  const sid = field(params, 'CallSid');
  const at = queryOf(event.request, 'at');
  if (sid === null || (at !== null && !isPlace(at))) return [unknownMessage(event, params)];
  const news = newsAt(at, params, Number(queryOf(event.request, 'n') ?? '1'));
  return [news ? callOf(event, params, sid, news) : { type: 'ignored', reason: 'nothing that matters' }];
}

function callOf(event: StoredEvent, params: Params, sid: string, news: CallNews): InboundCall {
  return {
    type: 'call',
    sid,
    callId: queryOf(event.request, 'call'),
    legId: queryOf(event.request, 'leg'),
    from: news.what === 'arrived' ? callerOf(params, sid) : null,
    news,
  };
}

function newsAt(at: Place | null, params: Params, round: number): CallNews | null {
  const key = field(params, 'Digits');
  switch (at) {
    case null:
      return { what: 'arrived' };
    case 'menu':
      return { what: 'chose', key, round };
    case 'consent':
      return { what: 'consented', key };
    case 'wait':
      return { what: 'waits', round };
    case 'key':
      return { what: 'pressed', key, round };
    case 'left':
      return { what: 'left-queue', because: leftBecause(field(params, 'QueueResult')) };
    case 'answer':
      return { what: 'picked-up' };
    case 'hold':
      return { what: 'held' };
    case 'recorded':
    case 'recording':
      return recordingNews(params, at === 'recorded');
    case 'leg':
    case 'status':
      return legReport(params);
  }
}

function leftBecause(result: string | null): 'left' | 'gone' | 'taken' {
  if (result === 'hangup') return 'gone';
  return FETCHED.has(result ?? '') ? 'taken' : 'left';
}

/** Somebody or something else has the caller now; everything else needs an answer, a full queue and an error, too. */
const FETCHED = new Set(['redirected', 'redirected-from-bridged', 'bridged', 'bridging-in-process']);

/** The action comes when the person is done, the callback when the recording can be fetched; both name it. */
function recordingNews(params: Params, listening: boolean): CallNews | null {
  const id = field(params, 'RecordingSid');
  const url = field(params, 'RecordingUrl');
  const seconds = Number(field(params, 'RecordingDuration') ?? '0');
  const isThere = id !== null && url !== null && seconds > 0 && !listening;
  const recording = isThere ? { id, seconds, url: `${url}.mp3` } : null;
  const isNews = listening || field(params, 'RecordingStatus') === 'completed';
  return isNews ? { what: 'recorded', recording, listening } : null;
}

/** Twilio's names of a call's states on ours. Source: `CallStatus` in twilio/lib/rest/api/v2010/account/call. */
const STATES: Readonly<Record<string, readonly [LegState, LegEnd | null]>> = {
  queued: ['starting', null],
  initiated: ['starting', null],
  ringing: ['ringing', null],
  'in-progress': ['talking', null],
  answered: ['talking', null],
  completed: ['ended', 'completed'],
  busy: ['ended', 'busy'],
  failed: ['ended', 'failed'],
  'no-answer': ['ended', 'no-answer'],
  canceled: ['ended', 'canceled'],
};

function legReport(params: Params): LegReport | null {
  const known = STATES[field(params, 'CallStatus') ?? ''];
  if (!known) return null;
  const [state, end] = known;
  const sequence = Number(field(params, 'SequenceNumber') ?? (state === 'ended' ? END : '0'));
  return { what: 'leg', state, end, sequence };
}

/** The end of a call stands above every report before it, also where it carries no number. */
const END = '1000000';
