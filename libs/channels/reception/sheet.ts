import { type FormPart, grouped, type Language, PAD, pathOf, type Stroke } from '@sila/domain';
import type { InterviewSheet } from '../in-person.js';
import { barcode } from '../providers/paper/code128.js';
import { bothDates } from '../providers/paper/dates.js';
import { isolated } from '../providers/paper/isolates.js';
import type { TypesetDocument } from '../providers/paper/typesetter.js';
import { SHEET_TEMPLATE } from './sheet.template.js';

type Word =
  | 'number'
  | 'ticket'
  | 'date'
  | 'agreeing'
  | 'person'
  | 'officer'
  | 'page'
  | 'signature'
  | 'signedOnScreen'
  | 'typed'
  | 'digest';

const WORDS: Readonly<Record<Language, Readonly<Record<Word, string>>>> = {
  ar: {
    number: 'رقم المحادثة',
    ticket: 'رقم الدور',
    date: 'التاريخ',
    agreeing: 'الموافق',
    person: 'المستفيد',
    officer: 'أجرى المقابلة',
    page: 'صفحة',
    signature: 'توقيع المستفيد',
    signedOnScreen: 'وُقّع على الشاشة',
    typed: 'أُقرّ بكتابة الاسم',
    digest: 'بصمة المحتوى',
  },
  en: {
    number: 'Conversation',
    ticket: 'Ticket',
    date: 'Date',
    agreeing: '',
    person: 'Beneficiary',
    officer: 'Interviewed by',
    page: 'Page',
    signature: 'Signature of the beneficiary',
    signedOnScreen: 'Signed on the screen',
    typed: 'Confirmed by typing the name',
    digest: 'Digest of the contents',
  },
};

/** Puts together the sheet of an interview; the same sheet makes the same document. */
export function typesetSheet(sheet: InterviewSheet): TypesetDocument {
  const { language } = sheet;
  const isolate = (text: string): string => (language === 'ar' ? isolated(text) : text);
  const shown = {
    language,
    words: WORDS[language],
    nameAr: sheet.association.ar,
    nameEn: sheet.association.en,
    title: isolate(sheet.title),
    number: String(sheet.conversationNumber),
    ticket: sheet.ticket ?? '',
    ...bothDates(sheet.heldAt, language),
    person: isolate(sheet.personName),
    officer: isolate(sheet.officerName),
    parts: sheet.parts.map((part) => shownPart(part, isolate)),
    statement: isolate(sheet.statement),
    digest: grouped(sheet.digest),
    reference: grouped(sheet.reference),
    ...barcode(sheet.reference),
    signature: shownSignature(sheet, isolate),
  };
  return {
    template: SHEET_TEMPLATE,
    inputs: { sheet: JSON.stringify(shown) },
    madeAt: Math.floor((sheet.signature?.at ?? sheet.heldAt).getTime() / 1000),
  };
}

function shownPart({ title, lines }: FormPart, isolate: (text: string) => string) {
  return {
    title: isolate(title),
    lines: lines.map(({ label, value }) => ({ label: isolate(label), value: isolate(value) })),
  };
}

function shownSignature({ signature, language }: InterviewSheet, isolate: (text: string) => string) {
  if (!signature) return null;
  const { strokes, name, at } = signature;
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Riyadh', timeStyle: 'short' }).format(at);
  const { hijri, gregorian } = bothDates(at, language);
  return {
    name: isolate(name),
    at: isolate(`${hijri} · ${gregorian} · ${time}`),
    picture: strokes ? pictureOf(strokes) : '',
  };
}

/** Made of checked numbers only. */
function pictureOf(strokes: readonly Stroke[]): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${PAD.width} ${PAD.height}">` +
    `<path d="${pathOf(strokes)}" fill="none" stroke="#10314f" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>`
  );
}
