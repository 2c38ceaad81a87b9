import type { StoredMail } from '../mail/mail.folder.js';
import { bodyStructure } from './body.structure.js';
import { sectionOf } from './body.section.js';
import type { Token } from './command.tokens.js';
import { internalDate, literal, type Piece } from './imap.format.js';
import { ImapRefusal } from './imap.refusal.js';
import { envelopeOf } from './mail.envelope.js';
import { parseMime } from './mime.part.js';

const macros: Readonly<Record<string, readonly string[]>> = {
  ALL: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE'],
  FAST: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE'],
  FULL: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE', 'BODY'],
};

const bodyItem = /^(BODY(?:\.PEEK)?)\[([^\]]*)\](?:<(\d+)(?:\.(\d+))?>)?$/i;

/** The items of a FETCH command, macros spelt out. */
export const fetchItems = (token: Token | undefined): readonly string[] => {
  if (token === undefined) throw new ImapRefusal('BAD', 'FETCH needs items');
  const names = (token.kind === 'list' ? token.items : [token]).flatMap((each) =>
    each.kind === 'list' ? [] : [each.text],
  );
  return names.flatMap((name) => macros[name.toUpperCase()] ?? [name]);
};

/** True when fetching these items marks the mail as seen. */
export const marksSeen = (items: readonly string[]): boolean =>
  items.some((item) => /^BODY\[/i.test(item) || /^RFC822(\.TEXT)?$/i.test(item));

/** The answer to one item for one mail: its name and its value. */
export const fetchItem = (mail: StoredMail, item: string): readonly Piece[] => {
  const section = bodyItem.exec(item);
  if (section) return bodySection(mail, section);
  switch (item.toUpperCase()) {
    case 'UID':
      return [`UID ${mail.uid}`];
    case 'FLAGS':
      return [`FLAGS (${[...mail.flags].join(' ')})`];
    case 'INTERNALDATE':
      return [`INTERNALDATE ${internalDate(mail.internalDate)}`];
    case 'RFC822.SIZE':
      return [`RFC822.SIZE ${mail.raw.length}`];
    case 'ENVELOPE':
      return [`ENVELOPE ${envelopeOf(parseMime(mail.raw))}`];
    case 'BODYSTRUCTURE':
      return [`BODYSTRUCTURE ${bodyStructure(parseMime(mail.raw))}`];
    case 'BODY':
      return [`BODY ${bodyStructure(parseMime(mail.raw), false)}`];
    case 'RFC822':
      return ['RFC822 ', ...literal(mail.raw)];
    case 'RFC822.HEADER':
      return ['RFC822.HEADER ', ...literal(parseMime(mail.raw).header)];
    case 'RFC822.TEXT':
      return ['RFC822.TEXT ', ...literal(parseMime(mail.raw).body)];
    default:
      throw new ImapRefusal('BAD', `FETCH does not know ${item}`);
  }
};

const bodySection = (
  mail: StoredMail,
  [, , section = '', from, length]: RegExpExecArray,
): readonly Piece[] => {
  const bytes = sectionOf(mail.raw, section);
  const name = `BODY[${section}]${from === undefined ? '' : `<${from}>`} `;
  if (bytes === null) return [`${name}NIL`];
  const start = Number(from ?? 0);
  const end = length === undefined ? bytes.length : start + Number(length);
  return [name, ...literal(bytes.subarray(start, end))];
};
