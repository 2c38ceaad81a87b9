import type { TargetFaults } from '../core/faults.board.js';
import type { World } from '../core/simulator.world.js';
import { Journeys } from '../core/message.journey.js';
import { RestFaults } from '../core/rest.faults.js';
import { StatusCourier } from '../core/status.courier.js';
import { TwilioAccounts, type smsAccountKind, type twilioAccountKind } from './account.kind.js';
import { InboundPhone } from './inbound.phone.js';
import { errorResource } from './message.resource.js';
import { MessagesStore } from './messages.store.js';
import { OutboundNetwork } from './outbound.network.js';
import { StatusCallbacks } from './status.callbacks.js';
import { WebhookCalls } from './webhook.calls.js';

/** In what the channels that Twilio carries differ. */
export type Flavour = {
  readonly kind: typeof twilioAccountKind | typeof smsAccountKind;
  /** Names the channel's faults. */
  readonly target: string;
  /** How its addresses begin. */
  readonly prefix: string;
  /** Under which path its REST interface is reached, before Twilio's own. */
  readonly mount: string;
};

/** Faults of Twilio's REST interface, in its words. */
export const twilioRestFaults = (struck: TargetFaults, { timers }: Pick<World, 'timers'>): RestFaults =>
  new RestFaults(struck, timers, {
    tooMany: () => errorResource(429, 20429),
    broken: () => errorResource(500, 20500),
    brokenWith200: () => ({ ...errorResource(500, 20500), status: 'error' }),
  });

/** One channel of Twilio, put together. */
export const assemble = (world: World, { kind, target, prefix, mount }: Flavour) => {
  const struck = world.faults.at(target);
  const accounts = new TwilioAccounts(world.accounts, kind);
  const calls = new WebhookCalls(world.webhooks);
  const messages = new MessagesStore(world.options.keep);
  const callbacks = new StatusCallbacks(new StatusCourier(struck, world.ledger, world.timers), calls);
  const journeys = new Journeys(world.timers);
  const restFaults = twilioRestFaults(struck, world);
  const baseUrl = () => `${world.baseUrl()}${mount}`;
  const own = {
    accounts,
    baseUrl,
    calls,
    callbacks,
    faults: struck,
    journeys,
    messages,
    mount,
    prefix,
    restFaults,
  };
  const parts = { ...world, ...own };
  return { ...parts, inbound: new InboundPhone(parts), network: new OutboundNetwork(parts) };
};
