import type { Language } from '@sila/domain';
import { storageKey } from './host.js';

/** A message that the visitor wrote and the conversation does not show yet. Survives a reload. */
export interface Pending {
  readonly clientId: string;
  readonly text: string;
  readonly attachments: readonly PendingFile[];
  readonly language: Language;
  readonly page: string;
  /** What the visitor told about themselves; absent when nothing. */
  readonly name?: string;
  readonly contact?: string;
  /** `sent`: stored by the server, on its way into the conversation. */
  readonly state: 'sending' | 'sent' | 'failed';
  readonly at: string;
}

export interface PendingFile {
  readonly id: string;
  readonly fileName: string;
  readonly size: number;
}

/** What one browser remembers of its chat. */
export interface Remembered {
  readonly token: string | null;
  readonly language?: Language;
  readonly name?: string;
  readonly contact?: string;
  /** Id of the newest message that was on screen. */
  readonly readId?: string;
  readonly pending: readonly Pending[];
}

/**
 * Reads and writes what is remembered. Each change reads what is stored first, so that two tabs of one visitor don't
 * undo each other's messages. Where the browser refuses storage, the chat lives as long as the page.
 */
export class Memory {
  private latest: Remembered = { token: null, pending: [] };
  private readonly key: string;

  constructor(account: string) {
    this.key = storageKey(account);
  }

  read(): Remembered {
    try {
      const stored = JSON.parse(localStorage.getItem(this.key) ?? 'null') as Remembered | null;
      this.latest = stored ?? this.latest;
    } catch {
      // Storage is refused or spoilt: what the page holds counts.
    }
    return this.latest;
  }

  change(change: Partial<Remembered>): void {
    this.latest = { ...this.read(), ...change };
    try {
      localStorage.setItem(this.key, JSON.stringify(this.latest));
    } catch {
      // Storage is full or refused: the page goes on with what it holds.
    }
  }

  /** Adds a pending message at the end, or changes the one with the same client id where it stands. */
  keep(message: Pending): void {
    const byId = new Map(this.read().pending.map((one) => [one.clientId, one]));
    this.change({ pending: [...byId.set(message.clientId, message).values()] });
  }

  /** Forgets what the thread shows by now. */
  drop(shown: readonly { readonly clientId: string | null }[]): void {
    const { pending } = this.read();
    this.change({ pending: pending.filter((one) => !shown.some((seen) => seen.clientId === one.clientId)) });
  }
}
