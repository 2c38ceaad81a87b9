import { textOf, utf8 } from './command.tokens.js';
import { ImapRefusal } from './imap.refusal.js';
import type { CommandHandler, ImapSession } from './imap.session.js';

/** What this server can do; the list a client decides by. */
export const capabilities =
  'IMAP4rev1 LITERAL+ SASL-IR AUTH=PLAIN ID ENABLE IDLE NAMESPACE UIDPLUS MOVE UNSELECT CHILDREN SPECIAL-USE';

const signIn = (session: ImapSession, user: string, password: string): string => {
  const isBroken = session.parts.faults.take(['imap-login-fails']) !== undefined;
  const box = isBroken ? undefined : session.parts.office.signIn(user, password);
  if (!box) throw new ImapRefusal('NO', '[AUTHENTICATIONFAILED] Invalid credentials');
  session.box = box;
  return `[CAPABILITY ${capabilities}] Signed in`;
};

const login: CommandHandler = (session, args) =>
  signIn(session, utf8(textOf(args[0])), utf8(textOf(args[1])));

/** SASL PLAIN (RFC 4616), with or without the initial response of RFC 4959. */
const authenticate: CommandHandler = async (session, args) => {
  if (textOf(args[0]).toUpperCase() !== 'PLAIN') throw new ImapRefusal('NO', 'only PLAIN is known here');
  const response = args[1] ? textOf(args[1]) : await session.ask('');
  const [, user = '', password = ''] = Buffer.from(response, 'base64').toString('utf8').split('\0');
  return signIn(session, user, password);
};

/** Waits for DONE and tells what happens meanwhile (RFC 2177), unless a fault makes the line go silent. */
const idle: CommandHandler = async (session) => {
  const silent = session.parts.faults.take(['silent-idle']) !== undefined;
  const done = session.ask('idling');
  if (!silent) session.push(true);
  const line = await done;
  session.push(false);
  if (line.trim().toUpperCase() !== 'DONE') throw new ImapRefusal('BAD', 'IDLE ends with DONE');
  return 'IDLE terminated';
};

/** Commands about the connection itself. */
export const accessCommands: Readonly<Record<string, CommandHandler>> = {
  CAPABILITY: (session) => {
    session.line(`* CAPABILITY ${capabilities}`);
    return 'CAPABILITY completed';
  },
  NOOP: () => 'NOOP completed',
  CHECK: () => 'CHECK completed',
  ID: (session) => {
    session.line('* ID ("name" "Sila simulator")');
    return 'ID completed';
  },
  ENABLE: (session) => {
    session.line('* ENABLED');
    return 'ENABLE completed';
  },
  LOGOUT: (session) => {
    session.line('* BYE Goodbye');
    return 'LOGOUT completed';
  },
  LOGIN: login,
  AUTHENTICATE: authenticate,
  IDLE: idle,
};
