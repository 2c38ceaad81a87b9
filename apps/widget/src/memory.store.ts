import type { Language } from '@sila/domain';
import { storageKey } from './host.js';

/** A message that the visitor wrote and the conversation does not show yet. Survives a reload. */
export interface Pending {
  readonly clientId: string;
  readonly text: string;
  readonly attachments: readonly PendingFile[];
  /** Contact details of the out-of-hours form, sent with this message. */
  readonly contact?: string;
  readonly name?: string;
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
  readonly language: Language | null;
  readonly name: string;
  readonly contact: string;
  /** Id of the newest message that was on screen. */
  readonly readId: string | null;
  readonly pending: readonly Pending[];
}

const NOTHING: Remembered = {
  token: null,
  language: null,
  name: '',
  contact: '',
  readId: null,
  pending: [],
};

/** The part of `localStorage` that is used; a browser may refuse both. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem'>;

/**
 * Reads and writes what is remembered. Each change reads what is stored first, so that two tabs of one visitor don't
 * undo each other's messages. Where the browser refuses storage, the chat lives as long as the page.
 */
export class Memory {
  private fallback: Remembered = NOTHING;
  private readonly key: string;

  constructor(
    account: string,
    private readonly shelf: Shelf | null = ownShelf(),
  ) {
    this.key = storageKey(account);
  }

  read(): Remembered {
    try {
      const stored = this.shelf?.getItem(this.key);
      return stored ? { ...NOTHING, ...(JSON.parse(stored) as Partial<Remembered>) } : this.fallback;
    } catch {
      return this.fallback;
    }
  }

  change(change: Partial<Remembered>): void {
    this.fallback = { ...this.read(), ...change };
    try {
      this.shelf?.setItem(this.key, JSON.stringify(this.fallback));
    } catch {
      // Storage is full or refused: the page goes on with what it holds.
    }
  }

  /** Adds a pending message or changes the one with the same client id. */
  keep(message: Pending): void {
    const others = this.read().pending.filter((one) => one.clientId !== message.clientId);
    this.change({ pending: [...others, message].sort((a, b) => a.at.localeCompare(b.at)) });
  }

  drop(clientIds: ReadonlySet<string | null>): void {
    const { pending } = this.read();
    const kept = pending.filter((one) => !clientIds.has(one.clientId));
    if (kept.length < pending.length) this.change({ pending: kept });
  }
}

function ownShelf(): Shelf | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
