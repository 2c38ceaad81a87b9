import { Refusal, type Api } from './api.client.js';
import type { FileInHand } from './chat.state.js';

/** Files of one message; the contract's limit. */
export const MAX_FILES = 5;

/** Holds the files chosen for the next message and sends their bytes ahead of it. */
export class Uploader {
  private files: readonly FileInHand[] = [];
  private lastKey = 0;

  constructor(
    private readonly api: Pick<Api, 'upload'>,
    private readonly maxBytes: () => number,
    private readonly changed: (files: readonly FileInHand[]) => void,
  ) {}

  /**
   * Takes files of a chooser up to the limit and starts sending them; larger ones are shown as too large. The chooser is
   * emptied, so that the same file can be chosen again.
   */
  addFrom(chooser: HTMLInputElement): void {
    const files = [...(chooser.files ?? [])];
    chooser.value = '';
    for (const file of files.slice(0, MAX_FILES - this.files.length)) {
      const { name, size } = file;
      const key = (this.lastKey += 1);
      const state = size > this.maxBytes() ? 'too-large' : 'uploading';
      this.set([...this.files, { key, fileName: name, size, progress: 0, state, id: '' }]);
      if (state === 'uploading') void this.send(key, file);
    }
  }

  remove(key: number): void {
    this.set(this.files.filter((file) => file.key !== key));
  }

  /** Hands over what is ready and forgets the rest. */
  take(): readonly FileInHand[] {
    const ready = this.files.filter((file) => file.state === 'ready');
    this.set([]);
    return ready;
  }

  private async send(key: number, file: File): Promise<void> {
    try {
      const { id } = await this.api.upload(file, (progress) => this.patch(key, { progress }));
      this.patch(key, { state: 'ready', id });
    } catch (error) {
      this.patch(key, { state: error instanceof Refusal && error.status === 413 ? 'too-large' : 'failed' });
    }
  }

  private patch(key: number, change: Partial<FileInHand>): void {
    this.set(this.files.map((file) => (file.key === key ? { ...file, ...change } : file)));
  }

  private set(files: readonly FileInHand[]): void {
    this.files = files;
    this.changed(files);
  }
}
