import { addressOf, type VerbDoer } from './call.turn.js';
import { untilAborted } from './interruption.js';

/** Goes on with another document. */
export const redirect: VerbDoer = async (turn, verb) => ({ url: addressOf(turn, verb.text) });

export const hangup: VerbDoer = async ({ call, signal }) => {
  call.hangUp();
  return untilAborted(signal);
};

/** Ends a call without answering it. */
export const reject: VerbDoer = async ({ call, signal }, verb) => {
  call.hangUp(verb.attributes['reason'] === 'busy' ? 'busy' : 'no-answer');
  return untilAborted(signal);
};
