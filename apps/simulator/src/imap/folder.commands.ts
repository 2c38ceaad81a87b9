import type { MailFolder } from '../mail/mail.folder.js';
import { type Token, textOf } from './command.tokens.js';
import { quotedOrLiteral, readImapDate } from './imap.format.js';
import { ImapRefusal } from './imap.refusal.js';
import type { CommandHandler, ImapSession } from './imap.session.js';

const flagsLine = '\\Answered \\Flagged \\Deleted \\Seen \\Draft';

/** The folder of this name; throws NO with [TRYCREATE] when there is none. */
export const folderNamed = (session: ImapSession, token: Token | undefined): MailFolder => {
  const folder = session.requireBox().folder(textOf(token));
  if (!folder) throw new ImapRefusal('NO', '[TRYCREATE] No such mailbox');
  return folder;
};

const open =
  (readOnly: boolean): CommandHandler =>
  (session, args) => {
    session.leaveFolder();
    const folder = folderNamed(session, args[0]);
    const view = session.select(folder, readOnly);
    const unseen = view.entries().find(({ mail }) => !mail.flags.has('\\Seen'));
    session.line(`* FLAGS (${flagsLine})`);
    session.line(`* ${view.size} EXISTS`);
    session.line('* 0 RECENT');
    if (unseen) session.line(`* OK [UNSEEN ${unseen.sequence}] First unseen`);
    session.line(`* OK [PERMANENTFLAGS (${readOnly ? '' : `${flagsLine} \\*`})] Flags`);
    session.line(`* OK [UIDVALIDITY ${folder.uidValidity}] UIDs valid`);
    session.line(`* OK [UIDNEXT ${folder.uidNext}] Predicted next UID`);
    return readOnly ? '[READ-ONLY] EXAMINE completed' : '[READ-WRITE] SELECT completed';
  };

/** `*` matches anything, `%` anything within one level (RFC 3501 §6.3.8). */
const pattern = (reference: string, mailbox: string): RegExp => {
  const text = (reference + mailbox).replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${text.replaceAll('*', '.*').replaceAll('%', '[^/]*')}$`, 'i');
};

const list =
  (answer: 'LIST' | 'LSUB'): CommandHandler =>
  (session, args) => {
    const [reference, mailbox] = args.filter((arg) => arg.kind !== 'list').map(textOf);
    if (mailbox === '') {
      session.line(`* ${answer} (\\Noselect) "/" ""`);
      return `${answer} completed`;
    }
    const wanted = pattern(reference ?? '', mailbox ?? '*');
    session
      .requireBox()
      .all()
      .filter((folder) => wanted.test(folder.name))
      .forEach((folder) => {
        const use = folder.specialUse === null ? '' : ` ${folder.specialUse}`;
        session.line(`* ${answer} (\\HasNoChildren${use}) "/" ${quotedOrLiteral(folder.name)}`);
      });
    return `${answer} completed`;
  };

const statusItems: Readonly<Record<string, (folder: MailFolder) => number>> = {
  MESSAGES: (folder) => folder.all().length,
  RECENT: () => 0,
  UIDNEXT: (folder) => folder.uidNext,
  UIDVALIDITY: (folder) => folder.uidValidity,
  UNSEEN: (folder) => folder.all().filter((mail) => !mail.flags.has('\\Seen')).length,
};

const status: CommandHandler = (session, args) => {
  const folder = folderNamed(session, args[0]);
  const wanted = args[1]?.kind === 'list' ? args[1].items.map((item) => textOf(item).toUpperCase()) : [];
  const values = wanted.flatMap((name) =>
    statusItems[name] ? [`${name} ${statusItems[name](folder)}`] : [],
  );
  session.line(`* STATUS ${quotedOrLiteral(folder.name)} (${values.join(' ')})`);
  return 'STATUS completed';
};

/** APPEND mailbox [(flags)] [date] literal; answers with the new UID (RFC 4315). */
const append: CommandHandler = (session, args) => {
  const folder = folderNamed(session, args[0]);
  const content = args.at(-1);
  if (args.length < 2 || content?.kind !== 'string') throw new ImapRefusal('BAD', 'APPEND needs a literal');
  const between = args.slice(1, -1);
  const flags = between.flatMap((arg) => (arg.kind === 'list' ? arg.items.map(textOf) : []));
  const dates = between.flatMap((arg) => (arg.kind === 'string' ? [readImapDate(arg.text)] : []));
  const date = dates.find((at) => !Number.isNaN(at)) ?? session.parts.now();
  const mail = folder.append(Buffer.from(content.text, 'latin1'), date, flags);
  return `[APPENDUID ${folder.uidValidity} ${mail.uid}] APPEND completed`;
};

/** Commands about folders as a whole. */
export const folderCommands: Readonly<Record<string, CommandHandler>> = {
  SELECT: open(false),
  EXAMINE: open(true),
  LIST: list('LIST'),
  LSUB: list('LSUB'),
  STATUS: status,
  APPEND: append,
  NAMESPACE: (session) => {
    session.line('* NAMESPACE (("" "/")) NIL NIL');
    return 'NAMESPACE completed';
  },
  CREATE: (session, args) => {
    session.requireBox().create(textOf(args[0]));
    return 'CREATE completed';
  },
  DELETE: (session, args) => {
    if (!session.requireBox().delete(textOf(args[0]))) throw new ImapRefusal('NO', 'No such mailbox');
    return 'DELETE completed';
  },
  SUBSCRIBE: () => 'SUBSCRIBE completed',
  UNSUBSCRIBE: () => 'UNSUBSCRIBE completed',
  UNSELECT: (session) => {
    session.leaveFolder();
    return 'UNSELECT completed';
  },
};
