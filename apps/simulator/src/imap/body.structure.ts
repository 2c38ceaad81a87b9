import { nstring } from './imap.format.js';
import { envelopeOf } from './mail.envelope.js';
import { headerValue, type MimePart, parameterised, parseMime } from './mime.part.js';

/** BODYSTRUCTURE of a part; without its extension data when `extended` is false (RFC 3501 §7.4.2). */
export const bodyStructure = (part: MimePart, extended = true): string => {
  const fields = part.parts.length > 0 ? multipart(part, extended) : single(part, extended);
  return `(${fields.join(' ')})`;
};

const multipart = (part: MimePart, extended: boolean): readonly string[] => [
  part.parts.map((each) => bodyStructure(each, extended)).join(''),
  nstring(part.subtype.toUpperCase()),
  ...(extended ? [params(part.params), disposition(part), language(part), 'NIL'] : []),
];

const single = (part: MimePart, extended: boolean): readonly string[] => [
  nstring(part.type.toUpperCase()),
  nstring(part.subtype.toUpperCase()),
  params(part.params),
  nstring(headerValue(part.headers, 'content-id')),
  nstring(headerValue(part.headers, 'content-description')),
  nstring((headerValue(part.headers, 'content-transfer-encoding') ?? '7BIT').toUpperCase()),
  String(part.body.length),
  ...(isMessage(part) ? nested(part, extended) : []),
  ...(part.type === 'text' ? [String(lines(part.body))] : []),
  ...(extended ? ['NIL', disposition(part), language(part), 'NIL'] : []),
];

const isMessage = (part: MimePart): boolean => part.type === 'message' && part.subtype === 'rfc822';

const nested = (part: MimePart, extended: boolean): readonly string[] => {
  const inner = parseMime(part.body);
  return [envelopeOf(inner), bodyStructure(inner, extended), String(lines(part.body))];
};

const params = (list: MimePart['params']): string =>
  list.length === 0
    ? 'NIL'
    : `(${list.map(([name, value]) => `${nstring(name.toUpperCase())} ${nstring(value)}`).join(' ')})`;

const disposition = (part: MimePart): string => {
  const header = headerValue(part.headers, 'content-disposition');
  if (header === undefined) return 'NIL';
  const { value, params: given } = parameterised(header);
  return `(${nstring(value.toUpperCase())} ${params(given)})`;
};

const language = (part: MimePart): string => nstring(headerValue(part.headers, 'content-language'));

const lines = (body: Buffer): number => body.toString('latin1').split('\n').length - 1;
