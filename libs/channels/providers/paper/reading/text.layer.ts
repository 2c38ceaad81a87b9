import { PRINTED, type ReadWord } from '@sila/domain';

/** What a page of a PDF is made of. */
export interface PageObjects {
  readonly text: string;
  /** The kind of every object on the page. */
  readonly kinds: readonly string[];
}

/** Lines and frames of a form; more may be letters that were drawn. */
const MOST_SHAPES = 40;
const LEAST_LETTERS = 3;
/** How many signs may be none of a written language before the layer counts as garbage. */
const MOST_STRANGE = 0.02;
const WRITTEN = /[\p{Script=Latin}\p{Nd}\p{P}\p{Sc}\p{Sm}\s]/u;
const ARABIC = /[\p{Script=Arabic}\u200F\u061C]/u;

/**
 * The text that a PDF carries beside its picture, line by line; null where the page has to be read by eye. Trusted are pages
 * of plain text that nothing is painted over: a picture may be a scan whose layer another machine guessed. Arabic is always
 * read by eye: measured, layers turn lam-alef and mail addresses round ("السالم" for "السلام"), or say each letter twice, and
 * nothing in them tells which (README.md, "In").
 */
export function textLayerOf({ text, kinds }: PageObjects): ReadWord[][] | null {
  const shapes = kinds.filter((kind) => kind === 'path').length;
  const isPlain = kinds.every((kind) => kind === 'text' || kind === 'path');
  if (!isPlain || shapes > MOST_SHAPES || !isSane(text)) return null;
  return text
    .normalize('NFKC')
    .split(/\r?\n/)
    .map((line) => line.trim().split(/\s+/).filter(Boolean).map(printed))
    .filter((line) => line.length > 0);
}

function isSane(text: string): boolean {
  const signs = Array.from(text);
  const letters = signs.filter((sign) => /\p{L}/u.test(sign)).length;
  const strange = signs.filter((sign) => !WRITTEN.test(sign)).length;
  return !ARABIC.test(text) && letters >= LEAST_LETTERS && strange <= signs.length * MOST_STRANGE;
}

const printed = (text: string): ReadWord => ({ text, confidence: PRINTED, box: null });
