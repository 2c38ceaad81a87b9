import { describe, expect, it } from '@jest/globals';
import { smsSegments } from './sms-segments.js';

describe('the parts of an SMS', () => {
  it.each([
    ['nothing', '', 'gsm-7', 0, 160],
    ['a short English text', 'Hello', 'gsm-7', 1, 155],
    ['160 characters', 'a'.repeat(160), 'gsm-7', 1, 0],
    ['one more, so that a header joins two parts', 'a'.repeat(161), 'gsm-7', 2, 145],
    ['two full parts', 'a'.repeat(306), 'gsm-7', 2, 0],
    ['letters of Western Europe and Greek capitals', 'é à ñ Ω Δ £', 'gsm-7', 1, 149],
    ['a character of the extension table, which is two', '€', 'gsm-7', 1, 158],
    ['eighty of them', '{'.repeat(80), 'gsm-7', 1, 0],
    [
      'one of them that would be cut by the end of a part',
      `${'a'.repeat(152)}€${'a'.repeat(8)}`,
      'gsm-7',
      2,
      143,
    ],
    ['a short Arabic text', 'السلام عليكم', 'ucs-2', 1, 58],
    ['70 Arabic characters', 'ا'.repeat(70), 'ucs-2', 1, 0],
    ['71 of them', 'ا'.repeat(71), 'ucs-2', 2, 63],
    ['134 of them', 'ا'.repeat(134), 'ucs-2', 2, 0],
    ['135 of them', 'ا'.repeat(135), 'ucs-2', 3, 66],
    ['one Arabic comma among English', `${'a'.repeat(69)}،`, 'ucs-2', 1, 0],
    ['a lower-case ç, which the alphabet lacks', 'garçon', 'ucs-2', 1, 64],
    ['an emoji, which is two units', '🌙', 'ucs-2', 1, 68],
    [
      'an emoji that would be cut by the end of a part',
      `${'ا'.repeat(66)}🌙${'ا'.repeat(3)}`,
      'ucs-2',
      2,
      62,
    ],
  ] as const)('%s', (_name, text, encoding, parts, left) => {
    expect(smsSegments(text)).toEqual({ encoding, parts, left });
  });
});
