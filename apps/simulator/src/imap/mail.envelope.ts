import addressparser from 'nodemailer/lib/addressparser';
import { nstring } from './imap.format.js';
import { headerValue, type MimePart } from './mime.part.js';

/** The ENVELOPE of a mail (RFC 3501 §7.4.2). Encoded words are left as they are. */
export const envelopeOf = ({ headers }: Pick<MimePart, 'headers'>): string => {
  const text = (name: string) => nstring(headerValue(headers, name));
  const from = addressList(headerValue(headers, 'from'));
  const people = (name: string) => addressList(headerValue(headers, name));
  const orFrom = (list: string) => (list === 'NIL' ? from : list);
  return `(${[
    text('date'),
    text('subject'),
    from,
    orFrom(people('sender')),
    orFrom(people('reply-to')),
    people('to'),
    people('cc'),
    people('bcc'),
    text('in-reply-to'),
    text('message-id'),
  ].join(' ')})`;
};

const addressList = (header: string | undefined): string => {
  const found = header === undefined ? [] : addressparser(header, { flatten: true });
  const shown = found.filter((each) => each.address !== '').map((each) => person(each.name, each.address));
  return shown.length === 0 ? 'NIL' : `(${shown.join('')})`;
};

const person = (name: string, address: string): string => {
  const at = address.lastIndexOf('@');
  const [mailbox, host] = at < 0 ? [address, ''] : [address.slice(0, at), address.slice(at + 1)];
  return `(${nstring(name === '' ? null : name)} NIL ${nstring(mailbox)} ${nstring(host)})`;
};
