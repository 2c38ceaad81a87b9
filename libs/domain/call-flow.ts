import type { CallOutcome, CallRecording, CallState } from './call.js';
import type { CallerStep, CallNews, LegEnd, LegReport } from './call-news.js';

/** How often the menu is said before the caller waits in the account's own queue. */
const MENU_ROUNDS = 3;
/** Waits that an estimate is made from count this much at least, in milliseconds. */
const LEAST_WAIT_MS = 60_000;

/** What the rules need to know of a call. */
export interface CallFacts {
  readonly direction: 'in' | 'out';
  readonly state: CallState;
  readonly outcome: CallOutcome | null;
  /** True once the caller has a queue. */
  readonly hasQueue: boolean;
  /** Null until the person was asked, where the account records. */
  readonly recording: CallRecording | null;
  readonly hasVoicemail: boolean;
}

/** What surrounds the call now. */
export interface CallSituation {
  readonly isOpen: boolean;
  /** Keys of the menu; without any, everybody waits in the account's own queue. */
  readonly keys: readonly string[];
  readonly records: boolean;
  /** How many wait before this caller, plus one. */
  readonly place: number;
  readonly minutes: number;
  readonly waitedTooLong: boolean;
  /** False for callers who withhold their number. */
  readonly canBeCalled: boolean;
}

/** What becomes of the call, and what the person hears. Absent keys stay as they are. */
export interface CallMove {
  readonly step: CallerStep;
  readonly state?: CallState;
  readonly outcome?: CallOutcome;
  /** A key of the menu; null for the account's own queue. */
  readonly queueKey?: string | null;
  readonly recording?: CallRecording;
  readonly asksCallback?: true;
}

const HEARS_NOTHING: CallMove = { step: { hear: 'nothing' } };

/** What comes next after something that the person did. The same news again changes nothing and is answered the same. */
export function nextMove(call: CallFacts, news: Exclude<CallNews, LegReport>, now: CallSituation): CallMove {
  switch (news.what) {
    case 'arrived':
      return onArrival(call, now);
    case 'chose':
      return onChoice(call, news, now);
    case 'consented':
      return onConsent(call, news.key, now);
    case 'waits':
      return onWaiting(call, news.round, now);
    case 'pressed':
      return onKeyWhileWaiting(call, news, now);
    case 'left-queue':
      return news.because === 'left' ? afterQueue(call) : HEARS_NOTHING;
    case 'picked-up':
      return onPickUp(call, now);
    case 'recorded':
      return news.listening ? { step: { hear: 'thanks' } } : HEARS_NOTHING;
    case 'held':
      return { step: { hear: 'hold' } };
  }
}

function onArrival(call: CallFacts, now: CallSituation): CallMove {
  if (call.state !== 'menu' || call.hasQueue) return again(call);
  if (!now.isOpen) return { step: { hear: 'voicemail', because: 'closed' }, state: 'voicemail' };
  return now.keys.length > 0 ? { step: { hear: 'menu', round: 1 } } : afterMenu(null, now);
}

function onChoice(
  call: CallFacts,
  { key, round }: { key: string | null; round: number },
  now: CallSituation,
): CallMove {
  if (call.state !== 'menu' || call.hasQueue) return again(call);
  if (key !== null && now.keys.includes(key)) return afterMenu(key, now);
  return round < MENU_ROUNDS ? { step: { hear: 'menu', round: round + 1 } } : afterMenu(null, now);
}

function afterMenu(queueKey: string | null, now: CallSituation): CallMove {
  if (now.records) return { step: { hear: 'consent' }, queueKey };
  return { step: { hear: 'queue' }, state: 'waiting', queueKey };
}

/** Only who says yes is recorded: silence is no consent. */
function onConsent(call: CallFacts, key: string | null, now: CallSituation): CallMove {
  if (call.recording !== null) return again(call);
  const recording = key === '1' && now.records ? 'agreed' : 'refused';
  if (call.direction === 'out') return { ...beginTalk(call), recording };
  return call.state === 'menu' ? { step: { hear: 'queue' }, state: 'waiting', recording } : again(call);
}

