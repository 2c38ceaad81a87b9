import { isSensitive, masked } from './form-value.js';
import {
  type FormAnswer,
  type FormAnswers,
  type FormDefinition,
  type FormField,
  fieldsOf,
  visibleSections,
} from './form.js';
import type { Language } from './staff.js';

/** Whole locale tags: bare ones choose calendar and digits differently from one browser to the next. */
const DATES = {
  ar: ['ar-SA-u-ca-islamic-umalqura-nu-latn', 'ar-SA-u-ca-gregory-nu-latn'],
  en: ['en-GB-u-ca-islamic-umalqura-nu-latn', 'en-GB-u-ca-gregory-nu-latn'],
} as const;
const YES_NO = { yes: { ar: 'نعم', en: 'Yes' }, no: { ar: 'لا', en: 'No' } } as const;

/** One answer in words, beside its question. */
export interface FormLine {
  readonly field: string;
  readonly label: string;
  readonly value: string;
  /** True when `value` is covered and the whole is kept sealed. */
  readonly hidden: boolean;
}

/** The answers of one section in words. */
export interface FormPart {
  readonly title: string;
  readonly lines: readonly FormLine[];
}

/** The answers in the words of a language, in the order of the form. Files stand by themselves and are left out. */
export function formParts(
  form: FormDefinition,
  values: FormAnswers,
  language: Language,
  show: 'masked' | 'whole' = 'masked',
): FormPart[] {
  return visibleSections(form, values)
    .map(({ title, fields }) => ({
      title: title[language],
      lines: fields.flatMap((field) => lineOf(field, values[field.id], language, show)),
    }))
    .filter(({ lines }) => lines.length > 0);
}

/** The same as a text to read. */
export function formText(parts: readonly FormPart[]): string {
  return parts
    .map(({ title, lines }) => [title, ...lines.map(({ label, value }) => `${label}: ${value}`)].join('\n'))
    .join('\n\n');
}

/** The answers with sensitive numbers covered, for everything that is not sealed. */
export function covered(form: FormDefinition, values: FormAnswers): Record<string, string | string[]> {
  const hidden = new Set(fieldsOf(form).flatMap(({ id, type }) => (isSensitive(type) ? [id] : [])));
  return Object.fromEntries(
    Object.entries(values).map(([field, value]) => {
      if (typeof value !== 'string') return [field, [...value]];
      return [field, hidden.has(field) ? masked(value) : value];
    }),
  );
}

function lineOf(
  field: FormField,
  value: FormAnswer | undefined,
  language: Language,
  show: 'masked' | 'whole',
): FormLine[] {
  if (value === undefined || field.type === 'file') return [];
  const hidden = isSensitive(field.type) && show === 'masked';
  const words = (typeof value === 'string' ? [value] : value).map((one) => wordsOf(field, one, language));
  const text = words.join(language === 'ar' ? '، ' : ', ');
  return [{ field: field.id, label: field.label[language], value: hidden ? masked(text) : text, hidden }];
}

function wordsOf(field: FormField, value: string, language: Language): string {
  if (field.type === 'yes-no') return YES_NO[value === 'yes' ? 'yes' : 'no'][language];
  if (field.type === 'date') return dateInWords(value, language);
  return field.options?.find((option) => option.value === value)?.label[language] ?? value;
}

/** A moment in words: both calendars and the hour, there. */
export function momentInWords(at: Date, timeZone: string, language: Language): string {
  const days = DATES[language].map((locale) =>
    at.toLocaleDateString(locale, {
      timeZone,
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    }),
  );
  const hour = at.toLocaleTimeString(DATES[language][1], { timeZone, hour: 'numeric', minute: '2-digit' });
  return [days[0], days[1]?.replace(/^[^،,]+[،,]\s*/, ''), hour].join(' · ');
}

/** A day in both calendars, the Hijri one first. */
function dateInWords(iso: string, language: Language): string {
  const day = new Date(`${iso}T00:00:00Z`);
  const inCalendar = (locale: string): string =>
    day.toLocaleDateString(locale, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
  return DATES[language].map(inCalendar).join(' · ');
}
