import type { Socket } from 'node:net';
import type { TargetFaults } from '../core/faults.board.js';
import type { MailBox } from '../mail/mail.box.js';
import type { MailFolder } from '../mail/mail.folder.js';
import type { PostOffice } from '../mail/post.office.js';
import { accessCommands } from './access.commands.js';
import { CommandReader } from './command.reader.js';
import { type ImapCommand, parseCommand, type Token } from './command.tokens.js';
import { folderCommands } from './folder.commands.js';
import { FolderView } from './folder.view.js';
import type { Piece } from './imap.format.js';
import { ImapRefusal } from './imap.refusal.js';
import { messageCommands } from './message.commands.js';

/** Runs a command and returns what follows OK in its tagged answer. Throws an ImapRefusal for NO and BAD. */
export type CommandHandler = (session: ImapSession, args: readonly Token[]) => string | Promise<string>;

export type SessionParts = {
  readonly office: PostOffice;
  readonly faults: TargetFaults;
  readonly now: () => number;
};

const handlers: Readonly<Record<string, CommandHandler>> = {
  ...accessCommands,
  ...folderCommands,
  ...messageCommands,
};

const withoutSignIn = new Set(['CAPABILITY', 'NOOP', 'LOGOUT', 'ID', 'LOGIN', 'AUTHENTICATE']);
/** While these run, sequence numbers must not move (RFC 3501 §7.4.1). */
const sequenceHolding = new Set(['FETCH', 'STORE', 'SEARCH']);

/** One client's connection: who it is, what it has selected, and its commands one after the other. */
export class ImapSession {
  box: MailBox | null = null;
  view: FolderView | null = null;
  private unlisten: readonly (() => void)[] = [];
  private queue: Promise<void> = Promise.resolve();
  private awaitedLine: ((line: string) => void) | null = null;
  private pushing = false;

  constructor(
    private readonly socket: Socket,
    readonly parts: SessionParts,
  ) {
    const reader = new CommandReader({
      onCommand: (text) => this.receive(text),
      onLiteral: () => this.write('+ Ready for literal data\r\n'),
      onOverflow: () => this.bye('Command too long'),
    });
    socket.on('data', (chunk: Buffer) => reader.push(chunk));
    socket.on('error', () => undefined);
    socket.once('close', () => this.leaveFolder());
  }

  write(...pieces: readonly Piece[]): void {
    if (this.socket.destroyed) return;
    this.socket.cork();
    pieces.forEach((piece) =>
      this.socket.write(typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece),
    );
    this.socket.uncork();
  }

  line(text: string): void {
    this.write(`${text}\r\n`);
  }

  bye(reason: string): void {
    this.line(`* BYE ${reason}`);
    this.socket.end();
  }

  cut(): void {
    this.socket.destroy();
  }

  /** Asks the client for one more line: the answer to an AUTHENTICATE challenge, or the DONE of an IDLE. */
  ask(prompt: string): Promise<string> {
    this.line(`+ ${prompt}`);
    return new Promise((resolve) => {
      this.awaitedLine = resolve;
    });
  }

  /** Opens a folder; what happens to it is heard from now on. */
  select(folder: MailFolder, readOnly: boolean): FolderView {
    this.leaveFolder();
    this.view = new FolderView(folder, readOnly);
    this.unlisten = [
      folder.listen('change', () => this.pushing && this.tellChanges(true)),
      folder.listen('renumbered', () => this.bye('Mailbox was rebuilt, select it again')),
    ];
    return this.view;
  }

  leaveFolder(): void {
    this.unlisten.forEach((stop) => stop());
    this.unlisten = [];
    this.view = null;
  }

  /** Switches the pushes of IDLE. */
  push(on: boolean): void {
    this.pushing = on;
    if (on) this.tellChanges(true);
  }

  tellChanges(mayExpunge: boolean): void {
    this.view?.changes(mayExpunge).forEach((text) => this.line(text));
  }

  requireBox(): MailBox {
    if (!this.box) throw new ImapRefusal('BAD', 'sign in first');
    return this.box;
  }

  requireView(): FolderView {
    if (!this.view) throw new ImapRefusal('BAD', 'select a mailbox first');
    return this.view;
  }

  private receive(text: string): void {
    const awaited = this.awaitedLine;
    if (awaited) {
      this.awaitedLine = null;
      awaited(text);
      return;
    }
    this.queue = this.queue.then(() => this.answer(text)).catch(() => this.cut());
  }

  private async answer(text: string): Promise<void> {
    if (text.trim() === '') return;
    const tag = text.split(' ', 1)[0] ?? '*';
    try {
      const command = parseCommand(text);
      const said = await this.run(command);
      this.tellChanges(!sequenceHolding.has(command.name));
      this.line(`${tag} OK ${said}`);
      if (command.name === 'LOGOUT') this.socket.end();
    } catch (error) {
      if (!(error instanceof ImapRefusal)) throw error;
      this.line(`${tag} ${error.verdict} ${error.message}`);
    }
  }

  private async run(command: ImapCommand): Promise<string> {
    const handler = handlers[command.name];
    if (!handler) throw new ImapRefusal('BAD', `unknown command ${command.name}`);
    if (!withoutSignIn.has(command.name)) this.requireBox();
    return handler(this, command.args);
  }
}
