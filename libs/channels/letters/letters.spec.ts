import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldForSearch, grouped, textOfPages } from '@sila/domain';
import type { Outbound } from '../channel.js';
import { fixtureSign } from '../fixture.js';
import { letters } from './channel.js';
import { closeReader, readScan } from '../providers/paper/reading/scan.reader.js';
import { inReadingOrder, type PlacedWord } from '../providers/paper/reading/reading.order.js';
import { textLayerOf } from '../providers/paper/reading/text.layer.js';
import sharp from 'sharp';
import { UNKNOWN_SENDER } from './parse.js';
import { openScan } from '../providers/paper/reading/page.pictures.js';
import { checkDigit, referenceOf } from '../providers/paper/reference.js';
import { barcode } from '../providers/paper/code128.js';
import { isolated } from '../providers/paper/isolates.js';

const connection = letters.open(
  letters.settings.parse({
    nameAr: 'جمعية رعاية الأيتام',
    nameEn: 'Orphans Care Association',
    underNameAr: 'مسجلة برقم 1234 في المركز الوطني لتنمية القطاع غير الربحي',
    underNameEn: 'Licence 1234, National Center for Non-Profit Sector',
    footerAr: 'الرياض، حي النسيم، هاتف 0112345678، info@charity.example',
    footerEn: 'Riyadh, An Nasim, telephone 0112345678, info@charity.example',
    signatoryTitleAr: 'مديرة خدمة المستفيدين',
    signatoryTitleEn: 'Head of beneficiary services',
  }),
  {
    accountId: 'a',
    webhookUrl: '',
    publicUrl: '',
    now: () => new Date('2026-11-25T08:00:00Z'),
    sign: fixtureSign,
  },
);

const TEXT = [
  'السلام عليكم ورحمة الله وبركاته، وبعد:',
  '',
  'فنفيدكم بوصول خطابكم المؤرخ في 2026-11-05، وقد تقرر صرف مبلغ 4,500 ريال لسداد الإيجار، وتسليم السلة الغذائية ابتداءً من 01/12/2026م.',
  'للاستفسار نأمل الاتصال على الرقم +966551234567 أو مراسلتنا عبر info@charity.example في أوقات العمل من 8:00 إلى 15:30.',
  'رقم الملف HR-2025-0173، ونسبة الإنجاز 75%.',
  'لأجلكم نعمل، وكلمات الشكر لا تفي حقكم. #evil[x] $a$ \\pagebreak()',
  '',
  'وتفضلوا بقبول فائق الاحترام والتقدير.',
].join('\n');

const letter: Outbound = {
  messageId: '0192f0a1-7c00-7000-8000-0000000000d1',
  conversationId: '0192f0a1-7c00-7000-8000-0000000000d2',
  conversationNumber: 1042,
  to: { kind: 'paper', value: 'scan:1' },
  toName: 'المكرمة نورة بنت عبدالله القحطاني',
  text: TEXT,
  subject: 'طلب المساعدة في سداد الإيجار',
  language: 'ar',
  providerId: null,
  thread: [],
  template: null,
  attachments: [],
  automatic: false,
  author: 'مها العتيبي',
};

const word = (text: string, left: number): PlacedWord => ({
  text,
  confidence: 90,
  box: [left, 0, left + 0.05, 0.02],
});
const orderOf = (...words: PlacedWord[]): string =>
  inReadingOrder(words)
    .map(({ text }) => text)
    .join(' ');

afterAll(() => closeReader());

describe('the order of words', () => {
  it('is from right to left in Arabic, whatever order the reader gave', () => {
    expect(orderOf(word('بريد', 0.5), word('a@b.c', 0.1), word('للتواصل:', 0.8), word('0551', 0.6))).toBe(
      'للتواصل: 0551 بريد a@b.c',
    );
  });

  it('keeps Latin words in Arabic lines together, with the number that follows them', () => {
    expect(orderOf(word('رقم', 0.9), word('HR', 0.5), word('2025', 0.6), word('ريال', 0.1))).toBe(
      'رقم HR 2025 ريال',
    );
    expect(orderOf(word('في', 0.9), word('14', 0.8), word('05', 0.7))).toBe('في 14 05');
  });

  it('turns Arabic words in Latin lines round', () => {
    expect(
      orderOf(word('Dear', 0.1), word('Ms', 0.2), word('Noura', 0.3), word('بنت', 0.5), word('نورة', 0.6)),
    ).toBe('Dear Ms Noura نورة بنت');
  });
});

describe('the number of a letter', () => {
  it('is sixteen digits that find every mistyped one', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(14), fc.integer({ min: 1, max: 9 }), (digest, at, change) => {
        const reference = referenceOf(digest);
        expect(reference).toMatch(/^\d{16}$/);
        const digits = reference.slice(0, 15).split('');
        digits[at] = String((Number(digits[at]) + change) % 10);
        expect(checkDigit(digits.join(''))).not.toBe(reference.at(-1));
      }),
    );
    expect(grouped('1234567890123456')).toBe('1234 5678 9012 3456');
  });

  it('is a barcode of the right width', () => {
    const { bars, barsWidth } = barcode('1234567890123456');
    expect(barsWidth).toBe(11 * 10 + 13);
    expect(bars.reduce((sum, [, width]) => sum + width, 0)).toBeGreaterThan(50);
    expect(bars.at(0)).toEqual([0, 2]);
  });
});

