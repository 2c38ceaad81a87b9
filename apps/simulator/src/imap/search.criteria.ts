import type { StoredMail } from '../mail/mail.folder.js';
import { type Token, textOf } from './command.tokens.js';
import { readImapDate } from './imap.format.js';
import { ImapRefusal } from './imap.refusal.js';
import { headerValue, parseMime } from './mime.part.js';
import { isSequenceSet, sequenceSet } from './sequence.set.js';

type Subject = { readonly mail: StoredMail; readonly sequence: number };
type Test = (subject: Subject) => boolean;
type Largest = { readonly sequence: number; readonly uid: number };

const dayMs = 86_400_000;

const flagTests: Readonly<Record<string, readonly [string, boolean]>> = {
  SEEN: ['\\Seen', true],
  UNSEEN: ['\\Seen', false],
  ANSWERED: ['\\Answered', true],
  UNANSWERED: ['\\Answered', false],
  FLAGGED: ['\\Flagged', true],
  UNFLAGGED: ['\\Flagged', false],
  DELETED: ['\\Deleted', true],
  UNDELETED: ['\\Deleted', false],
  DRAFT: ['\\Draft', true],
  UNDRAFT: ['\\Draft', false],
};

/** Reads search criteria into one test; every criterion must hold (RFC 3501 §6.4.4). Throws a BAD refusal. */
export const searchTest = (tokens: readonly Token[], largest: Largest): Test =>
  new Criteria(tokens, largest).all();

class Criteria {
  private at = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly largest: Largest,
  ) {}

  all(): Test {
    const tests: Test[] = [];
    while (this.at < this.tokens.length) tests.push(this.one());
    return (subject) => tests.every((test) => test(subject));
  }

  private one(): Test {
    const token = this.tokens[this.at++];
    if (token?.kind === 'list') return new Criteria(token.items, this.largest).all();
    const key = textOf(token).toUpperCase();
    const flag = flagTests[key];
    if (flag) return ({ mail }) => mail.flags.has(flag[0]) === flag[1];
    if (isSequenceSet(key)) return this.numbered(key);
    return this.keyed(key);
  }

  private numbered(set: string): Test {
    const holds = sequenceSet(set, this.largest.sequence);
    return ({ sequence }) => holds(sequence);
  }

  private keyed(key: string): Test {
    switch (key) {
      case 'ALL':
        return () => true;
      case 'NEW':
      case 'RECENT':
        return () => false;
      case 'OLD':
        return () => true;
      case 'CHARSET':
        this.text();
        return () => true;
      case 'NOT':
        return this.negated();
      case 'OR':
        return this.either();
      case 'UID':
        return this.uid();
      case 'HEADER':
        return this.header(this.text());
      case 'KEYWORD':
        return this.keyword(true);
      case 'UNKEYWORD':
        return this.keyword(false);
      default:
        return this.valued(key);
    }
  }

  private valued(key: string): Test {
    if (['FROM', 'TO', 'CC', 'BCC', 'SUBJECT'].includes(key)) return this.header(key);
    const value = this.text();
    if (key === 'BODY' || key === 'TEXT') return ({ mail }) => contains(mail.raw.toString('latin1'), value);
    if (key === 'LARGER') return ({ mail }) => mail.raw.length > Number(value);
    if (key === 'SMALLER') return ({ mail }) => mail.raw.length < Number(value);
    return dated(key, readImapDate(value));
  }

  private negated(): Test {
    const test = this.one();
    return (subject) => !test(subject);
  }

  private either(): Test {
    const [first, second] = [this.one(), this.one()];
    return (subject) => first(subject) || second(subject);
  }

  private uid(): Test {
    const holds = sequenceSet(this.text(), this.largest.uid);
    return ({ mail }) => holds(mail.uid);
  }

  private keyword(wanted: boolean): Test {
    const word = this.text();
    return ({ mail }) => mail.flags.has(word) === wanted;
  }

  private header(name: string): Test {
    const value = this.text();
    return ({ mail }) => {
      const found = headerValue(parseMime(mail.raw).headers, name);
      return found !== undefined && contains(found, value);
    };
  }

  private text(): string {
    return textOf(this.tokens[this.at++]);
  }
}

const contains = (text: string, part: string): boolean => text.toLowerCase().includes(part.toLowerCase());

/** SINCE, BEFORE and ON look at the day of arrival, their SENT… forms at the Date header. */
const dated = (key: string, day: number): Test => {
  const relation = key.replace(/^SENT/, '');
  if (Number.isNaN(day) || !['SINCE', 'BEFORE', 'ON'].includes(relation)) {
    throw new ImapRefusal('BAD', `SEARCH does not know ${key}`);
  }
  const timeOf = ({ mail }: Subject) =>
    key.startsWith('SENT')
      ? Date.parse(headerValue(parseMime(mail.raw).headers, 'date') ?? '')
      : mail.internalDate;
  return (subject) => {
    const at = timeOf(subject);
    if (relation === 'SINCE') return at >= day;
    return relation === 'BEFORE' ? at < day : at >= day && at < day + dayMs;
  };
};
