import { ARABIC_MONTHS, ATTRIBUTION_STARTS, headerLabel, WROTE, type HeaderLabel } from './quotes.lexicon.js';
import type { QuoteLine } from './quotes.js';

const MAX_ATTRIBUTION_LINES = 4;
const MAX_ATTRIBUTION = 500;
const BLOCK_LINES = 10;
const ADDRESS = /<[^<>\s@]{1,64}@[^<>\s]{1,255}>/;
const BARE_ADDRESS = /[^\s<>@]{1,64}@[^\s<>@]{1,255}\.[^\s<>@]{2,}/;
const YEAR_OR_DATE = /\b(1[34]|19|20)\d\d\b|\d{1,2}[/.\u200F-]\d{1,2}[/.\u200F-]\d{2,4}/;
const TIME = /\b\d{1,2}[:.]\d{2}\b/;
const OLD_GMAIL = /^\d{4}-\d\d-\d\d \d{1,2}:\d\d (gmt|utc)\s?[+-]/;
const LETTER = /[\p{L}\p{N}]/u;

/**
 * First line of the attribution ("On … X wrote:", "في … كتب X:") whose last line is `end`; null when it is none.
 * It takes a verb or an Arabic opening, and a date or an address, so that prose with a colon is no attribution.
 */
export function attributionEndingAt(lines: readonly QuoteLine[], end: number): number | null {
  const last = lines[end]?.plain ?? '';
  if (OLD_GMAIL.test(last)) return end;
  if (!/[:\uFF1A]$/.test(last)) return null;
  let found: number | null = null;
  let joined = '';
  for (let start = end; start >= 0 && start > end - MAX_ATTRIBUTION_LINES; start -= 1) {
    const plain = lines[start]?.plain ?? '';
    if (plain === '' || plain.startsWith('>') || joined.length + plain.length > MAX_ATTRIBUTION) break;
    joined = `${plain} ${joined}`.trim();
    if (isAttribution(joined, plain, nextIsQuoted(lines, end))) {
      if (opensAttribution(plain)) return start;
      found ??= start;
    }
  }
  return found;
}

function isAttribution(joined: string, first: string, beforeQuote: boolean): boolean {
  const address = ADDRESS.test(joined) || BARE_ADDRESS.test(joined);
  const dated = YEAR_OR_DATE.test(joined) || ARABIC_MONTHS.some((month) => joined.includes(month));
  const wrote = WROTE.some((verb) => hasPhrase(joined, verb));
  if (ADDRESS.test(joined)) return wrote || (dated && (beforeQuote || opensAttribution(first)));
  if (!wrote) return false;
  if (address && dated) return true;
  return (dated && TIME.test(joined) && opensAttribution(first)) || (beforeQuote && (dated || address));
}

/** "On 3 May …", "في ٧ أكتوبر …", "2017-02-05 13:29 …": how a mail program begins an attribution. */
function opensAttribution(plain: string): boolean {
  if (OLD_GMAIL.test(plain)) return true;
  if (!/\d/.test(plain)) return false;
  return ATTRIBUTION_STARTS.some((word) => plain.startsWith(word) && !LETTER.test(plain.charAt(word.length)));
}

function nextIsQuoted(lines: readonly QuoteLine[], end: number): boolean {
  for (let index = end + 1; index < lines.length && index <= end + 3; index += 1) {
    const plain = lines[index]?.plain ?? '';
    if (plain !== '') return plain.startsWith('>');
  }
  return false;
}

function hasPhrase(text: string, phrase: string): boolean {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const before = text.charAt(at - 1);
    const after = text.charAt(at + phrase.length);
    if (!LETTER.test(before) && !LETTER.test(after)) return true;
  }
  return false;
}

/**
 * True when a block of mail headers begins at this line: "From:" with at least two of date, recipient and subject
 * under it, or another label with "From:" and a third under it. A subject, an address, a time of day, or the date right
 * under the sender must be among them, so that a person's own list ("From: Riyadh, to: Jeddah, date: …") is no header block.
 */
export function startsHeaderBlock(lines: readonly QuoteLine[], index: number): boolean {
  const first = labelOf(lines[index]?.plain ?? '');
  if (first === null) return false;
  const seen = new Set<HeaderLabel>([first]);
  let mailLike = /@/.test(lines[index]?.plain ?? '');
  let blank = 0;
  for (let at = index + 1; at < lines.length && at <= index + BLOCK_LINES; at += 1) {
    const plain = lines[at]?.plain ?? '';
    blank = plain === '' ? blank + 1 : 0;
    const label = labelOf(plain);
    if (blank > 1 || (label !== null && seen.has(label))) break;
    if (label === null) continue;
    mailLike ||= /@/.test(plain) || (label === 'sent' && (seen.size === 1 || TIME.test(plain)));
    seen.add(label);
  }
  if (!seen.has('from') || !(mailLike || seen.has('subject'))) return false;
  return first === 'from' ? seen.size >= 3 || (seen.has('sent') && seen.size >= 2) : seen.size >= 4;
}

/** True for a line that begins with the label of a mail's sender. */
export function isFromLine(plain: string): boolean {
  return labelOf(plain) === 'from';
}

function labelOf(plain: string): HeaderLabel | null {
  const line = plain.replace(/^[*_]+/, '');
  const colon = line.search(/[:\uFF1A]/);
  if (colon < 1 || colon > 24) return null;
  return headerLabel(line.slice(0, colon).replace(/[*_\s]+$/, ''));
}
