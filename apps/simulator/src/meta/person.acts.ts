import type { ChatStore } from '../core/chat.store.js';
import { linkTo } from '../core/media.store.js';
import { ProblemError } from '../core/problem.error.js';
import type { Sent } from '../core/provider.js';
import type { World } from '../core/simulator.world.js';
import { originsFor } from '../core/webhook.sender.js';
import type { ReachableAccount } from './account.kind.js';
import type { Act, Doing, Flavour } from './flavour.js';
import type { MetaAccounts } from './meta.accounts.js';
import type { MetaSend } from './send.schema.js';
import { callSila } from './webhook.calls.js';

type Parts = {
  readonly world: World;
  readonly flavour: Flavour;
  readonly accounts: MetaAccounts;
  readonly chats: ChatStore;
};

/** What people do on their phones, and staff in Meta's own app: held in the chats, told to Sila. */
export class PersonActs {
  constructor(private readonly parts: Parts) {}

  /** Throws a ProblemError when the account has no hook, or the message is none of the person's. */
  async send(message: MetaSend): Promise<Sent> {
    const { accounts, flavour, world } = this.parts;
    const account = accounts.reachable(message.to);
    const act = await this.actOf(message);
    const doing = this.doingOf(account, message);
    this.hold(doing, act);
    const payload = message.raw ?? flavour.event(doing, act, world.baseUrl());
    return this.deliver(account, doing, payload, message, act);
  }

  private doingOf(account: ReachableAccount, { from, name, hidden, id }: MetaSend): Doing {
    const { flavour, world, chats } = this.parts;
    if (name !== undefined) chats.name(from, name);
    const isHidden = hidden === true;
    return {
      account,
      person: from,
      name: name ?? null,
      isHidden,
      id: id ?? flavour.newId(),
      at: world.clock.now(),
    };
  }

  private async actOf(message: MetaSend): Promise<Act> {
    const { reaction, edit, deletion, text, location, contact, inReplyTo, story } = message;
    if (reaction) return { kind: 'reaction', ...reaction };
    if (edit) return { kind: 'edit', ...edit };
    if (deletion) return { kind: 'deletion', ...deletion };
    const media = await Promise.all(message.media.map((each) => this.parts.world.media.take(each)));
    const isVoice = message.media.some(({ voice }) => voice === true);
    const kind = message.staff === true ? 'echo' : 'message';
    return { kind, text, media, isVoice, location, contact, inReplyTo, story };
  }

  private hold({ person, id, at }: Doing, act: Act): void {
    const { chats } = this.parts;
    switch (act.kind) {
      case 'reaction':
        return demand(chats.react(person, act.to, true, act.emoji));
      case 'edit':
        return demand(chats.change(person, act.of, { text: act.text, edited: true }));
      case 'deletion':
        return demand(chats.erase(person, act.of));
      default: {
        const { text, location, contact, inReplyTo } = act;
        const mine = act.kind === 'message';
        const status = mine ? 'pending' : 'delivered';
        const media = act.media.map(linkTo);
        chats.add(person, {
          id,
          mine,
          text,
          at: new Date(at).toISOString(),
          status,
          media,
          location,
          contact,
          inReplyTo,
        });
      }
    }
  }

  private async deliver(
    account: ReachableAccount,
    { person, id }: Doing,
    payload: object,
    { signature, times, parallel, targets, wait }: MetaSend,
    act: Act,
  ): Promise<Sent> {
    const { world, flavour, chats } = this.parts;
    const { channel } = flavour;
    const head = { channel, messageId: id, from: person, to: account.name };
    const text = 'text' in act ? act.text : '';
    world.ledger.write({ ...head, kind: 'message', direction: 'inbound', text });
    const deliveries = await world.events.deliver({
      head,
      origins: targets ?? originsFor(account, account.webhookUrl),
      times,
      parallel,
      wait,
      send: (origin) => callSila(world, account, payload, origin, signature),
      onOutcome: (isTaken) => {
        if (act.kind === 'message') chats.change(person, id, { status: isTaken ? 'taken' : 'refused' });
      },
    });
    return { channel, id, deliveries };
  }
}

const demand = (isThere: boolean): void => {
  if (!isThere) throw new ProblemError(409, 'no-message', 'There is no such message on this phone');
};
