import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contactKeysOf, normaliseEmail } from './contact.js';
import { toE164 } from './phone.js';
import { backoffMs, MAX_TRIES } from './retry.js';
import {
  foldForSearch,
  isMostlyArabic,
  languageOf,
  normaliseJson,
  normaliseText,
  snippetOf,
} from './text.js';

describe('Text on its way into a column', () => {
  it('has no NUL, no lone surrogate, and is NFC, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const clean = normaliseText(text);
        expect(clean).not.toContain('\u0000');
        expect(clean).toBe(clean.normalize('NFC'));
        expect(() => encodeURIComponent(clean)).not.toThrow();
      }),
    );
    expect(normaliseJson({ 'a\u0000': ['\uD800x'] })).toEqual({ a: ['\uFFFDx'] });
  });

  it('is found by any spelling of the same Arabic word', () => {
    for (const spelling of ['إيجار', 'أيجار', 'ايجار', 'إِيجـــار'])
      expect(foldForSearch(spelling)).toBe('ايجار');
    expect(foldForSearch('الحالة ٤٥٦')).toBe('الحاله 456');
  });

  it('is cut at a word for a list', () => {
    expect(snippetOf(`${'كلمة '.repeat(60)}`, 40)).toMatch(/كلمة…$/);
    expect(snippetOf(' سطر\nوسطر ')).toBe('سطر وسطر');
  });

  it('is written back in its own language', () => {
    expect(isMostlyArabic('رقم الآيبان SA44')).toBe(true);
    expect(isMostlyArabic('Hello سلام there')).toBe(false);
    expect(['شكرًا', 'Thanks', '12 a', '👍'].map(languageOf)).toEqual(['ar', 'en', null, null]);
  });
});

describe('A phone number', () => {
  it.each(['0551234567', '551234567', '966551234567', '00966551234567', '+966 55 123 4567', '٠٥٥١٢٣٤٥٦٧'])(
    '%s is +966551234567',
    (text) => {
      expect(toE164(text)).toBe('+966551234567');
    },
  );
  it('is refused when it can not be one', () => {
    expect(toE164('123')).toBeNull();
    expect(toE164('1'.repeat(16))).toBeNull();
  });
});

describe('What proves who somebody is', () => {
  const sender = { kind: 'phone', value: '0551234567', name: null, aliases: [] } as const;
  it('is only what the provider vouches for', () => {
    expect(contactKeysOf({ ...sender, assurance: 'verified' })).toEqual([
      { kind: 'phone', value: '+966551234567' },
    ]);
    expect(contactKeysOf({ ...sender, assurance: 'asserted' })).toEqual([]);
    expect(contactKeysOf({ ...sender, assurance: 'claimed' })).toEqual([]);
  });
  it('compares mail addresses without case', () => {
    expect(normaliseEmail(' Noura@Example.SA ')).toBe('noura@example.sa');
  });
});

describe('Waiting between tries', () => {
  it('grows, ends, and obeys the provider', () => {
    expect([1, 2, 3, 4, 5].map((tries) => backoffMs(tries, 0.5))).toEqual([
      1_000, 5_000, 30_000, 120_000, 600_000,
    ]);
    expect(backoffMs(MAX_TRIES + 1, 0.5)).toBeNull();
    expect(backoffMs(1, 0.5, 30_000)).toBe(30_000);
  });
});
