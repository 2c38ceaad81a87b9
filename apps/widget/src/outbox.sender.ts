import type { Language } from '@sila/domain';
import { ApiError, type Api } from './api.client.js';
import type { Memory, Pending } from './memory.store.js';

/** How often a message is tried before the visitor is asked. */
const TRIES = 3;
const FIRST_WAIT = 1_500;

/** What the outbox needs to know of its chat. */
export interface OutboxContext {
  language(): Language;
  /** Makes a call with a fresh session when the old one is no longer good. */
  authorised<Answer>(call: () => Promise<Answer>): Promise<Answer>;
  /** The list of pending messages changed. */
  changed(): void;
  /** One message is stored by the server. */
  stored(): void;
  pause(ms: number): Promise<void>;
}

/**
 * Sends what the visitor wrote, one after the other in the order of writing. A message keeps its client id through
 * every try and every reload, so the server takes it once however often it is sent.
 */
export class Outbox {
  private running: Promise<void> | null = null;

  constructor(
    private readonly api: Pick<Api, 'post'>,
    private readonly memory: Memory,
    private readonly context: OutboxContext,
  ) {}

  add(message: Pending): Promise<void> {
    this.keep(message);
    return this.flush();
  }

  /** Tries again what failed: one message, or all of them. */
  retry(clientId?: string): Promise<void> {
    for (const message of this.memory.read().pending) {
      if (message.state !== 'failed' || (clientId && message.clientId !== clientId)) continue;
      this.keep({ ...message, state: 'sending' });
    }
    return this.flush();
  }

  /** Sends until nothing waits. Never throws: what can't be sent is marked so. */
  flush(): Promise<void> {
    this.running ??= this.drain().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async drain(): Promise<void> {
    for (let next = this.next(); next; next = this.next()) {
      const state = await this.send(next);
      this.keep({ ...next, state });
      if (state === 'sent') this.context.stored();
    }
  }

  private next(): Pending | undefined {
    return this.memory.read().pending.find((message) => message.state === 'sending');
  }

  private async send(message: Pending): Promise<'sent' | 'failed'> {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      try {
        await this.context.authorised(() => this.api.post(bodyOf(message, this.context.language())));
        return 'sent';
      } catch (error) {
        if (!(error instanceof ApiError && error.passing)) return 'failed';
        if (attempt < TRIES) await this.context.pause(FIRST_WAIT * 2 ** (attempt - 1));
      }
    }
    return 'failed';
  }

  private keep(message: Pending): void {
    this.memory.keep(message);
    this.context.changed();
  }
}

function bodyOf(message: Pending, language: Language): Parameters<Api['post']>[0] {
  return {
    clientId: message.clientId,
    text: message.text,
    attachments: message.attachments.map((file) => file.id),
    ...(message.name && { name: message.name }),
    ...(message.contact && { contact: message.contact }),
    page: (location.origin + location.pathname).slice(0, 500),
    language,
  };
}
