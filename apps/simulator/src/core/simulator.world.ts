import { AccountsStore } from './accounts.store.js';
import { EventDelivery } from './event.delivery.js';
import { FaultsBoard } from './faults.board.js';
import { HttpCaller } from './http.caller.js';
import { LedgerStore } from './ledger.store.js';
import { MediaStore } from './media.store.js';
import { PeopleRoster } from './people.roster.js';
import type { Provider } from './provider.js';
import { ReceivedStore } from './received.store.js';
import { SimulatedClock } from './simulated.clock.js';
import { defaultOptions, type SimulatorOptions } from './simulator.options.js';
import { TimersSet } from './timers.set.js';
import { WebhookSender } from './webhook.sender.js';

/** What every pretended provider stands on. */
export type World = ReturnType<typeof createWorld>;

/** `baseUrl` says where Sila reaches the simulator, without a slash at the end; it is known once the ports are. */
export const createWorld = (
  given: SimulatorOptions,
  providers: readonly Provider[],
  baseUrl: () => string,
) => {
  const options = { ...defaultOptions, ...given };
  const clock = new SimulatedClock();
  const timers = new TimersSet();
  const caller = new HttpCaller();
  const ledger = new LedgerStore(clock, options.keep);
  const faults = new FaultsBoard(providers, ({ fault, scope, channel, direction }) => {
    const head = { channel, direction, messageId: fault.id, from: '', to: scope.to ?? '' };
    ledger.write({ ...head, kind: 'fault', outcome: fault.kind });
  });
  return {
    accounts: new AccountsStore(providers.map(({ account }) => account)),
    baseUrl,
    caller,
    clock,
    events: new EventDelivery(ledger),
    faults,
    ledger,
    media: new MediaStore(clock, options.keepMediaBytes),
    options,
    people: new PeopleRoster(),
    received: new ReceivedStore(options.keep),
    timers,
    webhooks: new WebhookSender(caller, timers),
  };
};
