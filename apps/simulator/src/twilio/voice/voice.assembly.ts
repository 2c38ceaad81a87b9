import type { World } from '../../core/simulator.world.js';
import { StatusCourier } from '../../core/status.courier.js';
import { twilioRestFaults } from '../twilio.assembly.js';
import { WebhookCalls } from '../webhook.calls.js';
import { CallQueues } from './call.queue.js';
import { CallRunner } from './call.runner.js';
import { CallsStore } from './calls.store.js';
import { ConferencesStore } from './conferences.store.js';
import { DocumentLoader } from './document.loader.js';
import { OutboundDialer } from './outbound.dialer.js';
import { RecordingsStore } from './recordings.store.js';
import { restMount } from './rest.scope.js';
import { SoftphoneHub } from './softphone.hub.js';
import { TelephoneExchange } from './telephone.exchange.js';
import { verbTable } from './verb.table.js';
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
  const posts = new WebhookCalls(world.webhooks);
  const webhooks = new VoiceWebhooks({ accounts, calls: posts, clock, courier, ledger });
  const recordings = new RecordingsStore({ baseUrl, clock, options, webhooks });
  const conferences = new ConferencesStore({ clock, options, recordings, webhooks });
  const softphones = new SoftphoneHub({ accounts, calls, clock });
  const dialer = new OutboundDialer({ faults, softphones, webhooks });
  const loader = new DocumentLoader(webhooks);
  const runner = new CallRunner({ loader, recordings, webhooks, doers: () => doers });
  const room = new WaitingRoom((turn, source) => runner.play(turn, source));
  const queues = new CallQueues(clock);
  const doers: ReturnType<typeof verbTable> = verbTable({
    baseUrl,
    calls,
    conferences,
    dialer,
    queues,
    recordings,
    room,
    runner,
    webhooks,
  });
  const exchange = new TelephoneExchange({ accounts, calls, ledger, runner });
  const restFaults = twilioRestFaults(faults, world);
  const rest = { accounts, baseUrl, clock, faults, ledger, restFaults };
  return { ...rest, calls, conferences, dialer, exchange, recordings, room, runner, softphones, webhooks };
};