describe('numbers in Arabic', () => {
  it.each([
    ['بمبلغ 4,500 ريال', 'بمبلغ \u20664,500\u2069 ريال'],
    ['على +966 55 123 4567.', 'على \u2066+966 55 123 4567\u2069.'],
    ['من 2026-11-05: نعم', 'من \u20662026-11-05\u2069: نعم'],
    ['ملف HR-2025-0173، ثم', 'ملف \u2066HR-2025-0173\u2069، ثم'],
    ['عبر a.b@c.example ثم', 'عبر \u2066a.b@c.example\u2069 ثم'],
    ['بلا أرقام', 'بلا أرقام'],
  ])('are isolated: %s', (text, expected) => expect(isolated(text)).toBe(expected));
});

describe('a scan', () => {
  const colour = { width: 300, height: 400, channels: 3, background: '#ffffff' } as const;

  it('has the pages of a TIFF, each upright as the camera was held', async () => {
    const page = await sharp({ create: colour }).png().toBuffer();
    const tiff = await sharp([page, page], { join: { animated: true } })
      .tiff()
      .toBuffer();
    const scan = await openScan(tiff);
    expect(scan.pageCount).toBe(2);
    expect(await (await scan.page(1)).forPeople).toMatchObject({ width: 600, height: 800 });
    const photo = await sharp(page).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    expect(await (await (await openScan(photo)).page(0)).forPeople).toMatchObject({
      width: 800,
      height: 600,
    });
  });

  const layer = (text: string, ...kinds: string[]): string | null =>
    textLayerOf({ text, kinds: ['text', ...kinds] })
      ?.map((line) => line.map((word) => word.text).join(' '))
      .join('\n') ?? null;

  it('says itself what a plain Latin page of it says', () => {
    expect(layer('Dear  Sirs,\r\n\r\nI ask for 4,500 SAR.', 'path')).toBe('Dear Sirs,\nI ask for 4,500 SAR.');
  });

  it.each([
    ['with Arabic, whose order nobody can prove', 'Dear السالم عليكم'],
    ['with signs that mean nothing', 'D\uE001\uE002ar \uFFFDirs'],
    ['without words', '12'],
    ['below a picture: another machine guessed it', 'Dear Sirs', 'image'],
    ['with letters that were drawn', 'Dear Sirs', ...Array.from({ length: 41 }, () => 'path')],
  ])('is read by eye where it has a layer %s', (_name, text, ...kinds) =>
    expect(layer(text, ...kinds)).toBeNull(),
  );

  it('is not named on paper before its sender is known', async () => {
    const svg = async (toName: string | null) => connection.paper?.preview({ ...letter, toName });
    expect(await svg(UNKNOWN_SENDER)).toBe(await svg(null));
  });
});

describe('an answer on paper', () => {
  it('is typeset so that it can be read again: joined, in order, numbers right', async () => {
    const { providerId, status, document } = await connection.send(letter);
    expect([status, providerId]).toEqual(['accepted', connection.providerIdFor?.(letter)]);
    const bytes = document?.bytes ?? Buffer.alloc(0);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.toString('latin1')).toContain('pdfaid:part>2');
    const text = foldForSearch(textOfPages((await readScan(bytes)).pages));
    const unread = [
      'وبركاته',
      'خطابكم المورخ',
      '01/12/2026',
      '+966551234567',
      'info@charity.example',
      'evil[x] $a$',
      '1042',
      'نوره بنت عبدالله القحطاني',
      '2026 م',
      'الاخره 1448',
    ].filter((said) => !text.includes(foldForSearch(said)));
    // The machine that reads errs now and then; letters that are not joined, or numbers turned round, err everywhere.
    expect(unread.length).toBeLessThanOrEqual(1);
    for (const part of grouped(providerId ?? '').split(' ')) expect(text).toContain(part);
  }, 60_000);

  it('is the same document when it is sent again', async () => {
    const [first, second] = [await connection.send(letter), await connection.send(letter)];
    expect(first.document?.bytes.equals(second.document?.bytes ?? Buffer.alloc(0))).toBe(true);
  });

  it('goes over several pages, and many letters into one document', async () => {
    const long = { ...letter, text: `${TEXT}\n`.repeat(8) };
    const documents = [
      await connection.send(long),
      await connection.send({ ...letter, language: 'en', text: 'Dear Noura, 75 %' }),
    ];
    const bytes = documents.map(({ document }) => document?.bytes ?? Buffer.alloc(0));
    const counts = await Promise.all(bytes.map(async (one) => (await openScan(one)).pageCount));
    expect(counts[0]).toBeGreaterThan(2);
    const bound = await connection.paper?.bind(bytes);
    expect((await openScan(bound ?? Buffer.alloc(0))).pageCount).toBe((counts[0] ?? 0) + (counts[1] ?? 0));
  });

  it('can be looked at before', async () => {
    const svg = await connection.paper?.preview(letter);
    expect(svg).toMatch(/^<svg/);
    expect(svg).not.toContain('<script');
  });
});
