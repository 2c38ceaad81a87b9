import { latinDigits } from '@sila/domain';
import { attributionEndingAt, isFromLine, startsHeaderBlock } from './quotes.introductions.js';
import { DEVICE_SIGNATURES, MARKERS } from './quotes.lexicon.js';

/** What is left of a reply once the earlier mail under it is folded away. */
export interface FoldedText {
  /** The text that is shown at once. */
  readonly visible: string;
  /** Index in the given text where the folded end begins; null when nothing is folded. */
  readonly quotedFrom: number | null;
}

/** One line, with what recognising needs of it. */
export interface QuoteLine {
  /** Index of its first character in the text. */
  readonly start: number;
  /** Without direction marks, vowel signs and surrounding space; Latin digits; lower case; at most 400 characters. */
  readonly plain: string;
}

const MAX_LINES = 20_000;
const MAX_LINE = 400;
const MAX_SIGNATURE_LINES = 15;
const INVISIBLE = /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;
const ARABIC_MARKS = /[\u064B-\u065F\u0670\u0640]/g;
const RULER = /^[-_=*~#+\u2013\u2014\u2500\u1427. ]*$/;
const QUOTED = /^>/;

/**
 * Finds where the quoted history at the end of a mail begins: attribution lines, header blocks, markers, `>` lines,
 * signatures, in Arabic and the main European languages. Works line by line in linear time.
 * Folds only a tail, so answers written between quoted lines stay; never folds everything.
 */
export function foldQuotes(text: string): FoldedText {
  const lines = readLines(text);
  const end = tailOf(lines);
  const last = lastShown(lines, end);
  if (last < 0 || end >= lines.length) return { visible: text, quotedFrom: null };
  const quotedFrom = lines[end]?.start ?? text.length;
  return { visible: text.slice(0, quotedFrom).trimEnd(), quotedFrom };
}

function readLines(text: string): QuoteLine[] {
  const lines: QuoteLine[] = [];
  let start = 0;
  while (start <= text.length && lines.length < MAX_LINES) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    lines.push({ start, plain: plainOf(text.slice(start, Math.min(end, start + MAX_LINE))) });
    if (found < 0) break;
    start = end + 1;
  }
  return lines;
}

function plainOf(line: string): string {
  const bare = line.replace(INVISIBLE, '').replace(ARABIC_MARKS, '').replace(/\s+/g, ' ').trim();
  return latinDigits(bare).toLowerCase();
}

/** Index of the first folded line; `lines.length` when none is. */
function tailOf(lines: readonly QuoteLine[]): number {
  let end = hardCut(lines);
  for (;;) {
    const shorter = trimOnce(lines, end);
    if (shorter === end || lastShown(lines, shorter) < 0) break;
    end = shorter;
  }
  return onlyBlank(lines, end) ? lines.length : end;
}

/** The first line after which everything is earlier mail, provided that own text stands before it. */
function hardCut(lines: readonly QuoteLine[]): number {
  const lastOwn = lastOwnLine(lines);
  let firstOwn = Number.POSITIVE_INFINITY;
  for (let index = 0; index < lines.length; index += 1) {
    const plain = lines[index]?.plain ?? '';
    const begin = plain === '' ? null : introductionAt(lines, index, lastOwn);
    if (begin !== null && firstOwn < begin) return begin;
    if (begin !== null) firstOwn = Number.POSITIVE_INFINITY;
    else if (isShown(plain)) firstOwn = Math.min(firstOwn, index);
  }
  return lines.length;
}

/** Where the introduction that ends or begins at this line starts; null when the line introduces nothing. */
function introductionAt(lines: readonly QuoteLine[], index: number, lastOwn: number): number | null {
  const plain = lines[index]?.plain ?? '';
  if (QUOTED.test(plain)) return null;
  if (isMarker(plain, nextShown(lines, index)) || startsHeaderBlock(lines, index)) return index;
  const begin = attributionEndingAt(lines, index);
  if (begin === null || !isQuoted(nextShown(lines, index))) return begin;
  return lastOwn > index ? null : begin;
}

