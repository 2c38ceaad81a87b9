import { numberOf, speechTime, type Turn, type VerbDoer } from './call.turn.js';
import type { Verb } from './twiml.document.js';

/** How fast the voice reads, in characters a second. */
const readingPace = 14;
/** How long a recording that is played is taken to be. */
const playedSeconds = 3;

export const say: VerbDoer = async (turn, verb) => {
  for (let round = 0; round < rounds(verb); round += 1) {
    turn.call.note('say', verb.text, verb.attributes['language']);
    await speechTime(turn, verb.text.length / readingPace);
  }
  return undefined;
};

export const play: VerbDoer = async (turn, verb) => {
  for (let round = 0; round < rounds(verb); round += 1) {
    turn.call.note('play', verb.text);
    await speechTime(turn, playedSeconds);
  }
  return undefined;
};

export const pause: VerbDoer = async (turn, verb) => {
  const seconds = numberOf(verb, 'length', 1);
  turn.call.note('pause', String(seconds));
  await speechTime(turn, seconds);
  return undefined;
};

/** What may stand within a Gather. */
const prompts: Readonly<Record<string, VerbDoer>> = { Say: say, Play: play, Pause: pause };

/** Speaks one after the other. */
export const speakAll = async (turn: Turn, verbs: readonly Verb[]): Promise<void> => {
  for (const verb of verbs) await prompts[verb.name]?.(turn, verb);
};

/** `loop="0"` is for ever: a thousand times. */
const rounds = (verb: Verb): number => numberOf(verb, 'loop', 1) || 1_000;
