import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Json } from '../../channel.js';
import { ScanFolder } from './folder.source.js';

const home = await mkdtemp(path.join(tmpdir(), 'sila-scans-'));
let folder: string;
let source: ScanFolder;
let nowMs = Date.parse('2026-11-26T08:00:00Z');
let count = 0;

afterAll(() => rm(home, { recursive: true, force: true }));

beforeEach(async () => {
  count += 1;
  folder = path.join(home, String(count));
  await mkdir(folder);
  source = open();
});

const open = (): ScanFolder => new ScanFolder(folder, () => new Date(nowMs));
const leave = (name: string, content: string): Promise<void> => writeFile(path.join(folder, name), content);
const scan = (words: string): string => `%PDF-1.7 ${words}`;
const later = (seconds: number): void => void (nowMs += seconds * 1000);
const filesIn = async (...below: string[]): Promise<string[]> =>
  (await readdir(path.join(folder, ...below), { withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();

/** Asks on and on, as the product does, storing what comes. Gives the keys of the scans, and the last cursor. */
async function all(from: Json = null): Promise<{ keys: string[]; cursor: Json }> {
  const keys: string[] = [];
  for (let cursor = from; ;) {
    const polled = await source.poll(cursor);
    keys.push(...polled.items.map(({ event }) => event.key));
    cursor = polled.cursor;
    if (!polled.more) return { keys, cursor };
  }
}

/** Looks, lets the files settle, and asks. */
async function settledAll(): Promise<{ keys: string[]; cursor: Json }> {
  await source.poll(null);
  later(3);
  return all();
}

describe('a folder that a scanner writes to', () => {
  it('gives a file once it stopped growing, and moves it when it was stored', async () => {
    await leave('خطاب.pdf', scan('a'));
    expect((await source.poll(null)).items).toEqual([]);
    later(1);
    await leave('خطاب.pdf', scan('a, and more'));
    expect((await source.poll(null)).items).toEqual([]);
    later(3);
    const polled = await source.poll(null);
    expect(polled.items).toHaveLength(1);
    expect(polled.items[0]?.body.toString()).toBe(scan('a, and more'));
    expect(JSON.parse(polled.items[0]?.headers?.['x-scan'] ?? '')).toMatchObject({
      fileName: 'خطاب.pdf',
      mediaType: 'application/pdf',
    });
    expect([polled.more, await filesIn()]).toEqual([true, ['خطاب.pdf']]);
    await source.poll(polled.cursor);
    expect([await filesIn(), await filesIn('taken')]).toEqual([[], ['خطاب.pdf']]);
  });

  it('gives the same scan again after a crash before it was stored, and moves it after one behind that', async () => {
    await leave('a.pdf', scan('a'));
    await source.poll(null);
    later(3);
    const first = await source.poll(null);
    source = open();
    const { keys, cursor } = await settledAll();
    expect(keys).toEqual(first.items.map(({ event }) => event.key));
    expect(await filesIn('taken')).toEqual(['a.pdf']);
    expect(cursor).toEqual({ stored: [] });
  });

  it('leaves a new file alone that got the name of a stored one before that was moved', async () => {
    await leave('scan0001.pdf', scan('first'));
    await source.poll(null);
    later(3);
    const { cursor, items } = await source.poll(null);
    await leave('scan0001.pdf', scan('the second one'));
    await source.poll(cursor);
    later(3);
    const { keys } = await all(null);
    expect(keys).toHaveLength(1);
    expect(keys[0]).not.toBe(items[0]?.event.key);
  });

  it('knows the same scan by its bytes, whatever its name, and keeps both files', async () => {
    await leave('a.pdf', scan('same'));
    const first = await settledAll();
    await leave('a.pdf', scan('same'));
    const second = await settledAll();
    expect(second.keys).toEqual(first.keys);
    expect(await filesIn('taken')).toEqual(['a (2).pdf', 'a.pdf']);
  });

  it('refuses what is no scan, with the reason in words beside it', async () => {
    await leave('notes.txt', 'not a scan');
    await leave('large.pdf', scan('x'));
    await truncate(path.join(folder, 'large.pdf'), 26 * 1024 * 1024);
    await leave('empty.pdf', '');
    expect((await settledAll()).keys).toEqual([]);
    expect(await filesIn()).toEqual(['empty.pdf']);
    later(700);
    await all();
    expect(await filesIn('refused')).toEqual(
      ['empty.pdf', 'large.pdf', 'notes.txt'].flatMap((name) => [name, `${name}.reason.txt`]),
    );
    expect(await readFile(path.join(folder, 'refused', 'notes.txt.reason.txt'), 'utf8')).toContain('PDF');
  });

  it('takes many, a part at a time, and follows no links', async () => {
    for (let number = 0; number < 60; number += 1) await leave(`${number}.pdf`, scan(String(number)));
    await symlink('/etc/hostname', path.join(folder, 'link.pdf'));
    const { keys } = await settledAll();
    expect(new Set(keys).size).toBe(60);
    expect([(await filesIn('taken')).length, await readdir(folder)]).toEqual([
      60,
      expect.arrayContaining(['link.pdf', 'taken']),
    ]);
  });

  it('says what is wrong when it is not there', async () => {
    await rm(folder, { recursive: true });
    await expect(source.poll(null)).rejects.toMatchObject({ kind: 'retry', code: 'scan-folder' });
  });
});
