import type { FaultGroup, FaultOffer, TargetFaults } from '../core/faults.board.js';
import type { WebhookAttempt } from '../core/ledger.types.js';
import { isAccepted, untilAccepted } from '../core/retry.policy.js';
import type { TelegramSend } from './send.contract.js';
import type { World } from '../core/simulator.world.js';
import { originsFor, signedBy } from '../core/webhook.sender.js';
import type { BotAccount } from './account.kind.js';
import type { BotState, BotWebhook, Update } from './bot.state.js';

const misbehaviours = ['lost-update', 'duplicate-updates', 'shuffle-updates'] as const;

const offers: readonly FaultOffer[] = [
  { kind: 'lost-update', ar: 'تبقى الرسالة معلّقة عند تيليجرام', en: 'The message stays at Telegram' },
  { kind: 'duplicate-updates', ar: 'تتكرر الرسالة', en: 'The message comes twice' },
  { kind: 'shuffle-updates', ar: 'تصل الرسائل بترتيب معكوس', en: 'Messages come in the wrong order' },
];

/** Faults of what comes in, as the page offers them. */
export const updateFaults: FaultGroup = {
  target: 'telegram',
  title: { ar: 'تيليجرام: الاستقبال', en: 'Telegram: receiving' },
  offers,
};

const shuffleMs = 400;

/** How one update is delivered, as far as `POST /send` may say. */
export type DeliveryWish = Pick<TelegramSend, 'signature' | 'times' | 'parallel' | 'wait' | 'targets'>;

type Deliveries = readonly (readonly WebhookAttempt[])[];

/** Brings updates to the bot's webhook, until they are taken; what is not taken waits for the next `setWebhook`. */
export class UpdateCourier {
  private shuffled: { readonly deliver: () => Promise<Deliveries> }[] = [];

  constructor(
    private readonly world: Pick<World, 'events' | 'timers' | 'webhooks'>,
    private readonly faults: TargetFaults,
    private readonly now: () => number,
  ) {}

  /** Every try of every webhook; none when a fault keeps the update back. */
  async bring(
    bot: BotAccount,
    state: BotState,
    update: Update,
    wish: DeliveryWish,
    onOutcome: (isTaken: boolean) => void,
  ): Promise<Deliveries> {
    const { webhook } = state;
    if (!webhook?.allowedUpdates.includes(update.kind)) return [];
    state.keep(update);
    const deliver = (times = wish.times) =>
      this.deliver({ bot, state, webhook, update, wish: { ...wish, times, onOutcome } });
    switch (this.faults.take(misbehaviours, { to: update.head.from })?.kind) {
      case 'lost-update':
        state.lastError = { at: this.now(), message: 'Connection timed out' };
        return [];
      case 'duplicate-updates':
        return deliver(wish.times + 1);
      case 'shuffle-updates':
        this.putAside(deliver);
        return [];
      case undefined:
        return this.shuffled.length > 0 ? (this.putAside(deliver), []) : deliver();
    }
  }

  /** Everything that waits, in its order. */
  async bringPending(bot: BotAccount, state: BotState): Promise<void> {
    const { webhook } = state;
    if (!webhook) return;
    const wish = { signature: 'valid', times: 1, parallel: false, wait: true, targets: undefined } as const;
    for (const update of state.pending()) await this.deliver({ bot, state, webhook, update, wish });
  }

  /** Holds updates back for a while, then brings the last one first. */
  private putAside(deliver: () => Promise<Deliveries>): void {
    this.shuffled.push({ deliver });
    if (this.shuffled.length > 1) return;
    this.world.timers.after(shuffleMs, async () => {
      const held = this.shuffled;
      this.shuffled = [];
      for (const late of held.toReversed()) await late.deliver();
    });
  }

  private deliver(delivery: {
    readonly bot: BotAccount;
    readonly state: BotState;
    readonly webhook: BotWebhook;
    readonly update: Update;
    readonly wish: DeliveryWish & { readonly onOutcome?: (isTaken: boolean) => void };
  }): Promise<Deliveries> {
    const { bot, state, webhook, update, wish } = delivery;
    const { url } = webhook;
    return this.world.events.deliver({
      ...wish,
      head: { channel: 'telegram', ...update.head },
      origins: wish.targets ?? originsFor({ webhookUrl: url, targets: bot.targets }, url),
      send: async (origin) => {
        const attempts = await this.call(bot, webhook, update, origin, wish.signature);
        this.note(state, update, attempts);
        return attempts;
      },
    });
  }

  private call(
    bot: BotAccount,
    { url, secret }: BotWebhook,
    update: Update,
    origin: string,
    mode: DeliveryWish['signature'],
  ): Promise<readonly WebhookAttempt[]> {
    const body = JSON.stringify({ update_id: update.id, [update.kind]: update.body });
    const shown = signedBy(mode, secret, (given) => ({ 'x-telegram-bot-api-secret-token': given }));
    const headers = { 'content-type': 'application/json', ...shown };
    const policy = untilAccepted(bot.retryDelaysMs.length, bot.retryDelaysMs);
    return this.world.webhooks.send({ url, origin, body, headers, policy });
  }

  private note(state: BotState, update: Update, attempts: readonly WebhookAttempt[]): void {
    const last = attempts.at(-1);
    if (last && isAccepted(last)) return state.taken(update);
    const status = last?.status ?? null;
    const message = status === null ? 'Connection timed out' : `Wrong response from the webhook: ${status}`;
    state.lastError = { at: this.now(), message };
  }
}
