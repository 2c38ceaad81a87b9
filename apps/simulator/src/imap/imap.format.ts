/** What makes up an answer: text (one character per byte) and raw bytes. */
export type Piece = string | Buffer;

/** A string that may be NIL; quoted where possible, a literal otherwise (RFC 3501 §4.3). */
export const nstring = (value: string | undefined | null): string =>
  typeof value === 'string' ? quotedOrLiteral(value) : 'NIL';

export const quotedOrLiteral = (value: string): string => {
  const isPlain = /^[\x20-\x7e]*$/.test(value) && value.length < 500;
  return isPlain ? `"${value.replace(/(["\\])/g, '\\$1')}"` : `{${value.length}}\r\n${value}`;
};

export const literal = (bytes: Buffer): readonly Piece[] => [`{${bytes.length}}\r\n`, bytes];

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `"23-Nov-2026 08:15:00 +0000"` */
export const internalDate = (at: number): string => {
  const date = new Date(at);
  const day = String(date.getUTCDate()).padStart(2, ' ');
  return `"${day}-${months[date.getUTCMonth()]}-${date.getUTCFullYear()} ${date.toISOString().slice(11, 19)} +0000"`;
};

/** Reads `23-Nov-2026` or `23-Nov-2026 08:15:00 +0300` into milliseconds; NaN when it is neither. */
export const readImapDate = (text: string): number => {
  const found = /^\s*(\d{1,2})-(\w{3})-(\d{4})(?:\s+(\d\d:\d\d:\d\d)\s+([+-]\d\d)(\d\d))?$/.exec(text);
  const month = months.findIndex((name) => name.toLowerCase() === found?.[2]?.toLowerCase());
  if (!found || month < 0) return Number.NaN;
  const [, day = '', , year = '', time = '00:00:00', hours = '+00', minutes = '00'] = found;
  const civil = `${year}-${String(month + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return Date.parse(`${civil}T${time}${hours}:${minutes}`);
};
