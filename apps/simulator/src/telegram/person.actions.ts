import type { ChatStore } from '../core/chat.store.js';
import { linkTo, type StoredMedia } from '../core/media.store.js';
import { ProblemError } from '../core/problem.error.js';
import type { Sent } from '../core/provider.js';
import type { World } from '../core/simulator.world.js';
import { botIdOf, type BotAccount } from './account.kind.js';
import type { BotState } from './bot.state.js';
import type { Bots } from './bots.js';
import type { TelegramSend } from './send.contract.js';
import { editBody, membershipBody, messageBody, reactionBody, type Occasion } from './update.body.js';
import type { UpdateCourier } from './update.courier.js';

/** What came of one action: the number of the message that it is about. */
export type TelegramSent = Required<Sent> & { readonly channel: 'telegram' };

type Parts = Pick<World, 'clock' | 'ledger' | 'media'> & {
  readonly bots: Bots;
  readonly chats: ChatStore;
  readonly courier: UpdateCourier;
};

type Action = {
  readonly input: TelegramSend;
  readonly bot: BotAccount;
  readonly state: BotState;
  readonly date: number;
};

/** Something to tell: the kind of update and its body. */
type Told = { readonly id: string; readonly kind: string; readonly body: object };

/** Beneficiaries' phones: turns what a person does in Telegram into updates of the bot. */
export class PersonActions {
  constructor(private readonly parts: Parts) {}

  /** Throws a ProblemError when there is no bot, or no webhook that anything could be told to. */
  async send(input: TelegramSend): Promise<TelegramSent> {
    const found = this.parts.bots.named(input.to);
    if (!found) throw new ProblemError(409, 'no-account', 'No bot of this name is configured');
    if (!found.state.webhook) throw new ProblemError(409, 'no-webhook', 'The bot has no webhook yet');
    const date = Math.floor(this.parts.clock.now() / 1_000);
    const told = await this.told({ input, ...found, date });
    const head = { messageId: told.id, from: input.from, to: found.bot.username };
    this.parts.ledger.write({
      channel: 'telegram',
      kind: 'message',
      direction: 'inbound',
      ...head,
      text: input.text,
    });
    if (told.kind === NOTHING) return { channel: 'telegram', id: told.id, deliveries: [] };
    const update = { id: found.state.nextUpdateId(), kind: told.kind, body: told.body, head };
    const deliveries = await this.parts.courier.bring(found.bot, found.state, update, input);
    return { channel: 'telegram', id: told.id, deliveries };
  }

  private async told(action: Action): Promise<Told> {
    const { reaction, edit, deletion, blocks, raw } = action.input;
    if (reaction) return this.react(action, reaction);
    if (edit) return this.edit(action, edit);
    if (deletion) return this.takeBack(action, deletion.of);
    if (blocks !== undefined) return this.block(action, blocks);
    if (raw) return rawUpdate(raw);
    return this.write(action);
  }

  private async write(action: Action): Promise<Told> {
    const { input, state, date } = action;
    const [given] = input.media;
    const media = given ? await this.parts.media.take(given) : null;
    const messageId = state.nextMessageId(input.from);
    this.show(input, String(messageId), media, date);
    const occasion = { messageId, date, media };
    return { id: String(messageId), kind: prefixed(input, 'message'), body: messageBody(input, occasion) };
  }

  private show(input: TelegramSend, id: string, media: StoredMedia | null, date: number): void {
    const { chats } = this.parts;
    if (input.name !== undefined) chats.name(input.from, input.name);
    chats.add(input.from, {
      id,
      mine: true,
      text: input.text,
      at: new Date(date * 1_000).toISOString(),
      status: 'taken',
      media: media ? [linkTo(media)] : [],
      location: input.location,
      contact: input.contact,
      inReplyTo: input.inReplyTo,
    });
  }

  private react(action: Action, { to, emoji }: NonNullable<TelegramSend['reaction']>): Told {
    this.parts.chats.react(action.input.from, to, true, emoji);
    const body = reactionBody(action.input, emoji, occasionOf(action, to));
    return { id: to, kind: 'message_reaction', body };
  }

  private edit(action: Action, { of, text }: NonNullable<TelegramSend['edit']>): Told {
    this.parts.chats.change(action.input.from, of, { text, edited: true });
    const body = editBody(action.input, text, occasionOf(action, of));
    return { id: of, kind: prefixed(action.input, 'edited_message'), body };
  }

  private takeBack({ input }: Action, of: string): Told {
    this.parts.chats.erase(input.from, of);
    const { businessConnectionId } = input;
    if (businessConnectionId === undefined) return { id: of, kind: NOTHING, body: {} };
    const chat = { id: Number(input.from), type: 'private' };
    const body = { business_connection_id: businessConnectionId, chat, message_ids: [Number(of)] };
    return { id: of, kind: 'deleted_business_messages', body };
  }

  private block({ input, bot, state, date }: Action, blocks: boolean): Told {
    if (blocks) state.blockedBy.add(input.from);
    else state.blockedBy.delete(input.from);
    const user = { id: botIdOf(bot), is_bot: true, first_name: bot.username };
    return { id: input.from, kind: 'my_chat_member', body: membershipBody(input, user, date) };
  }
}

/** Telegram tells no bot that somebody took a message back. */
const NOTHING = '';

const prefixed = ({ businessConnectionId }: TelegramSend, kind: 'message' | 'edited_message'): string => {
  if (businessConnectionId === undefined) return kind;
  return kind === 'message' ? 'business_message' : 'edited_business_message';
};

const occasionOf = ({ date }: Action, messageId: string): Occasion => ({
  messageId: Number(messageId),
  date,
  media: null,
});

const rawUpdate = (raw: Readonly<Record<string, unknown>>): Told => {
  const [kind = NOTHING, body = {}] = Object.entries(raw)[0] ?? [];
  return { id: kind, kind, body: typeof body === 'object' && body !== null ? body : {} };
};
