import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkValue, isNationalId, isSaudiIban, masked } from './form-value.js';
import { formParts, formText } from './form-words.js';
import { checkForm, type FieldType, type FormDefinition, type FormField, visibleFields } from './form.js';
import { hijriOf, isoOfHijri } from './hijri.js';

const NOW = new Date('2026-11-25T12:00:00Z');
const both = (ar: string, en = ar) => ({ ar, en });
const field = (type: FieldType, more: Partial<FormField> = {}): FormField => ({
  id: 'f',
  type,
  label: both('سؤال', 'Question'),
  required: true,
  ...more,
});
const checked = (type: FieldType, answer: string | string[], more: Partial<FormField> = {}) =>
  checkValue(field(type, more), answer, NOW);

describe('an answer', () => {
  it.each([
    ['mobile', '٠٥٥ ١٢٣ ٤٥٦٧', '+966551234567'],
    ['mobile', '+20 100 123 4567', '+201001234567'],
    ['national-id', '١٠٠٠٠٠٠٠٠٨', '1000000008'],
    ['national-id', '2000 000 006', '2000000006'],
    ['iban', 'sa03 8000 0000 6080 1016 7519', 'SA0380000000608010167519'],
    ['iban', '٠٣٨٠ ٠٠٠٠ ٠٠٦٠ ٨٠١٠ ١٦٧٥ ١٩', 'SA0380000000608010167519'],
    ['number', '٢٬٥٠٠', '2500'],
    ['number', '12,500.50', '12500.5'],
    ['email', ' Umm.Khalid@Example.ORG ', 'umm.khalid@example.org'],
    ['date', 'hijri:1410-5-12', '1989-12-11'],
    ['date', 'gregory:١٩٨٩-١٢-١١', '1989-12-11'],
    ['text', '  نورة  ', 'نورة'],
    ['yes-no', 'no', 'no'],
  ] as const)('of the type %s, %s, becomes %s', (type, answer, value) => {
    expect(checked(type, answer)).toEqual({ value });
  });

  it.each([
    ['mobile', '0112345678', 'not-a-mobile'],
    ['mobile', '055123', 'not-a-mobile'],
    ['mobile', 'لا يوجد', 'not-a-mobile'],
    ['national-id', '1000000009', 'not-a-national-id'],
    ['national-id', '3000000004', 'not-a-national-id'],
    ['national-id', '100000000', 'not-a-national-id'],
    ['iban', 'SA0380000000608010167518', 'not-an-iban'],
    ['iban', 'GB82WEST12345698765432', 'not-an-iban'],
    ['number', 'ثلاثة', 'not-a-number'],
    ['number', '-1', 'too-small'],
    ['email', 'a@b', 'not-an-email'],
    ['email', 'a@b.c, d@e.f', 'not-an-email'],
    ['date', 'hijri:1410-2-31', 'not-a-date'],
    ['date', 'gregory:1989-2-29', 'not-a-date'],
    ['date', 'gregory:1989--', 'not-a-date'],
    ['date', 'gregory:2026-11-27', 'in-the-future'],
    ['choice', 'x', 'not-a-choice'],
    ['text', 'ط'.repeat(201), 'too-long'],
    ['text', '  ', 'required'],
    ['date', 'hijri:--', 'required'],
  ] as const)('of the type %s, %s, is refused: %s', (type, answer, fault) => {
    expect(checked(type, answer)).toEqual({ fault });
  });

  it('that is not required may be left out', () => {
    expect(checked('mobile', '', { required: false })).toEqual({ value: null });
    expect(checked('file', [], { required: false })).toEqual({ value: null });
  });

  it('of several values is held to what there is and how many', () => {
    const options = ['a', 'b', 'c'].map((value) => ({ value, label: both(value) }));
    expect(checked('choices', ['b', 'a', 'b'], { options })).toEqual({ value: ['b', 'a'] });
    expect(checked('choices', ['d'], { options })).toEqual({ fault: 'not-a-choice' });
    expect(checked('file', ['1', '2'], { max: 1 })).toEqual({ fault: 'too-many' });
    expect(checked('file', [])).toEqual({ fault: 'required' });
  });

  it('never throws, whatever was typed', () => {
    const types = fc.constantFrom<FieldType>(
      'mobile',
      'national-id',
      'iban',
      'number',
      'date',
      'email',
      'text',
    );
    fc.assert(
      fc.property(types, fc.string({ unit: 'binary', maxLength: 60 }), (type, answer) => {
        expect(Object.keys(checked(type, answer))).toHaveLength(1);
      }),
    );
  });
});

