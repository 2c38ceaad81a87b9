import { afterAll, describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { foldForSearch, senderHints, textOfPages } from '@sila/domain';
import { closeReader, readScan } from '../../libs/channels/providers/paper/reading/scan.reader.js';

const FOLDER = new URL('../../../shared/fixtures/letters/', import.meta.url);
const isThere = existsSync(FOLDER);
const scans = isThere
  ? readdirSync(FOLDER).filter((name) => /-letter-(naskh|sans)\.(png|jpg)$/.test(name))
  : [];
const MOST_ERRORS = 0.06;

/** Letters compare without punctuation, with one form for alef, ya, ta marbuta and digits. */
function folded(text: string): string {
  return foldForSearch(text)
    .replace(/[^\p{L}\p{N}\s]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The least number of changed, missing and additional letters between two texts (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, changed));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

const fixture = (name: string): Buffer => readFileSync(new URL(name, FOLDER));

afterAll(() => closeReader());

describe('letters', () => {
  if (!isThere) {
    it('did not run: ../shared/fixtures/letters is not beside this clone', () => {
      process.stdout.write('Reading letters did not run: the folder ../shared is missing.\n');
    });
    return;
  }
  it('are all there', () => expect(scans).toHaveLength(6));

  it.each(scans)(
    '%s is read with at most six wrong letters in a hundred',
    async (name) => {
      const truth = folded(fixture('letter.truth.txt').toString());
      const text = textOfPages((await readScan(fixture(name))).pages);
      const errors = distance(folded(text), truth) / truth.length;
      process.stdout.write(`  ${name}: ${(errors * 100).toFixed(1)} % wrong\n`);
      expect(errors).toBeLessThanOrEqual(MOST_ERRORS);
      expect(senderHints(text)).toMatchObject({ emails: ['noura@example.com'] });
      expect(senderHints(text).names.join()).toContain('نورة');
    },
    60_000,
  );

  it('reads a bilevel fax page', async () => {
    expect(folded(textOfPages((await readScan(fixture('arabic.tif'))).pages))).toBe(folded('العربي'));
  });
});
