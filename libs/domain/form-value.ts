import { normaliseEmail } from './contact.js';
import type { FieldType, FormAnswer, FormField } from './form.js';
import { isoOfGregorian, isoOfHijri } from './hijri.js';
import { toE164 } from './phone.js';
import { latinDigits, normaliseText } from './text.js';

export const FIELD_FAULTS = [
  'required',
  'too-long',
  'too-many',
  'too-few',
  'not-a-choice',
  'not-a-number',
  'too-small',
  'too-large',
  'not-a-date',
  'in-the-future',
  'not-a-national-id',
  'not-an-iban',
  'not-a-mobile',
  'not-an-email',
] as const;
/** What is wrong with an answer. */
export type FieldFault = (typeof FIELD_FAULTS)[number];

/** An answer in its normal form, null when there is none; or what is wrong with it. */
export type Checked = { readonly value: FormAnswer | null } | { readonly fault: FieldFault };

const LONGEST_LINE = 200;
const LONGEST_TEXT = 4_000;
const FIRST_YEAR = { hijri: 1300, gregory: 1882 } as const;

/** Values that must not stand anywhere in the open: sealed in the database, masked on screens (security.md §3). */
export function isSensitive(type: FieldType): boolean {
  return type === 'national-id' || type === 'iban';
}

/** All but the last four characters covered. */
export function masked(value: string): string {
  return `${'•'.repeat(Math.max(0, value.length - 4))}${value.slice(-4)}`;
}

/** Checks one answer as it was typed: Arabic digits, spaces and signs between groups are taken. */
export function checkValue(field: FormField, answer: FormAnswer, now: Date): Checked {
  if (field.type === 'choices' || field.type === 'file') return checkList(field, answer);
  const text = typeof answer === 'string' ? normaliseText(answer).trim() : '';
  if (isEmpty(field.type, text)) return field.required ? { fault: 'required' } : { value: null };
  return CHECKS[field.type](text, field, now);
}

