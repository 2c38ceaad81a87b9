import { actionOf, addressOf, type Turn, type VerbDoer } from './call.turn.js';
import type { CallQueues, QueuePlace } from './call.queue.js';
import { Interruption, untilAborted } from './interruption.js';
import type { Verb } from './twiml.document.js';
import type { VoiceWebhooks } from './voice.webhooks.js';
import type { WaitingRoom } from './waiting.room.js';

type Parts = {
  readonly queues: CallQueues;
  readonly room: WaitingRoom;
  readonly webhooks: VoiceWebhooks;
};

/** Puts the call into a queue and plays to it until it leaves, is taken out by a redirection, or hangs up. */
export const enqueue =
  (parts: Parts): VerbDoer =>
  async (turn, verb) => {
    const place = parts.queues.of(turn.account.accountSid, verb.text || 'default').join(turn.call);
    try {
      await waitInQueue(parts, turn, verb, place);
    } catch (error) {
      const params = place.leave(reasonOf(error, turn));
      const action = actionOf(turn, verb, params);
      if (action?.url !== undefined && error instanceof Interruption)
        void parts.webhooks.ask(turn.call, action.url, params);
      throw error;
    }
    turn.call.note('leave', verb.text);
    return actionOf(turn, verb, place.leave('leave'));
  };

/** Out of the queue, where somebody waits in one. */
export const leave: VerbDoer = async () => 'leave';

/** Resolves when the caller leaves by themselves. */
const waitInQueue = async (parts: Parts, turn: Turn, verb: Verb, place: QueuePlace): Promise<void> => {
  const { waitUrl } = verb.attributes;
  if (waitUrl === undefined || waitUrl === '') {
    turn.call.note('music', '');
    turn.call.be({ kind: 'music' });
    return untilAborted(turn.signal);
  }
  await parts.room.keep({ ...turn, waiting: () => place.params() }, addressOf(turn, waitUrl));
};

const reasonOf = (error: unknown, { call }: Turn): string => {
  if (!(error instanceof Interruption)) return 'error';
  return call.hasHungUp ? 'hangup' : 'redirected';
};
