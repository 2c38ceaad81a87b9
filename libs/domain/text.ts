import type { Language } from './staff.js';

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Makes any string fit for a `text` or `jsonb` column: no NUL, lone surrogates become U+FFFD, NFC. */
export function normaliseText(value: string): string {
  return value.replaceAll('\u0000', '').replace(LONE_SURROGATE, '\uFFFD').normalize('NFC');
}

/** `normaliseText` applied to every string inside a JSON value, keys included. */
export function normaliseJson<T>(value: T): T {
  return walk(value) as T;
}

function walk(value: unknown): unknown {
  if (typeof value === 'string') return normaliseText(value);
  if (Array.isArray(value)) return value.map(walk);
  if (value !== null && typeof value === 'object' && !(value instanceof Date)) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [normaliseText(key), walk(inner)]));
  }
  return value;
}

/** Arabic-Indic and Persian digits become Latin ones; everything else stays. */
export function latinDigits(value: string): string {
  return value.replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 15));
}

/**
 * Folds text for search: one form for alef, ya, ta marbuta and hamza carriers, no diacritics, no tatweel, no
 * bidi controls, Latin digits, lower case. Apply it to the stored text and to the query alike.
 */
export function foldForSearch(value: string): string {
  return latinDigits(normaliseText(value).normalize('NFKC'))
    .replace(/[\u064B-\u065F\u0670\u0640\u200B-\u200F\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/[\u0622\u0623\u0625\u0671]/g, '\u0627')
    .replace(/\u0649/g, '\u064A')
    .replace(/\u0629/g, '\u0647')
    .replace(/\u0624/g, '\u0648')
    .replace(/\u0626/g, '\u064A')
    .toLowerCase();
}

/** The first words of a text on one line, at most `max` characters, cut at a word. */
export function snippetOf(text: string, max = 140): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length <= max) return line;
  const cut = line.slice(0, max);
  const space = cut.lastIndexOf(' ');
  return `${space > max / 2 ? cut.slice(0, space) : cut}…`;
}

/** True when the text is mostly Arabic letters: decides direction and language of what we write back. */
export function isMostlyArabic(text: string): boolean {
  const arabic = text.match(/[\u0600-\u06FF]/g)?.length ?? 0;
  const latin = text.match(/[A-Za-z]/g)?.length ?? 0;
  return arabic > latin;
}

/** The language a text is written in, as far as its letters tell; null when they don't. */
export function languageOf(text: string): Language | null {
  if (isMostlyArabic(text)) return 'ar';
  return /[A-Za-z]{2}/.test(text) ? 'en' : null;
}
