import type { ChatStore } from '../core/chat.store.js';
import type { TargetFaults } from '../core/faults.board.js';
import { linkTo, type StoredMedia } from '../core/media.store.js';
import { Journeys } from '../core/message.journey.js';
import type { World } from '../core/simulator.world.js';
import { StatusCourier } from '../core/status.courier.js';
import { originsFor } from '../core/webhook.sender.js';
import type { Flavour, Sending } from './flavour.js';
import type { MetaAccounts } from './meta.accounts.js';
import { isInsideWindow } from './reply.window.js';
import { callSila } from './webhook.calls.js';

type Parts = {
  readonly world: World;
  readonly flavour: Flavour;
  readonly accounts: MetaAccounts;
  readonly chats: ChatStore;
  readonly struck: TargetFaults;
};

/** A message with its files, on its way to a phone. */
type Travelling = {
  readonly sending: Sending;
  readonly person: string;
  readonly media: readonly StoredMedia[];
};

/** Carries accepted messages to the phones and reports how far they came. */
export class OutboundNetwork {
  private readonly courier: StatusCourier;
  private readonly journeys: Journeys;
  /** What is on phones, so that reading can be reported. */
  private readonly arrived = new Map<string, Sending>();

  constructor(private readonly parts: Parts) {
    const { struck, world } = parts;
    this.courier = new StatusCourier(struck, world.ledger, world.timers);
    this.journeys = new Journeys(world.timers);
  }

  /** Starts the journey of an accepted message; returns at once. Nothing arrives where nobody is. */
  carry(sending: Sending, media: readonly StoredMedia[]): void {
    const person = this.parts.flavour.personAt(sending.to);
    if (person === null) return;
    const travelling = { sending, person, media };
    this.journeys.start({
      to: person,
      timings: sending.account.timings,
      obstacle: async () => this.obstacle(travelling),
      fail: (code) => this.tell(sending, 'failed', code),
      advance: (status) => this.advance(travelling, status),
      arrive: () => this.arrive(travelling),
    });
  }

  /** The person opens the chat. Returns the ids of what was read now. */
  read(from: string, ids?: readonly string[]): readonly string[] {
    const read = this.parts.chats.read(from, ids);
    for (const id of read) {
      const sending = this.arrived.get(id);
      if (sending) this.tell(sending, 'read', null);
    }
    return read;
  }

  private obstacle({ sending, person }: Travelling): number | null {
    const { struck, flavour, chats, world } = this.parts;
    const fault = struck.take(['undeliverable'], { to: sending.to });
    if (fault) return fault.errorCode ?? 131026;
    if (flavour.outsideWindow.at === 'call' || sending.template !== null) return null;
    if (struck.take(['window-closed'], { to: sending.to })) return flavour.outsideWindow.code;
    return isInsideWindow(chats, sending.account, person, world.clock.now())
      ? null
      : flavour.outsideWindow.code;
  }

  private arrive({ sending, person, media }: Travelling): void {
    const { world, flavour, chats } = this.parts;
    const { id, to, account, text, template, reference } = sending;
    const [at, words, links] = [world.clock.iso(), template ?? text, media.map(linkTo)];
    const head = { channel: flavour.channel, messageId: id, from: account.name, to };
    chats.add(person, { id, mine: false, text: words, at, status: 'delivered', media: links });
    this.arrived.set(id, sending);
    world.received.add({ ...head, id, at, text: words, media: links, reference, details: { template } });
    world.ledger.write({ ...head, kind: 'arrival', direction: 'outbound', text: words });
  }

  private advance({ sending, person }: Travelling, status: 'sent' | 'delivered' | 'read'): void {
    if (status === 'read') this.read(person, [sending.id]);
    else this.tell(sending, status, null);
  }

  private tell(sending: Sending, status: string, errorCode: number | null): void {
    const { world, flavour, accounts } = this.parts;
    const payload = flavour.report(sending, status, world.clock.now(), errorCode);
    if (payload === null) return;
    const account = accounts.reachable(sending.account.id);
    const head = { channel: flavour.channel, messageId: sending.id, from: account.name, to: sending.to };
    const [origin = ''] = originsFor(account, account.webhookUrl);
    void this.courier.report({ head, status, send: () => callSila(world, account, payload, origin) });
  }
}