/** A date as typed, `<calendar>:<year>-<month>-<day>`, whole or in parts. */
export interface TypedDate {
  readonly calendar: 'hijri' | 'gregory';
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

export function readTypedDate(answer: string): TypedDate {
  const [, calendar, year = '', month = '', day = ''] =
    /^(hijri|gregory):([^-]*)-([^-]*)-([^-]*)$/.exec(answer) ?? [];
  return { calendar: calendar === 'hijri' ? 'hijri' : 'gregory', year, month, day };
}

export function writeTypedDate({ calendar, year, month, day }: TypedDate): string {
  return `${calendar}:${[year, month, day].map((part) => part.replaceAll('-', '')).join('-')}`;
}

/** Citizens' numbers begin with 1, residents' with 2; ten digits of which the last one checks the others (Luhn). */
export function isNationalId(digits: string): boolean {
  return /^[12]\d{9}$/.test(digits) && luhnSum(digits) % 10 === 0;
}

/** A Saudi account number: `SA`, two check digits (ISO 13616, modulo 97), 20 signs of bank and account. */
export function isSaudiIban(text: string): boolean {
  return /^SA\d{4}[0-9A-Z]{18}$/.test(text) && remainder97(text.slice(4) + text.slice(0, 4)) === 1;
}

type Check = (text: string, field: FormField, now: Date) => Checked;

const CHECKS: Readonly<Record<Exclude<FieldType, 'choices' | 'file'>, Check>> = {
  text: (text, { max }) => checkLength(text, max ?? LONGEST_LINE),
  city: (text, { max }) => checkLength(text, max ?? LONGEST_LINE),
  'long-text': (text, { max }) => checkLength(text, max ?? LONGEST_TEXT),
  choice: (text, { options }) => checkChoice(text, options?.map(({ value }) => value) ?? []),
  'yes-no': (text) => checkChoice(text, ['yes', 'no']),
  number: checkNumber,
  date: (text, _field, now) => checkDate(text, now),
  'national-id': (text) => checkBy(isNationalId, compact(text), 'not-a-national-id'),
  iban: (text) => checkBy(isSaudiIban, ibanOf(text), 'not-an-iban'),
  mobile: checkMobile,
  email: (text) => checkBy(isEmail, normaliseEmail(text), 'not-an-email'),
};

function isEmpty(type: FieldType, text: string): boolean {
  return text === '' || (type === 'date' && /^[a-z]+:-*$/.test(text));
}

function checkList({ type, options, required, min, max }: FormField, answer: FormAnswer): Checked {
  const values = [...new Set(typeof answer === 'string' ? [] : answer)];
  if (values.length === 0) return required ? { fault: 'required' } : { value: null };
  const known = options?.map(({ value }) => value) ?? [];
  if (type === 'choices' && !values.every((value) => known.includes(value))) return { fault: 'not-a-choice' };
  if (max !== undefined && values.length > max) return { fault: 'too-many' };
  return min !== undefined && values.length < min ? { fault: 'too-few' } : { value: values };
}

function checkLength(text: string, most: number): Checked {
  return text.length > most ? { fault: 'too-long' } : { value: text };
}

function checkChoice(text: string, known: readonly string[]): Checked {
  return known.includes(text) ? { value: text } : { fault: 'not-a-choice' };
}

function checkNumber(text: string, { min = 0, max = 1_000_000_000 }: FormField): Checked {
  const digits = latinDigits(text)
    .replace(/[\s,،٬]/g, '')
    .replace('٫', '.');
  if (!/^-?\d{1,12}(\.\d{1,2})?$/.test(digits)) return { fault: 'not-a-number' };
  if (Number(digits) < min) return { fault: 'too-small' };
  return Number(digits) > max ? { fault: 'too-large' } : { value: String(Number(digits)) };
}

function checkDate(text: string, now: Date): Checked {
  const { calendar, ...typed } = readTypedDate(latinDigits(text));
  const [year, month, day] = [typed.year, typed.month, typed.day].map((part) =>
    /^\d{1,4}$/.test(part.trim()) ? Number(part) : Number.NaN,
  ) as [number, number, number];
  const plausible = year >= FIRST_YEAR[calendar] && year < 2200 && month >= 1 && month <= 12 && day >= 1;
  const iso = plausible && (calendar === 'hijri' ? isoOfHijri : isoOfGregorian)({ year, month, day });
  if (!iso) return { fault: 'not-a-date' };
  return iso > now.toISOString().slice(0, 10) ? { fault: 'in-the-future' } : { value: iso };
}

/** Numbers that begin like a Saudi mobile must be one; those of other countries are taken with their country code. */
function checkMobile(text: string): Checked {
  const number = /\p{L}/u.test(text) ? null : toE164(text);
  if (!number) return { fault: 'not-a-mobile' };
  return number.startsWith('+966') ? checkBy(isSaudiMobile, number, 'not-a-mobile') : { value: number };
}

function checkBy(isGood: (text: string) => boolean, text: string, fault: FieldFault): Checked {
  return isGood(text) ? { value: text } : { fault };
}

const isSaudiMobile = (number: string): boolean => /^\+9665\d{8}$/.test(number);
const isEmail = (text: string): boolean =>
  text.length <= 254 && /^[^\s@<>,;]+@[^\s@<>,;.]+(\.[^\s@<>,;.]+)+$/.test(text);

/** Without what people write between the groups of a number. */
function compact(text: string): string {
  return latinDigits(text)
    .replace(/[\s\-.\u200B-\u200F\u202A-\u202E\u2066-\u2069]/g, '')
    .toUpperCase();
}

/** Many write an account number without the letters of the country. */
function ibanOf(text: string): string {
  const plain = compact(text);
  return /^\d{22}$/.test(plain) ? `SA${plain}` : plain;
}

function luhnSum(digits: string): number {
  return digits.split('').reduce((sum, digit, at) => {
    const doubled = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return sum + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
}

/** Letters count as 10 (A) to 35 (Z); taken piece by piece, because the number is too long for one. */
function remainder97(text: string): number {
  return text.split('').reduce((rest, sign) => Number(`${rest}${parseInt(sign, 36)}`) % 97, 0);
}
