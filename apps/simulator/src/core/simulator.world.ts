import { MailCarrier } from '../mail/mail.carrier.js';
import { PostOffice } from '../mail/post.office.js';
import { CallbackCourier } from '../twilio/callback.courier.js';
import { HttpCaller } from '../twilio/http.caller.js';
import { InboundPhone } from '../twilio/inbound.phone.js';
import { MediaStore } from '../twilio/media.store.js';
import { MessagesStore } from '../twilio/messages.store.js';
import { OutboundNetwork } from '../twilio/outbound.network.js';
import { RestFaults } from '../twilio/rest.faults.js';
import { WebhookSender } from '../twilio/webhook.sender.js';
import { AccountsStore } from './accounts.store.js';
import { type FaultInput, type Fault, FaultsBoard } from './faults.board.js';
import { LedgerStore } from './ledger.store.js';
import { ReceivedStore } from './received.store.js';
import { SimulatedClock } from './simulated.clock.js';
import { defaultOptions, type SimulatorOptions } from './simulator.options.js';
import { TimersSet } from './timers.set.js';

/** Everything the pretended providers are made of; the doors (HTTP, SMTP, IMAP) stand in front of it. */
export type World = ReturnType<typeof createWorld>;

export const createWorld = (options: SimulatorOptions, baseUrl: () => string) => {
  const keep = options.keep ?? defaultOptions.keep;
  const clock = new SimulatedClock();
  const timers = new TimersSet();
  const ledger = new LedgerStore(clock, keep);
  const received = new ReceivedStore(keep);
  const faults = new FaultsBoard((fault, scope) => noteFault(ledger, fault, scope.to ?? ''));
  const office = new PostOffice(options.beneficiaryPassword ?? defaultOptions.beneficiaryPassword, keep);
  const accounts = new AccountsStore((mailbox) => void office.openAssociation(mailbox));
  const media = new MediaStore(clock, options.keepMediaBytes ?? defaultOptions.keepMediaBytes);
  const messages = new MessagesStore(keep);
  const caller = new HttpCaller();
  const sender = new WebhookSender(caller, timers);
  const courier = new CallbackCourier(sender, faults, ledger, timers);
  const network = new OutboundNetwork({ clock, faults, ledger, media, messages, received, timers, courier });
  const phone = new InboundPhone({ accounts, clock, ledger, media, messages, sender, baseUrl });
  const carrier = new MailCarrier({ accounts, clock, ledger, media, office, received });
  const restFaults = new RestFaults(faults, timers);
  const now = () => clock.now();
  return {
    accounts,
    caller,
    carrier,
    clock,
    courier,
    faults,
    ledger,
    media,
    messages,
    network,
    now,
    office,
    phone,
    received,
    restFaults,
    timers,
  };
};

/** Programs a fault. A change of UIDVALIDITY has no later moment to wait for: it happens at once. */
export const programFault = (
  world: Pick<World, 'faults' | 'office' | 'accounts'>,
  input: FaultInput,
): Fault => {
  const fault = world.faults.program(input);
  if (fault.kind !== 'change-uidvalidity') return fault;
  world.accounts.current.mailboxes
    .filter((mailbox) => fault.to === undefined || mailbox.address === fault.to)
    .forEach((mailbox) => world.office.boxFor(mailbox.address).inbox.renumber());
  world.faults.take(['change-uidvalidity'], { to: fault.to ?? '' });
  world.faults.clear(fault.id);
  return fault;
};

const noteFault = (ledger: LedgerStore, fault: Fault, to: string): void => {
  const channel = fault.target === 'twilio' ? 'whatsapp' : 'email';
  const direction = fault.target === 'imap' ? 'inbound' : 'outbound';
  ledger.write({ kind: 'fault', channel, direction, messageId: fault.id, from: '', to, outcome: fault.kind });
};
