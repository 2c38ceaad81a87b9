import { describe, expect, it } from '@jest/globals';
import { planReply } from './reply-plan.js';

const limits = {
  inbound: true,
  outbound: true,
  maxBytes: 1,
  maxCount: 1,
  captions: 'pictures',
  maxCaption: 100,
} as const;
const file = (id: string, mediaType = 'application/pdf') => ({ id, mediaType });

describe('An answer with files', () => {
  it('is one message where text and files go together', () => {
    expect(planReply('نص', [file('a'), file('b')], { ...limits, maxCount: 10, captions: 'all' })).toEqual([
      { text: 'نص', attachments: ['a', 'b'] },
    ]);
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
