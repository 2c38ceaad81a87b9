import { addressOf, isTrue, numberOf, type Turn, type VerbDoer } from './call.turn.js';
import { deferred, unlessAborted } from './interruption.js';
import { speakAll } from './speech.verbs.js';
import { TwimlError, type Verb } from './twiml.document.js';

/** What was pressed, and the key that ended it, if one did. */
type Pressed = { readonly digits: string; readonly finishedBy: string };

/** Asks for keys, and goes where they lead. Without any, the next verb follows unless `actionOnEmptyResult` says otherwise. */
export const gather: VerbDoer = async (turn, verb) => {
  if ((verb.attributes['input'] ?? 'dtmf') !== 'dtmf')
    throw new TwimlError(12200, '<Gather input>: the simulator hears keys alone');
  const { digits, finishedBy } = await collect(turn, verb);
  turn.call.be({ kind: 'quiet' });
  if (digits === '' && finishedBy === '' && !isTrue(verb, 'actionOnEmptyResult', false)) return undefined;
  const params = { Digits: digits, ...(finishedBy === '' ? {} : { FinishedOnKey: finishedBy }) };
  return { url: addressOf(turn, verb.attributes['action']), params };
};

const collect = async (turn: Turn, verb: Verb): Promise<Pressed> => {
  const { call } = turn;
  const count = verb.attributes['numDigits'] === undefined ? null : numberOf(verb, 'numDigits', 1);
  const finishOn = verb.attributes['finishOnKey'] ?? '#';
  const silenceMs = numberOf(verb, 'timeout', 5) * 1000 * turn.account.pace.keys;
  const done = deferred<string>();
  const pressing = new AbortController();
  let digits = '';
  let timer: NodeJS.Timeout | undefined;
  const awaitMore = () => {
    clearTimeout(timer);
    timer = setTimeout(() => done.resolve(''), silenceMs);
  };
  const stop = call.keypad.listen((key) => {
    pressing.abort();
    const isFinish = finishOn.includes(key);
    if (!isFinish) digits += key;
    call.note('keys', key);
    const isEnough = isFinish || digits.length === count;
    if (isEnough) done.resolve(isFinish ? key : '');
    else awaitMore();
    return isEnough;
  });
  call.note('ask', String(count ?? ''));
  call.be({ kind: 'keys', count, finishOn });
  const prompting = { ...turn, signal: AbortSignal.any([turn.signal, pressing.signal]) };
  speakAll(prompting, verb.children).then(awaitMore, () => undefined);
  try {
    return { finishedBy: await unlessAborted(done.promise, turn.signal), digits };
  } finally {
    stop();
    clearTimeout(timer);
    pressing.abort();
  }
};
