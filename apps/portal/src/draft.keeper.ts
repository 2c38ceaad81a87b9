import type { Proof, SaveFormDraft } from '@sila/contracts';
import type { Language } from '@sila/domain';
import { api, Refused } from './api.client.js';
import { work } from './work.js';

export type Keeping = 'kept' | 'keeping' | 'offline' | 'elsewhere';

/** What is to be kept, as it stands when a save begins. */
interface Source {
  readonly accountId: string;
  readonly version: number;
  readonly language: Language;
  readonly token: string | null;
  body(): SaveFormDraft;
  onToken(token: string): void;
  onState(state: Keeping): void;
}

const REST_MS = 800;

/** Keeps a form on the server as it is filled: one save at a time, the newest answers last, once more when the line is back. */
export class DraftKeeper {
  private proof: Promise<Proof> | null = null;
  private opening: Promise<string> | null = null;
  private running: Promise<void> | null = null;
  private dirty = false;
  private timer = 0;

  constructor(private readonly source: Source) {
    addEventListener('online', this.flushQuietly);
  }

  close(): void {
    clearTimeout(this.timer);
    removeEventListener('online', this.flushQuietly);
  }

  /** Something changed: it is saved when the person pauses. */
  touch(): void {
    this.dirty = true;
    if (!this.source.token) void this.prove();
    clearTimeout(this.timer);
    this.timer = window.setTimeout(this.flushQuietly, REST_MS);
  }

  /** The key of the draft on the server, which is begun now at the latest. */
  token(): Promise<string> {
    if (this.source.token) return Promise.resolve(this.source.token);
    this.opening ??= this.open().finally(() => (this.opening = null));
    return this.opening;
  }

  /** Resolves when the server has what there is. Throws when it can't. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    while (this.dirty || this.running) {
      this.running ??= this.save().finally(() => (this.running = null));
      await this.running;
    }
  }

  private readonly flushQuietly = (): void => void this.flush().catch(() => undefined);

  /** The work begins with the first answer, not with the page: who only looks does none. */
  private prove(): Promise<Proof> {
    this.proof ??= work();
    this.proof.catch(() => (this.proof = null));
    return this.proof;
  }

  private async open(): Promise<string> {
    const { accountId, version, language } = this.source;
    const proof = await this.prove();
    this.proof = null;
    const { token } = await api.open({ accountId, version, language, proof });
    this.source.onToken(token);
    return token;
  }

  private async save(): Promise<void> {
    this.dirty = false;
    this.source.onState('keeping');
    try {
      await api.save(await this.token(), this.source.body());
      this.source.onState('kept');
    } catch (error) {
      this.dirty = true;
      this.source.onState(error instanceof Refused && error.status === 401 ? 'elsewhere' : 'offline');
      throw error;
    }
  }
}
