/** Where a bot's updates go, as Sila told it. */
export type BotWebhook = {
  readonly url: string;
  readonly secret: string;
  readonly allowedUpdates: readonly string[];
};

/** One thing that happened, until Sila took it. */
export type Update = {
  readonly id: number;
  readonly kind: string;
  readonly body: object;
  readonly head: { readonly messageId: string; readonly from: string; readonly to: string };
};

/** What Telegram holds of one bot: its webhook, what waits for it, the chats that were begun with it. */
export class BotState {
  webhook: BotWebhook | null = null;
  lastError: { readonly at: number; readonly message: string } | null = null;
  readonly blockedBy = new Set<string>();
  private readonly waiting = new Map<number, Update>();
  /** The number of the last message of each chat; both sides count together. */
  private readonly counters = new Map<string, number>();
  private lastUpdate = 1_000_000 + Math.floor(Math.random() * 800_000_000);

  nextUpdateId(): number {
    return ++this.lastUpdate;
  }

  /** The next message of a chat; the first one begins it. */
  nextMessageId(chat: string): number {
    const next = (this.counters.get(chat) ?? 0) + 1;
    this.counters.set(chat, next);
    return next;
  }

  /** A bot can write only to whom wrote first. */
  knows(chat: string): boolean {
    return this.counters.has(chat);
  }

  keep(update: Update): void {
    this.waiting.set(update.id, update);
  }

  taken(update: Update): void {
    this.waiting.delete(update.id);
  }

  pending(): readonly Update[] {
    return [...this.waiting.values()];
  }
}
