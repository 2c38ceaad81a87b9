import { describe, expect, it } from '@jest/globals';
import { planReply, textParts } from './reply-plan.js';

const attachments = { maxCount: 1, captions: 'pictures', maxCaption: 100 } as const;
const limits = { attachments, maxLength: 40, splits: false } as const;
const file = (id: string, mediaType = 'application/pdf') => ({ id, mediaType });

describe('An answer with files', () => {
  it('is one message where text and files go together', () => {
    expect(
      planReply('نص', [file('a'), file('b')], {
        ...limits,
        attachments: { ...attachments, maxCount: 10, captions: 'all' },
      }),
    ).toEqual([{ text: 'نص', attachments: ['a', 'b'] }]);
    expect(planReply('نص', [file('a', 'image/png')], limits)).toEqual([{ text: 'نص', attachments: ['a'] }]);
    expect(planReply('', [file('a')], limits)).toEqual([{ text: '', attachments: ['a'] }]);
  });

  it('becomes several where they do not: the text first, every file after it', () => {
    expect(planReply('نص', [file('a')], limits)).toEqual([
      { text: 'نص', attachments: [] },
      { text: '', attachments: ['a'] },
    ]);
    const long = 'ن'.repeat(101);
    expect(planReply(long, [file('a', 'image/png')], limits)).toEqual([
      { text: long, attachments: [] },
      { text: '', attachments: ['a'] },
    ]);
    expect(planReply(long, [], limits)).toEqual([{ text: long, attachments: [] }]);
    expect(planReply('', [file('a'), file('b')], limits)).toEqual([
      { text: '', attachments: ['a'] },
      { text: '', attachments: ['b'] },
    ]);
  });
});

describe('A text that is too long to stand beside a file', () => {
  it('goes before it', () => {
    const long = 'ن'.repeat(101);
    expect(planReply(long, [file('a', 'image/png')], limits)).toEqual([
      { text: long, attachments: [] },
      { text: '', attachments: ['a'] },
    ]);
    expect(planReply(long, [], limits)).toEqual([{ text: long, attachments: [] }]);
  });
});

describe('A text that is too long for one message', () => {
  const parts = (text: string) => textParts(text, { maxLength: 40, splits: true });

  it('stays whole where the channel takes one message only', () => {
    expect(textParts('ا'.repeat(50), limits)).toEqual(['ا'.repeat(50)]);
  });

  it('is cut after a paragraph, a line, a sentence or a word', () => {
    expect(parts('السلام عليكم ورحمة الله وبركاته\n\nوصلنا طلبكم.')).toEqual([
      'السلام عليكم ورحمة الله وبركاته',
      'وصلنا طلبكم.',
    ]);
    expect(parts('السلام عليكم ورحمة الله وبركاته\nوصلنا طلبكم.')).toHaveLength(2);
    expect(parts('هل وصلتكم الأوراق كلها؟ نرجو إرسال ما بقي منها')).toEqual([
      'هل وصلتكم الأوراق كلها؟',
      'نرجو إرسال ما بقي منها',
    ]);
    expect(parts('نرجو التكرم بإرسال صورة الهوية الوطنية لرب الأسرة')).toEqual([
      'نرجو التكرم بإرسال صورة الهوية الوطنية',
      'لرب الأسرة',
    ]);
  });

  it('is cut anywhere where there is no better place, but never inside a character', () => {
    expect(parts('ا'.repeat(100)).map((part) => part.length)).toEqual([40, 40, 20]);
    expect(parts(`${'ا'.repeat(39)}🌙`)).toEqual(['ا'.repeat(39), '🌙']);
  });

  it('is followed by its files', () => {
    expect(planReply('ا'.repeat(50), [file('a', 'image/png')], { ...limits, splits: true })).toEqual([
      { text: 'ا'.repeat(40), attachments: [] },
      { text: 'ا'.repeat(10), attachments: [] },
      { text: '', attachments: ['a'] },
    ]);
  });
});
