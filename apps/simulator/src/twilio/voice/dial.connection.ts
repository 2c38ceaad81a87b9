import type { FormParams } from '../webhook.calls.js';
import { addressOf, numberOf, type Turn } from './call.turn.js';
import { callEvents, type CallReports } from './call.types.js';
import type { CallsStore } from './calls.store.js';
import type { CallRunner } from './call.runner.js';
import { targetOf } from './dial.target.js';
import { unlessAborted, untilAborted } from './interruption.js';
import type { OutboundDialer } from './outbound.dialer.js';
import { recordingReportsOf, type RecordingsStore } from './recordings.store.js';
import type { Verb } from './twiml.document.js';
import type { Pickup, VoiceCall } from './voice.call.js';

export type ConnectParts = {
  readonly calls: CallsStore;
  readonly dialer: OutboundDialer;
  readonly recordings: RecordingsStore;
  readonly runner: Pick<CallRunner, 'run' | 'finish'>;
};

type Dialled = { readonly call: VoiceCall; readonly outcome: Pickup };

/** Rings everywhere at once and connects with who answers first. What the action is told. */
export const connectCalls = async (
  parts: ConnectParts,
  turn: Turn,
  verb: Verb,
  nouns: readonly Verb[],
): Promise<FormParams> => {
  const calls = nouns.map((noun) => openCall(parts.calls, turn, verb, noun));
  const giveUp = () => calls.forEach((each) => each.hangUp());
  turn.signal.addEventListener('abort', giveUp, { once: true });
  try {
    const timeout = numberOf(verb, 'timeout', 30);
    const { call, outcome } = await unlessAborted(firstOf(parts, turn, calls, timeout), turn.signal);
    if (outcome === 'answered') await bridge(parts, turn, verb, call);
    return {
      DialCallSid: call.sid,
      DialCallStatus: outcome === 'answered' ? 'completed' : outcome,
      DialCallDuration: String(call.seconds),
    };
  } finally {
    turn.signal.removeEventListener('abort', giveUp);
  }
};

const openCall = (calls: CallsStore, turn: Turn, verb: Verb, noun: Verb): VoiceCall => {
  const { facts } = turn.call;
  const identity = noun.children.find(({ name }) => name === 'Identity')?.text ?? noun.text;
  const own = noun.children.filter(({ name }) => name === 'Parameter').map(({ attributes }) => attributes);
  const target = targetOf(noun.name === 'Client' ? `client:${identity}` : noun.text);
  const parameters = Object.fromEntries(own.map(({ name, value }) => [name ?? '', value ?? '']));
  return calls.open({
    ...target,
    parameters: { ...target.parameters, ...parameters },
    accountSid: facts.accountSid,
    from: verb.attributes['callerId'] ?? facts.from,
    direction: 'outbound-dial',
    parentSid: facts.sid,
    reports: reportsOf(turn, noun),
  });
};

const reportsOf = (turn: Turn, { attributes }: Verb): CallReports | null => {
  const { statusCallback, statusCallbackEvent } = attributes;
  if (!statusCallback) return null;
  const wanted = (statusCallbackEvent ?? 'completed').split(/\s+/);
  return {
    url: addressOf(turn, statusCallback),
    events: callEvents.filter((each) => wanted.includes(each)),
  };
};

/** Resolves with the first that was answered, the others being given up; or with the last, when nobody answered. */
const firstOf = (
  { dialer, runner }: ConnectParts,
  turn: Turn,
  calls: readonly VoiceCall[],
  timeout: number,
): Promise<Dialled> =>
  new Promise((resolve) => {
    let left = calls.length;
    for (const call of calls)
      void dialer.ring(call, turn.account, timeout).then(async (outcome) => {
        left -= 1;
        if (outcome === 'answered') calls.filter((each) => each !== call).forEach((each) => each.hangUp());
        else await runner.finish(call);
        if (outcome === 'answered' || left === 0) resolve({ call, outcome });
      });
  });

/** Both talk until one hangs up or is taken elsewhere. */
const bridge = async (parts: ConnectParts, turn: Turn, verb: Verb, other: VoiceCall): Promise<void> => {
  const { call, signal, account } = turn;
  const otherSignal = other.renew();
  [call, other].forEach((each) => each.be({ kind: 'talking' }));
  if (/^(true|record-from-)/.test(verb.attributes['record'] ?? ''))
    parts.recordings.begin(other, {
      conferenceSid: null,
      source: 'DialVerb',
      channels: 1,
      reports: recordingReportsOf(verb, (url) => addressOf(turn, url)),
    });
  try {
    await untilAborted(AbortSignal.any([signal, otherSignal]));
  } catch {
    const next = other.takeNext();
    if (next) void parts.runner.run(other, account, next);
    else {
      other.hangUp();
      await parts.runner.finish(other);
    }
  }
  signal.throwIfAborted();
};
