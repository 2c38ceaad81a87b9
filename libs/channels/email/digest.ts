import { normaliseText } from '@sila/domain';
import { htmlToText } from './html.text.js';
import { readMime, type MimePart } from '../providers/mailbox/mime.js';
import { foldQuotes } from './quotes.js';

/** Longest text that is kept as text; the original mail keeps the rest. UTF-16 code units. */
const MAX_TEXT = 500_000;
const MAX_HTML = 2_000_000;

/** A mail taken apart: all that costs time, none that needs the account. Survives a structured clone. */
export interface Digest {
  readonly text: string;
  /** Index in `text` where earlier mail begins; null when nothing is folded. */
  readonly quotedFrom: number | null;
  readonly html: string | null;
  readonly parts: readonly MimePart[];
  /** True when text or HTML were longer than what is kept of them. */
  readonly truncated: boolean;
}

/** Reads structure, character sets, text and quotes of a mail. Throws on structures beyond the limits. */
export async function digestMail(raw: Buffer): Promise<Digest> {
  const mime = await readMime(raw);
  const html = mime.html ? normaliseText(mime.html.slice(0, MAX_HTML)) : null;
  const plain = normaliseText(mime.text ?? '')
    .replaceAll('\r', '')
    .slice(0, MAX_TEXT)
    .trim();
  const truncated = (mime.text?.length ?? 0) > MAX_TEXT || (mime.html?.length ?? 0) > MAX_HTML;
  return { html, parts: mime.parts, truncated, ...bodyOf(plain, html, raw) };
}

function bodyOf(
  plain: string,
  html: string | null,
  raw: Buffer,
): { text: string; quotedFrom: number | null } {
  if (!html || prefersPlain(plain, raw)) return { text: plain, quotedFrom: foldQuotes(plain).quotedFrom };
  const { text, quotedFrom } = htmlToText(html, MAX_TEXT);
  if (quotedFrom === null) return { text, quotedFrom: foldQuotes(text).quotedFrom };
  return { text, quotedFrom: foldQuotes(text.slice(0, quotedFrom)).quotedFrom ?? quotedFrom };
}

/** The plain part of an alternative says it all; plain beside HTML (an added footer, a chain of parts) doesn't. */
function prefersPlain(plain: string, raw: Buffer): boolean {
  return plain !== '' && /multipart\/alternative/i.test(raw.subarray(0, 1_048_576).toString('latin1'));
}
