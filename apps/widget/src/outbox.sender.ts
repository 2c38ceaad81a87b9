import { isPassing, type Api } from './api.client.js';
import type { Memory, Pending } from './memory.store.js';
import { once } from './once.js';

/** How often a message is tried before the visitor is asked, and the first wait between two tries. */
const TRIES = 3;
const FIRST_WAIT_MS = 1_500;

/** What the outbox tells its chat. */
export interface OutboxListener {
  pendingChanged(): void;
  /** One message is stored by the server. */
  stored(): void;
}

/**
 * Sends what the visitor wrote, one after the other in the order of writing. A message keeps its client id through
 * every try and every reload, so the server takes it once however often it is sent.
 */
export class Outbox {
  /** Sends until nothing waits. Never throws: what can't be sent is marked so. */
  readonly flush = once(() => this.drain());

  constructor(
    private readonly api: Pick<Api, 'post'>,
    private readonly memory: Memory,
    private readonly listener: OutboxListener,
  ) {}

  add(message: Pending): Promise<void> {
    this.keep(message);
    return this.flush();
  }

  /** Tries again what failed: one message, or all of them. */
  retry(clientId?: string): Promise<void> {
    for (const message of this.memory.read().pending) {
      if (message.state === 'failed' && (clientId ?? message.clientId) === message.clientId)
        this.keep({ ...message, state: 'sending' });
    }
    return this.flush();
  }

  private async drain(): Promise<void> {
    let next: Pending | undefined;
    while ((next = this.memory.read().pending.find((message) => message.state === 'sending'))) {
      const state = await this.send(next);
      this.keep({ ...next, state });
      if (state === 'sent') this.listener.stored();
    }
  }

  private async send({
    state: _state,
    at: _at,
    attachments,
    ...message
  }: Pending): Promise<'sent' | 'failed'> {
    const body = { ...message, attachments: attachments.map((file) => file.id) };
    for (let attempt = 0; ; attempt += 1) {
      try {
        await this.api.post('messages', body);
        return 'sent';
      } catch (error) {
        if (!isPassing(error) || attempt === TRIES - 1) return 'failed';
        await new Promise((resume) => setTimeout(resume, FIRST_WAIT_MS * 2 ** attempt));
      }
    }
  }

  private keep(message: Pending): void {
    this.memory.keep(message);
    this.listener.pendingChanged();
  }
}
