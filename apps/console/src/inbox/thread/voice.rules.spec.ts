import { describe, expect, it } from '@jest/globals';
import { knownSeconds, nextSpeed } from './voice.rules.js';

describe('a voice note', () => {
  it('is heard faster with each press, and after the fastest as it was spoken', () => {
    expect([1, 1.5, 2].map((speed) => nextSpeed(speed as 1 | 1.5 | 2))).toEqual([1.5, 2, 1]);
  });

  it('has no length until the browser knows it', () => {
    expect([NaN, Infinity, 0, 12.5].map(knownSeconds)).toEqual([0, 0, 0, 12.5]);
  });
});
