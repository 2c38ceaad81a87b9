import type { ChatStore } from '../core/chat.store.js';
import { settle, writeDown } from '../core/chat.writing.js';
import { linkTo, type StoredMedia } from '../core/media.store.js';
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

  /** Throws a ProblemError when there is no such account, or it has no hook yet. */
  async send(message: MetaSend): Promise<Sent> {
    const { accounts, flavour, world } = this.parts;
    const account = accounts.reachable(message.to);
    const doing = this.doingOf(account, message);
    if (message.raw) return this.deliver(account, doing, message.raw, message);
    const act = actOf(message, await this.hold(doing, message));
    return this.deliver(account, doing, flavour.event(doing, act, world.baseUrl()), message);
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

  /** Gives the files that were stored. */
  private async hold({ person, id, at: ms }: Doing, message: MetaSend): Promise<readonly StoredMedia[]> {
    const { chats, world } = this.parts;
    const at = new Date(ms).toISOString();
    if (message.staff !== true) return writeDown(chats, world.media, { from: person, id, at }, message);
    const files = await Promise.all(message.media.map((each) => world.media.take(each)));
    const media = files.map(linkTo);
    chats.add(person, { id, mine: false, text: message.text, at, status: 'delivered', media });
    return files;
  }

  private async deliver(
    account: ReachableAccount,
    { person, id }: Doing,
    payload: object,
    { text, signature, times, parallel, targets, wait }: MetaSend,
  ): Promise<Sent> {
    const { world, flavour, chats } = this.parts;
    const { channel } = flavour;
    const head = { channel, messageId: id, from: person, to: account.name };
    world.ledger.write({ ...head, kind: 'message', direction: 'inbound', text });
    const deliveries = await world.events.deliver({
      head,
      origins: targets ?? originsFor(account, account.webhookUrl),
      times,
      parallel,
      wait,
      send: (origin) => callSila(world, account, payload, origin, signature),
      onOutcome: (isTaken) => settle(chats, { from: person, id }, isTaken),
    });
    return { channel, id, deliveries };
  }
}

const actOf = (message: MetaSend, media: readonly StoredMedia[]): Act => {
  const { reaction, edit, deletion, text, location, contact, inReplyTo, story } = message;
  if (reaction) return { kind: 'reaction', ...reaction };
  if (edit) return { kind: 'edit', ...edit };
  if (deletion) return { kind: 'deletion', ...deletion };
  const isVoice = message.media.some(({ voice }) => voice === true);
  const kind = message.staff === true ? 'echo' : 'message';
  return { kind, text, media, isVoice, location, contact, inReplyTo, story };
};
