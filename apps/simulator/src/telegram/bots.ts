import type { AccountsStore } from '../core/accounts.store.js';
import { botKind, type BotAccount } from './account.kind.js';
import { BotState } from './bot.state.js';

export type Bot = { readonly bot: BotAccount; readonly state: BotState };

/** The bots of this simulator, each with what Telegram holds of it. */
export class Bots {
  private readonly states = new Map<string, BotState>();

  constructor(private readonly accounts: AccountsStore) {}

  /** Undefined for a token of nobody. */
  opened(token: string): Bot | undefined {
    return this.withState(this.accounts.of(botKind).find(({ botToken }) => botToken === token));
  }

  /** The first one when no name is given. */
  named(username?: string): Bot | undefined {
    const all = this.accounts.of(botKind);
    return this.withState(username === undefined ? all[0] : all.find((each) => each.username === username));
  }

  private withState(bot: BotAccount | undefined): Bot | undefined {
    if (!bot) return undefined;
    const state = this.states.get(bot.username) ?? new BotState();
    this.states.set(bot.username, state);
    return { bot, state };
  }
}
