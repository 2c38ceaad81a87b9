import { constants } from 'node:fs';
import { access, lstat, mkdir, open, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { REFUSAL_WORDS, type RefusalReason } from './refusal.words.js';

/** A file that a scanner left in a folder, as it was when it was looked at. */
export interface LeftFile {
  readonly name: string;
  readonly size: number;
  readonly changedMs: number;
}

/** The file of this name now; null when it is gone or no plain file. Links are not followed. */
export async function lookAt(folder: string, name: string): Promise<LeftFile | null> {
  const found = await lstat(path.join(folder, name)).catch(() => null);
  return found?.isFile() ? { name, size: found.size, changedMs: Math.floor(found.mtimeMs) } : null;
}

/** True while the file is the one that was looked at: a scanner may use the same name again. */
export async function isStill(folder: string, file: LeftFile): Promise<boolean> {
  const now = await lookAt(folder, file.name);
  return now?.size === file.size && now.changedMs === file.changedMs;
}

/** The bytes of a file; null when it can't be opened now, or is not as long as it was. */
export async function readWhole(folder: string, file: LeftFile): Promise<Buffer | null> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW;
  const handle = await open(path.join(folder, file.name), flags).catch(() => null);
  if (!handle) return null;
  try {
    const bytes = Buffer.alloc(file.size + 1);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
    return bytesRead === file.size ? bytes.subarray(0, bytesRead) : null;
  } finally {
    await handle.close();
  }
}

/** Moves a file into a folder below; one of that name is kept beside it. Gives the name that it has there. */
export async function moveInto(folder: string, name: string, where: string): Promise<string> {
  await mkdir(path.join(folder, where), { recursive: true });
  const { name: stem, ext } = path.parse(name);
  for (let copy = 1; ; copy += 1) {
    const free = copy === 1 ? name : `${stem} (${copy})${ext}`;
    const target = path.join(folder, where, free);
    if (await isThere(target)) continue;
    await rename(path.join(folder, name), target);
    return free;
  }
}

/** Says beside a refused file why it was refused. */
export async function writeReason(folder: string, name: string, reason: RefusalReason): Promise<void> {
  await writeFile(path.join(folder, `${name}.reason.txt`), REFUSAL_WORDS[reason]);
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
