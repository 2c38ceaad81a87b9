import { type MimePart, parseMime } from './mime.part.js';

/**
 * The bytes of a section of a mail: `""`, `HEADER`, `HEADER.FIELDS (…)`, `TEXT`, `1.2`, `1.2.MIME`, `2.HEADER`.
 * Null when the mail has no such part (RFC 3501 §6.4.5).
 */
export const sectionOf = (raw: Buffer, section: string): Buffer | null => {
  if (section === '') return raw;
  const numbers = /^[\d.]*/.exec(section)?.[0].replace(/\.$/, '') ?? '';
  const wanted = section.slice(numbers.length).replace(/^\./, '');
  const part = descend(parseMime(raw), numbers);
  if (!part) return null;
  if (wanted === '') return part.body;
  if (wanted.toUpperCase() === 'MIME') return part.header;
  const message = numbers === '' ? part : parseMime(part.body);
  return messageSection(message, wanted);
};

const messageSection = (message: MimePart, wanted: string): Buffer | null => {
  const upper = wanted.toUpperCase();
  if (upper === 'HEADER') return message.header;
  if (upper === 'TEXT') return message.body;
  const fields = /^HEADER\.FIELDS(\.NOT)?\s*\(([^)]*)\)$/i.exec(wanted);
  return fields ? headerFields(message, namesIn(fields[2] ?? ''), fields[1] === undefined) : null;
};

const namesIn = (list: string): readonly string[] =>
  (list.match(/"[^"]*"|\S+/g) ?? []).map((name) => name.replaceAll('"', '').toLowerCase());

const headerFields = (message: MimePart, names: readonly string[], included: boolean): Buffer => {
  const kept = message.headers.filter((header) => names.includes(header.name) === included);
  return Buffer.from(`${kept.map((header) => header.text).join('')}\r\n`, 'latin1');
};

/** Part 1 of a mail without parts is the mail's own body. */
const descend = (part: MimePart, numbers: string): MimePart | undefined =>
  numbers.split('.').reduce<MimePart | undefined>((current, number) => {
    if (number === '' || !current) return current;
    const inner = current.type === 'message' ? parseMime(current.body) : current;
    if (inner.parts.length > 0) return inner.parts[Number(number) - 1];
    return number === '1' ? inner : undefined;
  }, part);
