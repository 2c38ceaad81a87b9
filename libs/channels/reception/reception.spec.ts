import { afterAll, describe, expect, it } from '@jest/globals';
import { foldForSearch, grouped, textOfPages } from '@sila/domain';
import { fixtureSign } from '../fixture.js';
import type { InterviewSheet } from '../in-person.js';
import { openScan } from '../providers/paper/reading/page.pictures.js';
import { closeReader, readScan } from '../providers/paper/reading/scan.reader.js';
import { reception } from './channel.js';

const { desk } = reception.open(reception.settings.parse({}), {
  accountId: 'a',
  webhookUrl: '',
  publicUrl: '',
  now: () => new Date('2026-11-26T08:00:00Z'),
  sign: fixtureSign,
});

const sheet: InterviewSheet = {
  language: 'ar',
  association: { ar: 'جمعية رعاية الأيتام', en: 'Orphan Care Association' },
  title: 'مقابلة مستفيد',
  reference: desk?.referenceOf('interview') ?? '',
  conversationNumber: 1042,
  ticket: 'A-12',
  personName: 'نورة بنت عبدالله القحطاني',
  officerName: 'مها العتيبي',
  parts: [
    {
      title: 'الأسرة',
      lines: [
        { field: 'members', label: 'عدد أفراد الأسرة', value: '6', hidden: false },
        { field: 'income', label: 'الدخل الشهري', value: '4,500 ريال', hidden: false },
        { field: 'mobile', label: 'رقم الجوال', value: '+966551234567', hidden: false },
        { field: 'note', label: 'ملاحظات', value: '#evil[x] $a$ \\pagebreak()', hidden: false },
      ],
    },
  ],
  statement: 'أقر بأن ما ذكرته صحيح، وأنه قُرئ عليّ وفهمته.',
  digest: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  heldAt: new Date('2026-11-26T08:00:00Z'),
  signature: null,
};
const strokes = [
  [
    [60, 120],
    [120, 40],
    [200, 150],
    [300, 60],
    [420, 140],
  ],
] as const;

afterAll(() => closeReader());

describe('the sheet of an interview', () => {
  it('can be read again: joined, in order, numbers right', async () => {
    const bytes = (await desk?.sheet(sheet)) ?? Buffer.alloc(0);
    expect(bytes.toString('latin1')).toContain('pdfaid:part>2');
    const text = foldForSearch(textOfPages((await readScan(bytes)).pages));
    const said = ['القحطاني', 'الشهري', '+966551234567', 'evil[x] $a$', '1042', 'نوفمبر 2026', 'صحيح'];
    // The machine that reads errs now and then; letters that are not joined, or numbers turned round, err everywhere.
    expect(said.filter((one) => !text.includes(foldForSearch(one))).length).toBeLessThanOrEqual(1);
    for (const part of grouped(sheet.reference).split(' ')) expect(text).toContain(part);
  }, 60_000);

  it('carries the signature, and is the same document when it is set again', async () => {
    const signature = { name: 'نورة القحطاني', at: new Date('2026-11-26T08:20:00Z'), strokes };
    const [drawn, again] = [
      await desk?.sheet({ ...sheet, signature }),
      await desk?.sheet({ ...sheet, signature }),
    ];
    expect(again?.equals(drawn ?? Buffer.alloc(0))).toBe(true);
    const typed = await desk?.sheet({ ...sheet, language: 'en', signature: { ...signature, strokes: null } });
    expect((await openScan(typed ?? Buffer.alloc(0))).pageCount).toBe(1);
  });
});
