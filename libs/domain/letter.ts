import type { MessageStatus } from './status.js';
import { latinDigits } from './text.js';

/** Where a paper letter stands. The first four are those of letters that came in, the others of our answers. */
export const LETTER_STATES = [
  'reading',
  'read',
  'unreadable',
  'confirmed',
  'to-print',
  'printed',
  'signed',
  'handed-over',
  'posted',
  'returned',
] as const;
export type LetterState = (typeof LETTER_STATES)[number];

/** What a desk does with an answer on paper, one after the other. */
export type LetterStep = Extract<LetterState, 'printed' | 'signed' | 'handed-over' | 'posted' | 'returned'>;

const NEXT: Readonly<Record<LetterState, readonly LetterStep[]>> = {
  reading: [],
  read: [],
  unreadable: [],
  confirmed: [],
  'to-print': ['printed'],
  printed: ['signed', 'handed-over', 'posted'],
  signed: ['handed-over', 'posted'],
  posted: ['handed-over', 'returned'],
  returned: ['handed-over'],
  'handed-over': [],
};

/** The steps that may follow. A letter that was posted is handed over once the post says so, or comes back. */
export function nextSteps(state: LetterState): readonly LetterStep[] {
  return NEXT[state];
}

/** How far a step brings the message on the ladder that every channel shares; null when the person has nothing yet. */
export function statusOfStep(
  step: LetterStep,
): Extract<MessageStatus, 'sent' | 'delivered' | 'failed'> | null {
  if (step === 'posted') return 'sent';
  if (step === 'handed-over') return 'delivered';
  return step === 'returned' ? 'failed' : null;
}

/** The number under a letter's barcode in groups of four, as people read it. */
export function grouped(reference: string): string {
  return reference.replace(/(.{4})(?=.)/g, '$1 ');
}

/** Why a scan could not be read. */
export const UNREADABLE_REASONS = [
  'not-a-scan',
  'damaged',
  'too-large',
  'locked',
  'took-too-long',
  'failed',
] as const;
export type UnreadableReason = (typeof UNREADABLE_REASONS)[number];

/** A word as it was read, and how sure the reader is. */
export interface ReadWord {
  readonly text: string;
  /** 0 to 100. */
  readonly confidence: number;
  /** Where it stands, as shares of the page (left, top, right, bottom); null where the file itself said the word. */
  readonly box: readonly [number, number, number, number] | null;
}

/** The confidence of words that nobody had to read: the file said them. */
export const PRINTED = 100;

/** Where the text of a page is from: a machine read its picture, or the file said it. */
export type PageSource = 'read' | 'file';

/** Below this a word is shown as doubtful. */
export const DOUBTFUL_BELOW = 70;

/** One page of a scan: its lines in the order in which a person reads them. */
export interface ReadPage {
  /** Pages that were kept before files were asked say nothing: they were read. */
  readonly source?: PageSource;
  /** Pixels of the picture that is kept of the page. */
  readonly width: number;
  readonly height: number;
  readonly lines: readonly (readonly ReadWord[])[];
}

/** The text of pages: a line for each line, an empty one between pages. */
export function textOfPages(pages: readonly ReadPage[]): string {
  return pages
    .map((page) => page.lines.map((line) => line.map((word) => word.text).join(' ')).join('\n'))
    .join('\n\n')
    .trim();
}

const NUMBER = /[+#]?[\p{Nd}][\p{Nd}\p{L}/.,:@_-]*/gu;

/**
 * Every number of a text, in order, each once: amounts, dates, ids, phones. Machines misread digits, Arabic-Indic ones
 * always, so a person confirms each of them.
 */
export function numbersIn(text: string): string[] {
  const found = [...text.matchAll(NUMBER)].map(([number]) => number.replace(/[.,:]+$/u, ''));
  return [...new Set(found.map(latinDigits))];
}

/** What a letter says of who wrote it. */
export interface SenderHints {
  readonly names: readonly string[];
  /** As written. */
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  /** Saudi ids of citizens and residents: ten digits that begin with 1 or 2. */
  readonly ids: readonly string[];
}

const NAMED =
  /(?:^|\n)\s*(?:الاسم|اسمي|المرسل|مقدمة? الطلب|من|مقدمه|أنا (?:المواطنة?|المواطن)|Name|From|Yours,?)\s*[:：,]?\s*([\p{L} .'-]{3,60})/giu;

/** Looks for names, phones, mail addresses and ids in a text that was read. */
export function senderHints(text: string): SenderHints {
  const latin = latinDigits(text);
  const unique = (values: readonly string[]): string[] => [...new Set(values)].slice(0, 5);
  return {
    names: unique(
      [...text.matchAll(NAMED)].map(([, name = '']) => name.trim()).filter((name) => name.includes(' ')),
    ),
    phones: unique(
      latin.match(/(?<![\p{Nd}])(?:\+|00)?\d[\d -]{7,14}\d(?![\p{Nd}])/gu)?.filter(isPhone) ?? [],
    ),
    emails: unique(latin.match(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g) ?? []),
    ids: unique(latin.match(/(?<!\d)[12]\d{9}(?!\d)/g) ?? []),
  };
}

function isPhone(text: string): boolean {
  return /^(?:\+|00|0?5|966)/.test(text.replace(/[ -]/g, ''));
}

/** The lists of the letters' desk: to read and confirm, to print, to sign and send, on their way, done. */
export const LETTER_VIEWS = ['incoming', 'to-print', 'to-send', 'posted', 'done'] as const;
export type LetterView = (typeof LETTER_VIEWS)[number];
