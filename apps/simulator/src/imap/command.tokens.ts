import { ImapRefusal } from './imap.refusal.js';

/** One argument of a command. Text is binary: one character per byte. */
export type Token =
  | { readonly kind: 'atom'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly Token[] };

export type ImapCommand = { readonly tag: string; readonly name: string; readonly args: readonly Token[] };

/** Reads a whole command: tag, name (upper case, "UID FETCH" as one), arguments. Throws a BAD refusal. */
export const parseCommand = (text: string): ImapCommand => {
  const [tag, name, ...args] = new Tokens(text).all();
  if (tag?.kind !== 'atom' || name?.kind !== 'atom')
    throw new ImapRefusal('BAD', 'a command is a tag and a name');
  const upper = name.text.toUpperCase();
  const second = args[0];
  if (upper !== 'UID' || second?.kind !== 'atom') return { tag: tag.text, name: upper, args };
  return { tag: tag.text, name: `UID ${second.text.toUpperCase()}`, args: args.slice(1) };
};

/** The text of an argument that must be one; throws a BAD refusal when it is missing or a list. */
export const textOf = (token: Token | undefined): string => {
  if (token === undefined || token.kind === 'list') throw new ImapRefusal('BAD', 'an argument is missing');
  return token.text;
};

/** Binary text as the UTF-8 it stands for. */
export const utf8 = (binary: string): string => Buffer.from(binary, 'latin1').toString('utf8');

class Tokens {
  private at = 0;

  constructor(private readonly text: string) {}

  all(): readonly Token[] {
    return this.until(null);
  }

  private until(end: ')' | null): readonly Token[] {
    const found: Token[] = [];
    for (;;) {
      while (this.text[this.at] === ' ') this.at += 1;
      const character = this.text[this.at];
      if (character === undefined || character === end) break;
      found.push(this.next(character));
    }
    if (end !== null && this.text[this.at] !== end) throw new ImapRefusal('BAD', 'a list is not closed');
    this.at += 1;
    return found;
  }

  private next(character: string): Token {
    if (character === '(') {
      this.at += 1;
      return { kind: 'list', items: this.until(')') };
    }
    if (character === '"') return { kind: 'string', text: this.quoted() };
    if (character === '{') return { kind: 'string', text: this.literal() };
    return { kind: 'atom', text: this.atom() };
  }

  private quoted(): string {
    const match = /"((?:[^"\\]|\\.)*)"/sy;
    match.lastIndex = this.at;
    const found = match.exec(this.text);
    if (!found) throw new ImapRefusal('BAD', 'a quoted string is not closed');
    this.at = match.lastIndex;
    return (found[1] ?? '').replace(/\\(.)/gs, '$1');
  }

  private literal(): string {
    const match = /\{(\d+)\+?\}\r\n/y;
    match.lastIndex = this.at;
    const found = match.exec(this.text);
    if (!found) throw new ImapRefusal('BAD', 'a literal is malformed');
    const start = match.lastIndex;
    this.at = start + Number(found[1]);
    return this.text.slice(start, this.at);
  }

  /** An atom reaches to the next blank or parenthesis; within square brackets it may hold both. */
  private atom(): string {
    const match = /(?:[^\s()"{[\]]+|\[[^\]]*\]|[\]{])+/y;
    match.lastIndex = this.at;
    const found = match.exec(this.text);
    if (!found) throw new ImapRefusal('BAD', 'an argument is malformed');
    this.at = match.lastIndex;
    return found[0];
  }
}
