import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const CHANNELS = join(ROOT, 'libs/channels');
const text = readFileSync(join(ROOT, 'docs/channels.md'), 'utf8');
const rows = text.split('\n').filter((line) => line.startsWith('| `'));

describe('The table of what each channel shows', () => {
  it('has a row for every channel, each cell filled', () => {
    const named = rows.map((row) => /`([^`]+)`/.exec(row)?.[1]);
    const there = readdirSync(CHANNELS).filter((name) => existsSync(join(CHANNELS, name, 'channel.ts')));
    expect(named).toHaveLength(there.length);
    expect(new Set(named)).toEqual(new Set(there));
    for (const row of rows)
      expect(
        row
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim() !== ''),
      ).toEqual(Array(8).fill(true));
  });

  it('names tests that exist, and each that it names', () => {
    const places = new Map(
      [...text.matchAll(/^\[([^\]]+)\]: \.\.\/(\S+)$/gm)].map(([, name, path]) => [name, path]),
    );
    const asked = rows.flatMap((row) => [...row.matchAll(/\]\[([^\]]+)\]/g)].map(([, name]) => name));
    expect(asked.filter((name) => !places.has(name))).toEqual([]);
    expect([...places.values()].filter((path) => !existsSync(join(ROOT, path ?? '')))).toEqual([]);
    expect([...places.keys()].filter((name) => !asked.includes(name))).toEqual([]);
  });
});
