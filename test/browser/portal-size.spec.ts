import { beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const ROOT = join(import.meta.dirname, '../..');
const ASSETS = join(ROOT, 'dist/portal/assets');

function filesOf(ending: string): Buffer[] {
  return readdirSync(ASSETS)
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(join(ASSETS, name)));
}

/** Thousand bytes that travel when they are compressed. */
const kilobytes = (files: readonly Buffer[]): number =>
  files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0) / 1000;

describe('The built portal', () => {
  beforeAll(() => {
    execFileSync(process.execPath, ['scripts/build.mjs', 'portal'], { cwd: ROOT });
  }, 120_000);

  it('stays small: scripts 30 kB, styles 15 kB', () => {
    expect(kilobytes(filesOf('.js'))).toBeLessThanOrEqual(30);
    expect(kilobytes(filesOf('.css'))).toBeLessThanOrEqual(15);
  });

  it('has no markup from data, no eval, and no address but those a person presses', () => {
    const code = filesOf('.js').join('');
    expect(code).not.toMatch(/insertAdjacentHTML|document\.write|\beval\(|new Function/);
    const addresses = new Set(code.match(/https?:\/\/[\w.-]+/g));
    addresses.delete('http://www.w3.org');
    expect([...addresses]).toEqual(['https://wa.me']);
    expect(filesOf('.css').join('')).not.toMatch(/https?:|data:/);
  });
});
