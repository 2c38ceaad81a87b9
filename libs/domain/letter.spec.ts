import { describe, expect, it } from '@jest/globals';
import { climb, type MessageStatus } from './status.js';
import {
  LETTER_STATES,
  type LetterState,
  type LetterStep,
  nextSteps,
  numbersIn,
  senderHints,
  statusOfStep,
  textOfPages,
} from './letter.js';

describe('the steps of a letter', () => {
  it('lead from the printer to a person, whatever way is taken, and the ladder only climbs', () => {
    const walk = (state: LetterState, status: MessageStatus, seen: readonly LetterStep[]): void => {
      expect(seen.length).toBeLessThan(8);
      const next = nextSteps(state);
      if (next.length === 0) expect([state, status]).toEqual(['handed-over', 'delivered']);
      for (const step of next) walk(step, climb(status, statusOfStep(step) ?? status), [...seen, step]);
    };
    walk('to-print', 'accepted', []);
  });

  it('are none for letters that came in', () => {
    for (const state of LETTER_STATES.slice(0, 4)) expect(nextSteps(state)).toEqual([]);
  });
});

describe('numbers of a letter', () => {
  it.each([
    ['بمبلغ ٤٥٠٠ ريال، في 05/11/2025م.', ['4500', '05/11/2025م']],
    ['هوية 1098765432, جوال +966551234567.', ['1098765432', '+966551234567']],
    ['HR-2025-0173 ثم 7 ثم 7', ['2025-0173', '7']],
    ['لا أرقام', []],
  ])('are found in %s', (text, numbers) => expect(numbersIn(text)).toEqual(numbers));
});

describe('what a letter says of its sender', () => {
  it('is name, phone, address and id', () => {
    const text = [
      'أنا المواطنة نورة بنت عبدالله القحطاني، رقم الهوية ١٠٩٨٧٦٥٤٣٢',
      'للتواصل: 055 123 4567 أو noura@example.com، والمبلغ 4500',
      'مقدمة الطلب: نورة القحطاني',
    ].join('\n');
    expect(senderHints(text)).toEqual({
      names: ['نورة بنت عبدالله القحطاني', 'نورة القحطاني'],
      phones: ['055 123 4567'],
      emails: ['noura@example.com'],
      ids: ['1098765432'],
    });
  });

  it('is nothing where nothing is said', () => {
    expect(senderHints('من: أحمد')).toEqual({ names: [], phones: [], emails: [], ids: [] });
  });
});

describe('pages', () => {
  it('become lines, with an empty line between pages', () => {
    const word = (text: string) => ({ text, confidence: 90, box: [0, 0, 1, 1] as const });
    const page = (lines: string[][]) => ({ width: 1, height: 1, lines: lines.map((line) => line.map(word)) });
    expect(textOfPages([page([['السلام', 'عليكم'], ['وبعد']]), page([['والسلام']])])).toBe(
      'السلام عليكم\nوبعد\n\nوالسلام',
    );
  });
});
