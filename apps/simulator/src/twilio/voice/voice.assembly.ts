import type { World } from '../../core/simulator.world.js';
import { StatusCourier } from '../../core/status.courier.js';
import { twilioRestFaults } from '../twilio.assembly.js';
import { WebhookCalls } from '../webhook.calls.js';
import { CallQueues } from './call.queue.js';
import { CallRunner } from './call.runner.js';
import type { VerbDoer } from './call.turn.js';
import { CallsStore } from './calls.store.js';
import { ConferencesStore } from './conferences.store.js';
import { dial } from './dial.verb.js';
import { DocumentLoader } from './document.loader.js';
import { hangup, redirect, reject } from './flow.verbs.js';
import { gather } from './gather.verb.js';
import { OutboundDialer } from './outbound.dialer.js';
import { enqueue, leave } from './queue.verbs.js';
import { record, start, stop } from './record.verbs.js';
import { RecordingsStore } from './recordings.store.js';
import { restMount } from './rest.scope.js';
import { SoftphoneHub } from './softphone.hub.js';
import { pause, play, say } from './speech.verbs.js';
import { TelephoneExchange } from './telephone.exchange.js';
import { VoiceAccounts } from './voice.account.js';
import { VoiceWebhooks } from './voice.webhooks.js';
import { WaitingRoom } from './waiting.room.js';

export const target = 'twilio-voice';

/** Twilio's telephone exchange, put together. */
export const assembleVoice = (world: World) => {
  const { clock, ledger, options } = world;
  const faults = world.faults.at(target);
  const baseUrl = () => `${world.baseUrl()}${restMount}`;
  const accounts = new VoiceAccounts(world.accounts);
  const calls = new CallsStore(clock, options.keep);
  const courier = new StatusCourier(faults, ledger, world.timers);
  const webhooks = new VoiceWebhooks({
    accounts,
    clock,
    courier,
    ledger,
    calls: new WebhookCalls(world.webhooks),
  });
  const recordings = new RecordingsStore({ baseUrl, clock, options, webhooks });
  const conferences = new ConferencesStore({ clock, options, recordings, webhooks });
  const softphones = new SoftphoneHub({ accounts, calls, clock });
  const dialer = new OutboundDialer({ faults, softphones, webhooks });
  const loader = new DocumentLoader(webhooks);
  const runner = new CallRunner({ loader, recordings, webhooks, doers: () => doers });
  const room = new WaitingRoom((turn, source) => runner.play(turn, source));
  const doers: Readonly<Record<string, VerbDoer>> = {
    Dial: dial({ calls, conferences, dialer, recordings, room, runner }),
    Enqueue: enqueue({ queues: new CallQueues(clock), room, webhooks }),
    Gather: gather,
    Hangup: hangup,
    Leave: leave,
    Pause: pause,
    Play: play,
    Record: record({ baseUrl, recordings, webhooks }),
    Redirect: redirect,
    Reject: reject,
    Say: say,
    Start: start({ baseUrl, recordings, webhooks }),
    Stop: stop({ baseUrl, recordings, webhooks }),
  };
  const exchange = new TelephoneExchange({ accounts, calls, ledger, runner });
  const restFaults = twilioRestFaults(faults, world);
  return {
    accounts,
    baseUrl,
    calls,
    clock,
    conferences,
    dialer,
    exchange,
    faults,
    ledger,
    recordings,
    restFaults,
    room,
    runner,
    softphones,
    webhooks,
  };
};