function onWaiting(call: CallFacts, round: number, now: CallSituation): CallMove {
  if (!isInQueue(call)) return call.state === 'talking' ? HEARS_NOTHING : { step: { hear: 'leave' } };
  if (now.waitedTooLong && call.state === 'waiting') return { step: { hear: 'leave' }, state: 'voicemail' };
  const { place, minutes, canBeCalled: callback } = now;
  return { step: { hear: 'place', place, minutes, callback, round } };
}

function onKeyWhileWaiting(
  call: CallFacts,
  { key, round }: { key: string | null; round: number },
  now: CallSituation,
): CallMove {
  if (!isInQueue(call) || key !== '1' || !now.canBeCalled) return onWaiting(call, round + 1, now);
  return { step: { hear: 'leave' }, state: 'ended', outcome: 'callback', asksCallback: true };
}

/** Whom the queue itself sends away, because it is full or broken, may still leave a message. */
function afterQueue(call: CallFacts): CallMove {
  if (call.outcome === 'callback') return { step: { hear: 'callback-noted' } };
  if (call.state === 'waiting')
    return { step: { hear: 'voicemail', because: 'unanswered' }, state: 'voicemail' };
  return again(call);
}

function onPickUp(call: CallFacts, now: CallSituation): CallMove {
  if (call.state === 'ended') return { step: { hear: 'goodbye' } };
  return now.records && call.recording === null ? { step: { hear: 'consent' } } : beginTalk(call);
}

/** The person who was called is there, and comes to the officer. */
function beginTalk(call: CallFacts): CallMove {
  const step = { hear: 'conversation' } as const;
  return call.state === 'dialling' ? { step, state: 'talking' } : { step };
}

function isInQueue({ state }: CallFacts): boolean {
  return state === 'waiting' || state === 'ringing';
}

/** What the person hears at this point of the call. */
function again(call: CallFacts): CallMove {
  const steps: Readonly<Record<CallState, CallerStep>> = {
    menu: call.hasQueue ? { hear: 'consent' } : { hear: 'menu', round: 1 },
    waiting: { hear: 'queue' },
    ringing: { hear: 'queue' },
    dialling: { hear: 'conversation' },
    talking: { hear: 'conversation' },
    voicemail: { hear: 'voicemail', because: call.hasQueue ? 'unanswered' : 'closed' },
    ended: { hear: 'goodbye' },
  };
  return { step: steps[call.state] };
}

/** How a call ends when the person's leg has ended. */
export function outcomeFor(call: CallFacts, end: LegEnd | null): CallOutcome {
  if (call.outcome) return call.outcome;
  if (call.state === 'talking') return 'answered';
  if (call.hasVoicemail) return 'voicemail';
  if (call.direction === 'in') return 'missed';
  if (end === 'busy' || end === 'no-answer' || end === 'failed') return end;
  return end === 'canceled' ? 'cancelled' : 'no-answer';
}

/** Whether a report is newer than what is known of its leg: they come in any order and more than once. Nothing follows an end. */
export function isNewer(
  known: { readonly state: string; readonly sequence: number },
  report: LegReport,
): boolean {
  return known.state !== 'ended' && (report.state === 'ended' || report.sequence > known.sequence);
}

/** Minutes that somebody at this place has to wait, from how long those before had to; a whole number, at least one. */
export function expectedMinutes(place: number, waitsMs: readonly number[]): number {
  const sum = waitsMs.reduce((total, wait) => total + Math.max(wait, LEAST_WAIT_MS), 0);
  const mean = waitsMs.length > 0 ? sum / waitsMs.length : 2 * LEAST_WAIT_MS;
  return Math.max(1, Math.round((mean * place) / 60_000));
}
