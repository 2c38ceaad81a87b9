import { addressLines, grouped, type Language } from '@sila/domain';
import type { PaperLetter } from '../paper.js';
import type { AccountSettings } from './account.settings.js';
import { UNKNOWN_SENDER } from './parse.js';
import { barcode } from '../providers/paper/code128.js';
import { bothDates } from '../providers/paper/dates.js';
import { isolated } from '../providers/paper/isolates.js';

/** A letter as the template takes it: texts are data, never markup. Survives JSON. */
export interface TypesetLetter {
  readonly language: Language;
  readonly nameAr: string;
  readonly nameEn: string;
  readonly underNameAr: string;
  readonly underNameEn: string;
  readonly footer: string;
  readonly words: Readonly<Record<'number' | 'date' | 'agreeing' | 'subject' | 'page' | 'signature', string>>;
  readonly number: string;
  readonly hijri: string;
  readonly gregorian: string;
  readonly to: string;
  /** The lines below the name. */
  readonly address: readonly string[];
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly author: string;
  readonly signatoryTitle: string;
  readonly signs: boolean;
  readonly reference: string;
  /** Bars of the barcode: place and width, in modules; and the width of all. */
  readonly bars: readonly (readonly [number, number])[];
  readonly barsWidth: number;
  /** Unix time, in seconds, for the document's own date. */
  readonly madeAt: number;
}

const WORDS: Readonly<Record<Language, TypesetLetter['words']>> = {
  ar: {
    number: 'الرقم',
    date: 'التاريخ',
    agreeing: 'الموافق',
    subject: 'الموضوع',
    page: 'صفحة',
    signature: 'التوقيع',
  },
  en: {
    number: 'Number',
    date: 'Date',
    agreeing: '',
    subject: 'Subject',
    page: 'Page',
    signature: 'Signature',
  },
};

/** Puts together everything a letter shows. Dates are those of the association's country, whatever the server's. */
export function typesetLetter(
  letter: PaperLetter,
  settings: AccountSettings,
  reference: string,
  now: Date,
): TypesetLetter {
  const { language } = letter;
  const arabic = language === 'ar';
  const isolate = (text: string): string => (arabic ? isolated(text) : text);
  return {
    language,
    nameAr: settings.nameAr,
    nameEn: settings.nameEn,
    underNameAr: isolated(settings.underNameAr),
    underNameEn: settings.underNameEn,
    footer: isolate(arabic ? settings.footerAr : settings.footerEn),
    words: WORDS[language],
    number: String(letter.conversationNumber),
    ...bothDates(now, language),
    to: letter.toName === UNKNOWN_SENDER ? '' : isolate(letter.toName ?? ''),
    address: letter.postalAddress ? addressLines(letter.postalAddress).map(isolate) : [],
    subject: isolate(letter.subject ?? ''),
    paragraphs: letter.text.trim().split(/\r?\n/).map(isolate),
    author: letter.author ?? '',
    signatoryTitle: arabic ? settings.signatoryTitleAr : settings.signatoryTitleEn,
    signs: settings.signs,
    reference: grouped(reference),
    ...barcode(reference),
    madeAt: Math.floor(now.getTime() / 1000),
  };
}
