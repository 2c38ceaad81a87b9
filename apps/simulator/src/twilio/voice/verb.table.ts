import type { VerbDoer } from './call.turn.js';
import { dial } from './dial.verb.js';
import { hangup, redirect, reject } from './flow.verbs.js';
import { gather } from './gather.verb.js';
import { enqueue, leave } from './queue.verbs.js';
import { record, start, stop } from './record.verbs.js';
import { pause, play, say } from './speech.verbs.js';

type Parts = Parameters<typeof dial>[0] & Parameters<typeof enqueue>[0] & Parameters<typeof record>[0];

/** What executes each verb of TwiML. */
export const verbTable = (parts: Parts): Readonly<Record<string, VerbDoer>> => ({
  Dial: dial(parts),
  Enqueue: enqueue(parts),
  Gather: gather,
  Hangup: hangup,
  Leave: leave,
  Pause: pause,
  Play: play,
  Record: record(parts),
  Redirect: redirect,
  Reject: reject,
  Say: say,
  Start: start(parts),
  Stop: stop(parts),
});
