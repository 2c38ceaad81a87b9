import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ChannelError, type Json, type Polled } from '../../channel.js';
import { LARGEST_SCAN, scanItem } from '../scan.request.js';
import { isStill, type LeftFile, lookAt, moveInto, readWhole, writeReason } from './left.file.js';
import type { RefusalReason } from './refusal.words.js';
import type { ScanSource } from './scan.source.js';
import { scanType } from '../../providers/paper/scan.type.js';

const TAKEN = 'taken';
const REFUSED = 'refused';
/** A file that did not change for this long is whole. */
const SETTLED_MS = 2_000;
/** An empty file may be one that a slow scanner has only begun. */
const EMPTY_MS = 600_000;
const LOOK_EVERY_MS = 2_000;
const MOST_FILES = 25;
const MOST_BYTES = 24 * 1_048_576;

const storedFile = z.object({ name: z.string(), size: z.number(), changedMs: z.number() });
const cursorShape = z.object({ stored: z.array(storedFile) });

interface Seen {
  readonly file: LeftFile;
  readonly sinceMs: number;
}

/**
 * A folder that a scanner writes to. A file that did not change for two seconds is taken: its scan is given to be stored, and
 * once the cursor says that it was, the file is moved to `taken`. A crash in between gives the same scan again, which has no
 * effect. What is no scan is moved to `refused`, with a file beside it that says why. Nothing is ever deleted.
 */
export class ScanFolder implements ScanSource {
  private seen = new Map<string, Seen>();

  constructor(
    private readonly folder: string,
    private readonly now: () => Date,
  ) {}

  async poll(cursor: Json): Promise<Polled> {
    await this.moveStored(cursorShape.safeParse(cursor).data?.stored ?? []);
    const items: Polled['items'][number][] = [];
    const stored: LeftFile[] = [];
    let bytes = 0;
    for (const file of await this.settled()) {
      bytes += file.size;
      if (stored.length === MOST_FILES || (stored.length > 0 && bytes > MOST_BYTES)) break;
      const item = await this.take(file);
      if (!item) continue;
      items.push(item);
      stored.push(file);
    }
    return { items, cursor: { stored: stored.map((file) => ({ ...file })) }, more: stored.length > 0 };
  }

  /** Looks every two seconds: network shares tell of no changes by themselves. */
  async watch(wake: () => void): Promise<() => Promise<void>> {
    const look = async (): Promise<void> => {
      if ((await this.names()).length > 0) wake();
    };
    const timer = setInterval(() => void look().catch(() => wake()), LOOK_EVERY_MS);
    return async () => clearInterval(timer);
  }

  /** Makes the two folders that files are moved to, which proves that it may. */
  async check(): Promise<void> {
    try {
      for (const name of [TAKEN, REFUSED]) await mkdir(path.join(this.folder, name), { recursive: true });
      await this.names();
    } catch (error) {
      throw folderError(error);
    }
  }

  async close(): Promise<void> {
    this.seen.clear();
  }

  private async moveStored(stored: readonly LeftFile[]): Promise<void> {
    for (const file of stored) if (await isStill(this.folder, file)) await this.move(file, TAKEN);
  }

  /** Files that did not change since they were first seen so, oldest first. */
  private async settled(): Promise<LeftFile[]> {
    const nowMs = this.now().getTime();
    const files = await Promise.all((await this.names()).map((name) => lookAt(this.folder, name)));
    const seen = files
      .filter((file) => file !== null)
      .map((file): Seen => {
        const before = this.seen.get(file.name);
        const isSame = before?.file.size === file.size && before.file.changedMs === file.changedMs;
        return isSame ? before : { file, sinceMs: nowMs };
      });
    this.seen = new Map(seen.map((one) => [one.file.name, one]));
    return seen
      .filter(({ file, sinceMs }) => nowMs - sinceMs >= (file.size === 0 ? EMPTY_MS : SETTLED_MS))
      .map(({ file }) => file)
      .sort((a, b) => a.changedMs - b.changedMs || a.name.localeCompare(b.name));
  }

  private async names(): Promise<string[]> {
    const entries = await readdir(this.folder, { withFileTypes: true }).catch((error: unknown) => {
      throw folderError(error);
    });
    return entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map(({ name }) => name);
  }

  /** The scan in a file; null when it was refused, or changed while it was read. */
  private async take(file: LeftFile): Promise<Polled['items'][number] | null> {
    if (file.size === 0) return this.refuse(file, 'empty');
    if (file.size > LARGEST_SCAN) return this.refuse(file, 'too-large');
    const bytes = await readWhole(this.folder, file);
    if (!(await isStill(this.folder, file))) return null;
    if (!bytes) return this.refuse(file, 'unreadable');
    const mediaType = scanType(bytes);
    if (!mediaType) return this.refuse(file, 'not-a-scan');
    return scanItem({ bytes, fileName: file.name, mediaType, answers: null });
  }

  private async refuse(file: LeftFile, reason: RefusalReason): Promise<null> {
    const name = await this.move(file, REFUSED);
    await writeReason(path.join(this.folder, REFUSED), name, reason);
    return null;
  }

  private async move(file: LeftFile, where: string): Promise<string> {
    this.seen.delete(file.name);
    return moveInto(this.folder, file.name, where).catch((error: unknown) => {
      throw folderError(error);
    });
  }
}

function folderError(error: unknown): ChannelError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return new ChannelError('retry', 'scan-folder', `the folder of scans can't be used: ${code}`);
}
