import type { ChatStore } from '../core/chat.store.js';
import { settle, writeDown } from '../core/chat.writing.js';
import { ProblemError } from '../core/problem.error.js';
import type { Sent } from '../core/provider.js';
import type { World } from '../core/simulator.world.js';
import { botIdOf, type BotAccount } from './account.kind.js';
import type { BotState } from './bot.state.js';
import type { Bots } from './bots.js';
import type { TelegramSend } from './send.contract.js';
import {
  deletionBody,
  editBody,
  membershipBody,
  messageBody,
  reactionBody,
  type Occasion,
} from './update.body.js';
import type { UpdateCourier } from './update.courier.js';

/** What came of one action: the number of the message that it is about. */
export type TelegramSent = Required<Sent> & { readonly channel: 'telegram' };

type Parts = Pick<World, 'clock' | 'ledger' | 'media'> & {
  readonly bots: Bots;
  readonly chats: ChatStore;
  readonly courier: UpdateCourier;
};

type Actor = { readonly input: TelegramSend; readonly bot: BotAccount; readonly state: BotState };

/** The kind of an update, and its body. */
type Told = { readonly kind: string; readonly body: object };

/** Beneficiaries' phones: turns what a person does in Telegram into updates of the bot. */
export class PersonActions {
  constructor(private readonly parts: Parts) {}

  /** Throws a ProblemError when there is no bot, or no webhook that anything could be told to. */
  async send(input: TelegramSend): Promise<TelegramSent> {
    const found = this.parts.bots.named(input.to);
    if (!found) throw new ProblemError(409, 'no-account', 'No bot of this name is configured');
    if (!found.state.webhook) throw new ProblemError(409, 'no-webhook', 'The bot has no webhook yet');
    const sent = [];
    for (const one of oneByOne(input)) sent.push(await this.act({ input: one, ...found }));
    const deliveries = sent.flatMap((each) => each.deliveries);
    return { channel: 'telegram', id: sent[0]?.id ?? '', deliveries };
  }

  private async act({ input, bot, state }: Actor): Promise<TelegramSent> {
    const { chats, clock, courier, ledger, media } = this.parts;
    const { from } = input;
    const date = Math.floor(clock.now() / 1_000);
    const id = subjectOf(input) ?? String(state.nextMessageId(from));
    if (input.name !== undefined) chats.name(from, input.name);
    const at = new Date(date * 1_000).toISOString();
    const [file = null] =
      input.blocks === undefined && !input.raw ? await writeDown(chats, media, { from, id, at }, input) : [];
    const head = { messageId: id, from, to: bot.username };
    ledger.write({ channel: 'telegram', kind: 'message', direction: 'inbound', ...head, text: input.text });
    const told = toldBy({ input, bot, state }, { messageId: Number(id), date, media: file });
    if (!told) return { channel: 'telegram', id, deliveries: [] };
    const update = { id: state.nextUpdateId(), ...told, head };
    const deliveries = await courier.bring(bot, state, update, input, (isTaken) =>
      settle(chats, { from, id }, isTaken),
    );
    return { channel: 'telegram', id, deliveries };
  }
}

/** Files sent together are messages of their own, with the words beside the first. */
const oneByOne = (input: TelegramSend): readonly TelegramSend[] => {
  if (input.media.length < 2) return [input];
  return input.media.map((each, index) => ({ ...input, media: [each], text: index === 0 ? input.text : '' }));
};

/** The earlier message that the action is about; undefined when it is a message of its own. */
const subjectOf = ({ reaction, edit, deletion, blocks, raw }: TelegramSend): string | undefined =>
  reaction?.to ?? edit?.of ?? deletion?.of ?? (blocks === undefined && !raw ? undefined : '0');

/** The update that tells the bot of it; null when Telegram tells nothing. */
const toldBy = ({ input, bot, state }: Actor, occasion: Occasion): Told | null => {
  const { reaction, edit, deletion, blocks, raw, businessConnectionId } = input;
  const isBusiness = businessConnectionId !== undefined;
  if (reaction) return { kind: 'message_reaction', body: reactionBody(input, reaction.emoji, occasion) };
  if (edit)
    return {
      kind: isBusiness ? 'edited_business_message' : 'edited_message',
      body: editBody(input, edit.text, occasion),
    };
  if (deletion)
    return isBusiness ? { kind: 'deleted_business_messages', body: deletionBody(input, occasion) } : null;
  if (blocks !== undefined) return blocking(input, bot, state, occasion);
  if (raw) return rawUpdate(raw);
  return { kind: isBusiness ? 'business_message' : 'message', body: messageBody(input, occasion) };
};

const blocking = (input: TelegramSend, bot: BotAccount, state: BotState, { date }: Occasion): Told => {
  if (input.blocks === true) state.blockedBy.add(input.from);
  else state.blockedBy.delete(input.from);
  const user = { id: botIdOf(bot), is_bot: true, first_name: bot.username };
  return { kind: 'my_chat_member', body: membershipBody(input, user, date) };
};

const rawUpdate = (raw: Readonly<Record<string, unknown>>): Told | null => {
  const [kind, body] = Object.entries(raw)[0] ?? [];
  return kind !== undefined && typeof body === 'object' && body !== null ? { kind, body } : null;
};
