type Header = { readonly name: string; readonly value: string; readonly text: string };

/** One part of a mail, by the places of its bytes. Header values are unfolded binary text. */
export type MimePart = {
  readonly header: Buffer;
  readonly body: Buffer;
  readonly headers: readonly Header[];
  readonly type: string;
  readonly subtype: string;
  readonly params: readonly (readonly [string, string])[];
  readonly parts: readonly MimePart[];
};

const deepest = 50;

/** Takes a mail apart as far as IMAP needs it: headers, parts, their bytes (RFC 2045, RFC 2046). */
export const parseMime = (bytes: Buffer, depth = 0): MimePart => {
  const split = bodyStart(bytes);
  const header = bytes.subarray(0, split);
  const body = bytes.subarray(split);
  const headers = headerLines(header);
  const { value, params } = parameterised(headerValue(headers, 'content-type') ?? 'text/plain');
  const [type = 'text', subtype = 'plain'] = value.toLowerCase().split('/');
  const boundary = params.find(([name]) => name === 'boundary')?.[1];
  const isMultipart = type === 'multipart' && boundary !== undefined && depth < deepest;
  const parts = isMultipart ? pieces(body, boundary).map((piece) => parseMime(piece, depth + 1)) : [];
  return { header, body, headers, type, subtype, params, parts };
};

export const headerValue = (headers: readonly Header[], name: string): string | undefined =>
  headers.find((each) => each.name === name.toLowerCase())?.value;

/** `text/plain; charset=utf-8` as its value and parameters (names in lower case). */
export const parameterised = (text: string) => {
  const [value = '', ...rest] = text.match(/(?:"(?:[^"\\]|\\.)*"|[^;"]|")+/g) ?? [''];
  const params = rest.flatMap((part): [string, string][] => {
    const [name, given] = [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)];
    if (!part.includes('=')) return [];
    return [[name.trim().toLowerCase(), given.trim().replace(/^"(.*)"$/s, '$1')]];
  });
  return { value: value.trim(), params };
};

/** Where the body starts: after the first empty line, or at the end when there is none. */
const bodyStart = (bytes: Buffer): number => {
  if (bytes[0] === 10) return 1;
  if (bytes[0] === 13 && bytes[1] === 10) return 2;
  const ends = [bytes.indexOf('\r\n\r\n') + 4, bytes.indexOf('\n\n') + 2];
  const found = [ends[0] === 3 ? Infinity : ends[0], ends[1] === 1 ? Infinity : ends[1]];
  return Math.min(bytes.length, ...found.map((end) => end ?? Infinity));
};

const headerLines = (header: Buffer): readonly Header[] => {
  const lines = header.toString('latin1').match(/[^\r\n]+(\r?\n[ \t][^\r\n]*)*(\r?\n|$)/g) ?? [];
  return lines.flatMap((text) => {
    const colon = text.indexOf(':');
    if (colon < 1) return [];
    const value = text
      .slice(colon + 1)
      .replace(/\r?\n(?=[ \t])/g, '')
      .trim();
    return [{ name: text.slice(0, colon).trim().toLowerCase(), value, text }];
  });
};

/** The bytes between the boundary lines, each without the line end that belongs to the boundary. */
const pieces = (body: Buffer, boundary: string): readonly Buffer[] => {
  const marks = boundaryMarks(body, `--${boundary}`);
  return marks.slice(0, -1).map((mark, index) => {
    const next = marks[index + 1]?.start ?? body.length;
    return body.subarray(Math.min(mark.end, next), next);
  });
};

const boundaryMarks = (body: Buffer, delimiter: string) => {
  const marks: { start: number; end: number }[] = [];
  for (let at = body.indexOf(delimiter); at >= 0; at = body.indexOf(delimiter, at + delimiter.length)) {
    const atLineStart = at === 0 || body[at - 1] === 10;
    if (!atLineStart) continue;
    const lineEnd = body.indexOf(10, at);
    const start = at >= 2 && body[at - 2] === 13 ? at - 2 : Math.max(0, at - 1);
    marks.push({ start, end: lineEnd < 0 ? body.length : lineEnd + 1 });
    if (body.toString('latin1', at + delimiter.length, at + delimiter.length + 2) === '--') return marks;
  }
  return marks.length > 0 ? [...marks, { start: body.length, end: body.length }] : marks;
};
