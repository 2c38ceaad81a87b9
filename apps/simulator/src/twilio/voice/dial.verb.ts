import { actionOf, type Turn, type VerbDoer } from './call.turn.js';
import { type ConferenceParts, joinConference } from './dial.conference.js';
import { connectCalls, type ConnectParts } from './dial.connection.js';
import type { Verb } from './twiml.document.js';

/** Connects the call with a conference, softphones, or telephones; afterwards goes on by the action, or with the next verb. */
export const dial =
  (parts: ConferenceParts & ConnectParts): VerbDoer =>
  async (turn, verb) => {
    const noun = verb.children.find(({ name }) => name === 'Conference');
    const outcome = noun
      ? await joinConference(parts, turn, noun)
      : await connectCalls(parts, turn, verb, nounsOf(verb));
    quieten(turn);
    return actionOf(turn, verb, outcome);
  };

const nounsOf = (verb: Verb): readonly Verb[] =>
  verb.children.length > 0
    ? verb.children
    : [{ name: 'Number', attributes: {}, children: [], text: verb.text }];

const quieten = ({ call }: Turn): void => call.be({ kind: 'quiet' });
