import { ApiError, type Api } from './api.client.js';
import type { FileInHand } from './chat.state.js';

/** Files of one message; the contract's limit. */
export const MAX_FILES = 5;

/** What the uploader needs to know of its chat. */
export interface UploadContext {
  maxBytes(): number;
  authorised<Answer>(call: () => Promise<Answer>): Promise<Answer>;
  changed(files: readonly FileInHand[]): void;
}

/** Holds the files chosen for the next message and sends their bytes ahead of it. */
export class Uploader {
  private files: readonly FileInHand[] = [];
  private readonly running = new Map<number, AbortController>();
  private lastKey = 0;

  constructor(
    private readonly api: Pick<Api, 'upload'>,
    private readonly context: UploadContext,
  ) {}

  /** Takes files up to the limit and starts sending them; larger ones are shown as too large. */
  add(files: Iterable<File>): void {
    for (const file of [...files].slice(0, MAX_FILES - this.files.length)) {
      const fits = file.size <= this.context.maxBytes();
      const key = (this.lastKey += 1);
      const state = fits ? 'uploading' : 'too-large';
      this.set([...this.files, { key, fileName: file.name, size: file.size, progress: 0, state, id: null }]);
      if (fits) void this.send(key, file);
    }
  }

  remove(key: number): void {
    this.running.get(key)?.abort();
    this.running.delete(key);
    this.set(this.files.filter((file) => file.key !== key));
  }

  /** Hands over what is ready and forgets the rest. */
  take(): readonly FileInHand[] {
    const ready = this.files.filter((file) => file.state === 'ready');
    this.set([]);
    return ready;
  }

  private async send(key: number, file: File): Promise<void> {
    const control = new AbortController();
    this.running.set(key, control);
    try {
      const progress = (share: number): void => this.patch(key, { progress: share });
      const stored = await this.context.authorised(() => this.api.upload(file, control.signal, progress));
      this.patch(key, { state: 'ready', progress: 1, id: stored.id });
    } catch (error) {
      const tooLarge = error instanceof ApiError && error.status === 413;
      this.patch(key, { state: tooLarge ? 'too-large' : 'failed' });
    }
    this.running.delete(key);
  }

  private patch(key: number, change: Partial<FileInHand>): void {
    this.set(this.files.map((file) => (file.key === key ? { ...file, ...change } : file)));
  }

  private set(files: readonly FileInHand[]): void {
    this.files = files;
    this.context.changed(files);
  }
}
