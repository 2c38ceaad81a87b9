import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { digestStart } from './digest.js';

describe('The digest of the portal', () => {
  it('is SHA-256, for every length and script', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 200 });
    fc.assert(
      fc.property(texts, (text) => {
        expect(digestStart(text)).toBe(createHash('sha256').update(text).digest().readUInt32BE());
      }),
      { numRuns: 300 },
    );
  });
});
