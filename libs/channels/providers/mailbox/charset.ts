import chardet from 'chardet';
import iconv from 'iconv-lite';

const META_CHARSET = /<meta\b[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})/i;
const SAMPLE_BYTES = 65_536;
/** UTF-7 can carry markup past filters, and the others are no character sets. */
const REFUSED = /^(unicode11)?utf7(imap)?$|^base64$|^hex$|^binary$/;

/**
 * Decodes the bytes of a text part although its label may be missing or wrong. Valid UTF-8 wins,
 * then Arabic in windows-1256, then the label, the HTML's own `meta`, and a guess. Never throws.
 */
export function decodeText(bytes: Buffer, label: string | null): string {
  const utf8 = decodeUtf8(bytes);
  if (utf8 !== null && !isSevenBitCharset(label)) return utf8;
  const damaged = nearlyUtf8(bytes);
  if (damaged !== null) return damaged;
  if (utf8 === null && looksLikeArabic1256(bytes)) return iconv.decode(bytes, 'windows-1256');
  const known = knownCharset(label) ?? knownCharset(metaCharset(bytes));
  if (known) return iconv.decode(bytes, known);
  return utf8 ?? iconv.decode(bytes, guess(bytes));
}

/** True when decoded text shows that its bytes were read with the wrong character set. */
export function looksMisread(text: string): boolean {
  if (text.includes('\uFFFD')) return true;
  let latin1 = 0;
  let letters = 0;
  for (const char of text.slice(0, SAMPLE_BYTES)) {
    const code = char.codePointAt(0) ?? 0;
    if (code >= 0x600 && code <= 0x6ff) return false;
    if (code >= 0xa1 && code <= 0xff) latin1 += 1;
    if (code >= 0x41 && code !== 0x5f) letters += 1;
  }
  return latin1 > 3 && latin1 * 3 > letters;
}

/** The text when the bytes are valid UTF-8, else null. */
export function decodeUtf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-8 that lost a few bytes on the way, with marks where they were; null when the bytes are something else. */
function nearlyUtf8(bytes: Buffer): string | null {
  const text = bytes.toString('utf8');
  let lost = 0;
  let wide = 0;
  for (let index = 0; index < Math.min(text.length, SAMPLE_BYTES); index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0xfffd) lost += 1;
    else if (code >= 0x80) wide += 1;
  }
  return wide >= 8 && lost * 10 <= wide ? text : null;
}

/**
 * True when the bytes outside ASCII read as Arabic in windows-1256. French letters stand at the same places in
 * windows-1252 and German ones are rare in a text, so a high share of Arabic letters tells them apart.
 */
export function looksLikeArabic1256(bytes: Buffer): boolean {
  const sample = iconv.decode(bytes.subarray(0, SAMPLE_BYTES), 'windows-1256');
  let arabic = 0;
  let others = 0;
  let ascii = 0;
  for (const char of sample) {
    const code = char.codePointAt(0) ?? 0;
    if (code >= 0x60c && code <= 0x6d2) arabic += 1;
    else if (code >= 0x80 && code !== 0xa0) others += 1;
    else if (/[A-Za-z]/.test(char)) ascii += 1;
  }
  return arabic >= 4 && arabic > others * 3 && arabic * 4 > ascii;
}

function isSevenBitCharset(label: string | null): boolean {
  return label !== null && /^(iso-2022|hz-gb)/i.test(label);
}

function knownCharset(label: string | null): string | null {
  if (!label || REFUSED.test(label.toLowerCase().replace(/[^a-z0-9]/g, ''))) return null;
  if (/^(us-?ascii|utf-?8)$/i.test(label)) return null;
  return iconv.encodingExists(label) ? label : null;
}

function metaCharset(bytes: Buffer): string | null {
  return META_CHARSET.exec(bytes.subarray(0, 4_096).toString('latin1'))?.[1] ?? null;
}

function guess(bytes: Buffer): string {
  const found = chardet.detect(bytes.subarray(0, SAMPLE_BYTES));
  return found && iconv.encodingExists(found) && !/^utf-?8$/i.test(found) ? found : 'windows-1252';
}
