import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '@sila/domain';

/** What is known of a file once it is stored for good. */
export interface StoredFile {
  readonly key: string;
  readonly size: number;
  readonly sha256: string;
  /** The first bytes, for sniffing. */
  readonly head: Buffer;
}

/** Where the bytes of attachments and large payloads live. Keys are made by the store and say nothing. */
export interface FileStore {
  /** Streams bytes in; they are durable when the promise resolves. Throws `too-large` beyond `maxBytes`, leaving nothing behind. */
  put(source: Readable, maxBytes: number): Promise<StoredFile>;
  get(key: string): Promise<Readable>;
  remove(key: string): Promise<void>;
}

/** A stored file as a whole; for files whose size was limited when they came in. */
export async function bytesOf(files: FileStore, key: string): Promise<Buffer> {
  return buffer(await files.get(key));
}

const HEAD_BYTES = 4_100;

/** Counts, hashes and limits a stream on its way to the store. */
export class Meter extends Transform {
  size = 0;
  private readonly hash = createHash('sha256');
  private readonly heads: Buffer[] = [];

  constructor(private readonly maxBytes: number) {
    super();
  }

  override _transform(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: (error?: Error | null, data?: Buffer) => void,
  ): void {
    if (this.size < HEAD_BYTES) this.heads.push(chunk.subarray(0, HEAD_BYTES - this.size));
    this.size += chunk.length;
    this.hash.update(chunk);
    if (this.size > this.maxBytes) done(new DomainError('too-large', { maxBytes: this.maxBytes }));
    else done(null, chunk);
  }

  /** Call once the stream has ended. */
  result(key: string): StoredFile {
    return { key, size: this.size, sha256: this.hash.digest('hex'), head: Buffer.concat(this.heads) };
  }
}

/** A random key with two levels of folders, so that no folder grows without end. */
export function newFileKey(): string {
  const name = randomBytes(20).toString('hex');
  return `${name.slice(0, 2)}/${name.slice(2, 4)}/${name}`;
}

/** Files in a local folder, outside any web root: temp file, fsync, rename, fsync of the folder (promises.md §3.11). */
export class LocalFileStore implements FileStore {
  constructor(private readonly folder: string) {}

  async put(source: Readable, maxBytes: number): Promise<StoredFile> {
    const key = newFileKey();
    const target = path.join(this.folder, key);
    const temporary = `${target}.part`;
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    const meter = new Meter(maxBytes);
    try {
      await pipeline(source, meter, createWriteStream(temporary, { mode: 0o600, flush: true }));
      await rename(temporary, target);
      await syncFolder(path.dirname(target));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    return meter.result(key);
  }

  async get(key: string): Promise<Readable> {
    const file = this.pathOf(key);
    await stat(file);
    return createReadStream(file);
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  private pathOf(key: string): string {
    if (!/^[0-9a-f]{2}\/[0-9a-f]{2}\/[0-9a-f]{40}$/.test(key)) throw new DomainError('not-found');
    return path.join(this.folder, key);
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
