import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { Keys } from './crypto.js';
import { bytesOf, type FileStore, Meter, type StoredFile } from './file-store.js';

/** Room for what encryption adds to a file, in bytes. */
const ADDED = 64;

/** Files that lie encrypted in the store, bound to whom they belong. Each is held in memory as a whole. */
export class SealedFiles {
  constructor(
    private readonly files: FileStore,
    private readonly keys: Keys,
  ) {}

  /** Stores what comes; size, digest and first bytes are those of the plain file. Throws `too-large` beyond `maxBytes`. */
  async put(ownerId: string, source: Readable, maxBytes: number): Promise<StoredFile> {
    const meter = new Meter(maxBytes);
    const [plain] = await Promise.all([buffer(meter), pipeline(source, meter)]);
    const sealed = this.keys.encrypt(plain, contextOf(ownerId));
    const { key } = await this.files.put(Readable.from([sealed]), maxBytes + ADDED);
    return meter.result(key);
  }

  /** The plain bytes. Throws when the file is not the one that was stored for this owner. */
  async get(ownerId: string, key: string): Promise<Readable> {
    return Readable.from([this.keys.decrypt(await bytesOf(this.files, key), contextOf(ownerId))]);
  }
}

function contextOf(ownerId: string): string {
  return `attachment|bytes|${ownerId}`;
}