function nextShown(lines: readonly QuoteLine[], index: number): string {
  for (let at = index + 1; at < lines.length && at <= index + 8; at += 1) {
    const plain = lines[at]?.plain ?? '';
    if (plain !== '') return plain;
  }
  return '';
}

/** Index of the last line that is neither quoted nor part of a signature: an answer may stand between the quotes. */
function lastOwnLine(lines: readonly QuoteLine[]): number {
  const end = trimTail(lines, lines.length);
  for (let index = end - 1; index >= 0; index -= 1) {
    const plain = lines[index]?.plain ?? '';
    if (isShown(plain) && !isQuoted(plain)) return index;
  }
  return -1;
}

/** Takes rulers, blank lines, signatures and quoted blocks off the end until nothing more comes off. */
function trimTail(lines: readonly QuoteLine[], from: number): number {
  let end = from;
  for (;;) {
    const shorter = trimOnce(lines, end);
    if (shorter === end) return end;
    end = shorter;
  }
}

function trimOnce(lines: readonly QuoteLine[], end: number): number {
  const last = lastShown(lines, end);
  const shown = last + 1;
  const plain = lines[last]?.plain ?? '';
  if (last >= 0 && DEVICE_SIGNATURES.some((start) => plain.startsWith(start))) return last;
  if (last >= 0 && isQuoted(plain)) return quotedBlockStart(lines, last);
  const signature = signatureStart(lines, end, shown);
  return signature ?? (hasRuler(lines, shown, end) ? shown : end);
}

/** Blank space alone is no reason to fold; rulers are. */
function hasRuler(lines: readonly QuoteLine[], from: number, to: number): boolean {
  for (let index = from; index < to; index += 1) if (lines[index]?.plain !== '') return true;
  return false;
}

function quotedBlockStart(lines: readonly QuoteLine[], last: number): number {
  let begin = last;
  for (let index = last; index >= 0; index -= 1) {
    const plain = lines[index]?.plain ?? '';
    if (isQuoted(plain)) begin = index;
    else if (isShown(plain)) break;
  }
  const above = lastShown(lines, begin);
  return above < 0 ? begin : (attributionEndingAt(lines, above) ?? begin);
}

/** `-- ` alone on a line (RFC 3676 §4.3) with a short block under it. */
function signatureStart(lines: readonly QuoteLine[], end: number, shown: number): number | null {
  let count = 0;
  for (let index = shown - 1; index >= 0 && count <= MAX_SIGNATURE_LINES; index -= 1) {
    const plain = lines[index]?.plain ?? '';
    if (plain === '--' && index < end) return count > 0 ? index : null;
    if (isQuoted(plain)) return null;
    if (plain !== '') count += 1;
  }
  return null;
}

/** "Original message" between dashes or before a colon, or bare right above the sender's line. */
function isMarker(plain: string, next: string): boolean {
  const core = plain.replace(/^[-_*=\u2013\u2014\s]+/, '').replace(/[-_*=\u2013\u2014\s]+$/, '');
  const ruled = plain.length - core.length >= 4;
  const named = core.endsWith(':') ? core.slice(0, -1).trim() : core;
  return MARKERS.includes(named) && (ruled || core.endsWith(':') || isFromLine(next));
}

/** True for a line of quoted text: `>`, or the initials of its author before it. */
function isQuoted(plain: string): boolean {
  return QUOTED.test(plain) || /^[a-z]{1,12}>(\s|$)/.test(plain);
}

function isShown(plain: string): boolean {
  return plain !== '' && !RULER.test(plain);
}

/** Index of the last line before `end` that says something; -1 when none does. */
function lastShown(lines: readonly QuoteLine[], end: number): number {
  for (let index = end - 1; index >= 0; index -= 1) if (isShown(lines[index]?.plain ?? '')) return index;
  return -1;
}

function onlyBlank(lines: readonly QuoteLine[], from: number): boolean {
  return lines.slice(from).every((line) => line.plain === '');
}