describe('check digits', () => {
  it('find every single wrong digit', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(
        digits,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (middle, at, by) => {
          const body = `1${middle.join('')}`;
          const id = Array.from({ length: 10 }, (_, last) => `${body}${last}`).find(isNationalId) ?? '';
          const wrong = id.split('');
          wrong[at] = String((Number(wrong[at]) + by) % 10);
          expect([isNationalId(id), isNationalId(wrong.join(''))]).toEqual([true, false]);
        },
      ),
    );
    expect(isSaudiIban('SA0380000000608010167591')).toBe(false);
  });

  it('are covered but for the last four', () => {
    expect(masked('1000000008')).toBe('••••••0008');
  });
});

describe('the Umm al-Qura calendar', () => {
  it.each([
    ['1445-9-1', '2024-03-11'],
    ['1448-1-1', '2026-06-16'],
    ['1410-5-12', '1989-12-11'],
  ])('%s AH is %s', (hijri, iso) => {
    const [year = 0, month = 0, day = 0] = hijri.split('-').map(Number);
    expect(isoOfHijri({ year, month, day })).toBe(iso);
  });

  it('leads there and back all through a long life, whatever day of the month', () => {
    for (let at = Date.UTC(1920, 0, 1); at < Date.UTC(2040, 0, 1); at += 13 * 86_400_000) {
      const iso = new Date(at).toISOString().slice(0, 10);
      if (isoOfHijri(hijriOf(iso)) !== iso) throw new Error(`${iso} is lost`);
    }
  });
});

const FORM: FormDefinition = {
  name: 'help-request',
  title: both('طلب مساعدة', 'Request for help'),
  intro: both('مقدمة'),
  nameField: 'name',
  consent: { version: '1', text: both('أوافق') },
  sections: [
    {
      id: 'you',
      title: both('بياناتك', 'About you'),
      fields: [
        field('text', { id: 'name', label: both('الاسم', 'Name') }),
        field('national-id', { id: 'nid', label: both('رقم الهوية', 'ID number') }),
        field('date', { id: 'born', label: both('تاريخ الميلاد', 'Birth date') }),
      ],
    },
    {
      id: 'need',
      title: both('حاجتك', 'Your need'),
      fields: [
        field('choice', {
          id: 'kind',
          label: both('النوع', 'Kind'),
          options: [
            { value: 'rent', label: both('إيجار', 'Rent') },
            { value: 'other', label: both('غيره', 'Other') },
          ],
        }),
        field('number', { id: 'sum', when: { field: 'kind', is: ['rent'] } }),
        field('yes-no', { id: 'late', label: both('متأخر؟', 'Late?'), when: { field: 'sum', is: ['1'] } }),
      ],
    },
  ],
};
const ANSWERS = {
  name: 'نورة',
  nid: '1000000008',
  born: 'hijri:1410-5-12',
  kind: 'rent',
  sum: '1',
  late: 'yes',
};

describe('a form', () => {
  it('asks what hangs on an answer only while that answer stands', () => {
    const asked = (answers: Record<string, string>) => visibleFields(FORM, answers).map(({ id }) => id);
    expect(asked({ kind: 'rent', sum: '1' })).toEqual(['name', 'nid', 'born', 'kind', 'sum', 'late']);
    expect(asked({ kind: 'other', sum: '1' })).toEqual(['name', 'nid', 'born', 'kind']);
  });

  it('gives normal values of what it asks, and says what is wrong where', () => {
    expect(checkForm(FORM, { ...ANSWERS, kind: 'other' }, NOW)).toEqual({
      values: { name: 'نورة', nid: '1000000008', born: '1989-12-11', kind: 'other' },
      faults: [],
    });
    expect(checkForm(FORM, { kind: 'rent', nid: '1' }, NOW).faults).toEqual([
      { field: 'name', code: 'required' },
      { field: 'nid', code: 'not-a-national-id' },
      { field: 'born', code: 'required' },
      { field: 'sum', code: 'required' },
    ]);
  });

  it('reads as a letter in either language, with numbers covered', () => {
    const { values } = checkForm(FORM, ANSWERS, NOW);
    expect(formText(formParts(FORM, values, 'en'))).toBe(
      'About you\nName: نورة\nID number: ••••••0008\nBirth date: 12 Jumada I 1410 AH · 11 December 1989\n\n' +
        'Your need\nKind: Rent\nQuestion: 1\nLate?: Yes',
    );
    expect(formText(formParts(FORM, values, 'ar'))).toContain(
      'تاريخ الميلاد: 12 جمادى الأولى 1410 هـ · 11 ديسمبر 1989',
    );
    expect(formParts(FORM, values, 'ar', 'whole')[0]?.lines[1]).toMatchObject({
      value: '1000000008',
      hidden: false,
    });
  });
});
