import type { StoredMail } from '../mail/mail.folder.js';
import { type Token, textOf } from './command.tokens.js';
import { fetchItem, fetchItems, marksSeen } from './fetch.items.js';
import { folderNamed } from './folder.commands.js';
import { copyUid, type FolderView } from './folder.view.js';
import type { Piece } from './imap.format.js';
import { ImapRefusal } from './imap.refusal.js';
import type { CommandHandler, ImapSession } from './imap.session.js';
import { searchTest } from './search.criteria.js';
import { sequenceSet } from './sequence.set.js';

type Entry = { readonly mail: StoredMail; readonly sequence: number };

const fetch =
  (byUid: boolean): CommandHandler =>
  (session, args) => {
    const view = session.requireView();
    const asked = fetchItems(args[1]);
    const items = byUid && !asked.some((item) => item.toUpperCase() === 'UID') ? ['UID', ...asked] : asked;
    for (const entry of view.pick(textOf(args[0]), byUid)) {
      if (marksSeen(items) && !view.readOnly) addFlags(view, entry.mail, ['\\Seen']);
      if (!sendEntry(session, entry, items)) break;
    }
    return 'FETCH completed';
  };

/** False when a fault has cut the connection in the middle of the answer. */
const sendEntry = (session: ImapSession, { mail, sequence }: Entry, items: readonly string[]): boolean => {
  const answers = items.map((item) => fetchItem(mail, item));
  const separated = answers.flatMap((answer, index): readonly Piece[] =>
    index === 0 ? answer : [' ', ...answer],
  );
  const pieces: readonly Piece[] = [`* ${sequence} FETCH (`, ...separated, ')\r\n'];
  const hasBody = items.some((item) => /^(BODY(\.PEEK)?\[|RFC822$)/i.test(item));
  if (hasBody && session.parts.faults.take(['drop-mid-fetch'])) {
    const whole = Buffer.concat(
      pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece)),
    );
    session.write(whole.subarray(0, Math.floor(whole.length / 2)));
    session.cut();
    return false;
  }
  session.write(...pieces);
  return true;
};

const store =
  (byUid: boolean): CommandHandler =>
  (session, args) => {
    const view = writable(session);
    const how = textOf(args[1]).toUpperCase();
    const flags = args
      .slice(2)
      .flatMap((arg: Token) => (arg.kind === 'list' ? arg.items.map(textOf) : [arg.text]));
    for (const { mail, sequence } of view.pick(textOf(args[0]), byUid)) {
      view.folder.setFlags(mail, changedFlags(mail, how, flags));
      view.noteFlags(mail);
      if (how.endsWith('.SILENT')) continue;
      const uid = byUid ? `UID ${mail.uid} ` : '';
      session.line(`* ${sequence} FETCH (${uid}FLAGS (${[...mail.flags].join(' ')}))`);
    }
    return 'STORE completed';
  };

const changedFlags = (mail: StoredMail, how: string, flags: readonly string[]): readonly string[] => {
  if (how.startsWith('+')) return [...new Set([...mail.flags, ...flags])];
  if (how.startsWith('-')) return [...mail.flags].filter((flag) => !flags.includes(flag));
  return flags;
};

const search =
  (byUid: boolean): CommandHandler =>
  (session, args) => {
    const view = session.requireView();
    const test = searchTest(args, view.largest);
    const found = view.entries().filter(test);
    session.line(['* SEARCH', ...found.map(({ mail, sequence }) => (byUid ? mail.uid : sequence))].join(' '));
    return 'SEARCH completed';
  };

const copy =
  (byUid: boolean, move: boolean): CommandHandler =>
  (session, args) => {
    const view = move ? writable(session) : session.requireView();
    const target = folderNamed(session, args[1]);
    const picked = view.pick(textOf(args[0]), byUid).map(({ mail }) => mail);
    const copies = picked.map((mail) => target.append(mail.raw, mail.internalDate, [...mail.flags]));
    const code = copyUid(target.uidValidity, uidsOf(picked), uidsOf(copies));
    if (!move) return `${code}COPY completed`;
    session.line(`* OK ${code}Moved`);
    view.folder.remove(new Set(uidsOf(picked)));
    session.tellChanges(true);
    return 'MOVE completed';
  };

const uidsOf = (mails: readonly StoredMail[]): readonly number[] => mails.map((mail) => mail.uid);

/** Removes what is flagged \Deleted; UID EXPUNGE only within a set (RFC 4315 §2.1). */
const expunge = (session: ImapSession, set?: string): string => {
  const view = writable(session);
  const holds = set === undefined ? () => true : sequenceSet(set, view.largest.uid);
  const deleted = view.entries().filter(({ mail }) => mail.flags.has('\\Deleted') && holds(mail.uid));
  view.folder.remove(new Set(deleted.map(({ mail }) => mail.uid)));
  session.tellChanges(true);
  return 'EXPUNGE completed';
};

const writable = (session: ImapSession): FolderView => {
  const view = session.requireView();
  if (view.readOnly) throw new ImapRefusal('NO', 'the mailbox is open read-only');
  return view;
};

const addFlags = (view: FolderView, mail: StoredMail, flags: readonly string[]): void => {
  if (flags.every((flag) => mail.flags.has(flag))) return;
  view.folder.setFlags(mail, [...mail.flags, ...flags]);
};

/** Commands about the mails of the selected folder. */
export const messageCommands: Readonly<Record<string, CommandHandler>> = {
  FETCH: fetch(false),
  'UID FETCH': fetch(true),
  STORE: store(false),
  'UID STORE': store(true),
  SEARCH: search(false),
  'UID SEARCH': search(true),
  COPY: copy(false, false),
  'UID COPY': copy(true, false),
  MOVE: copy(false, true),
  'UID MOVE': copy(true, true),
  EXPUNGE: (session) => expunge(session),
  'UID EXPUNGE': (session, args) => expunge(session, textOf(args[0])),
  CLOSE: (session) => {
    const view = session.requireView();
    const deleted = view.entries().filter(({ mail }) => mail.flags.has('\\Deleted'));
    session.leaveFolder();
    if (!view.readOnly) view.folder.remove(new Set(deleted.map(({ mail }) => mail.uid)));
    return 'CLOSE completed';
  },
};
