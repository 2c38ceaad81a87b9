import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { issueVisitorToken, readVisitorToken, VISITOR_TOKEN_DAYS } from './visitor-token.js';

const key = randomBytes(32);
const issuedAt = new Date('2026-11-22T06:15:03Z');
const claim = {
  visitorId: '0192f0a1-7c00-7000-8000-0000000000a1',
  accountId: '0192f0a1-7c00-7000-8000-0000000000c1',
  issuedAt,
};
const days = (count: number): Date => new Date(issuedAt.getTime() + count * 86_400_000);

describe('visitor token', () => {
  it('gives back what it was made of', () => {
    expect(readVisitorToken(key, issueVisitorToken(key, claim), issuedAt)).toEqual(claim);
  });

  it('is good for 180 days and not a second more', () => {
    const token = issueVisitorToken(key, claim);
    expect(readVisitorToken(key, token, days(VISITOR_TOKEN_DAYS))).toEqual(claim);
    expect(readVisitorToken(key, token, new Date(days(VISITOR_TOKEN_DAYS).getTime() + 1000))).toBeNull();
  });

  it('forgives half a minute between clocks, not more', () => {
    const token = issueVisitorToken(key, claim);
    expect(readVisitorToken(key, token, new Date(issuedAt.getTime() - 30_000))).toEqual(claim);
    expect(readVisitorToken(key, token, new Date(issuedAt.getTime() - 31_000))).toBeNull();
  });

  it('is nothing under another key', () => {
    expect(readVisitorToken(randomBytes(32), issueVisitorToken(key, claim), issuedAt)).toBeNull();
  });

  it('is nothing with any one character changed', () => {
    const token = issueVisitorToken(key, claim);
    for (let at = 3; at < token.length - 1; at += 1) {
      const other = token[at] === 'A' ? 'B' : 'A';
      const forged = token.slice(0, at) + other + token.slice(at + 1);
      expect([at, readVisitorToken(key, forged, issuedAt)]).toEqual([at, null]);
    }
  });

  it('refuses any other text without a fuss', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(readVisitorToken(key, text, issuedAt)).toBeNull();
        expect(readVisitorToken(key, `v1.${text}`, issuedAt)).toBeNull();
      }),
    );
  });
});
