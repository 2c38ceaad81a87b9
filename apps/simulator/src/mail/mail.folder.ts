import { EventEmitter } from 'node:events';

/** A mail as it lies in a folder. The bytes never change; the flags do. */
export type StoredMail = {
  /** Unique over all mailboxes; names the mail in the HTTP interface. */
  readonly id: string;
  readonly uid: number;
  readonly raw: Buffer;
  /** Milliseconds since the epoch. */
  readonly internalDate: number;
  readonly flags: Set<string>;
};

let lastId = 0;
let lastValidity = Math.floor(Date.now() / 1000);

/** One IMAP folder: UIDs only grow, and hold for as long as UIDVALIDITY stays (RFC 3501 §2.3.1.1). */
export class MailFolder {
  private mails: StoredMail[] = [];
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  uidValidity = ++lastValidity;
  uidNext = 1;
  /** Grow with every change of flags, and with every removal: a view compares them to know whether to look. */
  flagChanges = 0;
  removals = 0;

  constructor(
    readonly name: string,
    readonly specialUse: string | null,
    private readonly limit: number,
  ) {}

  append(
    raw: Buffer,
    internalDate: number,
    flags: readonly string[] = [],
    id = `mail-${++lastId}`,
  ): StoredMail {
    const mail: StoredMail = { id, uid: this.uidNext++, raw, internalDate, flags: new Set(flags) };
    this.mails.push(mail);
    if (this.mails.length > this.limit) this.forgetOldest();
    this.emitter.emit('change');
    return mail;
  }

  /** In UID order. */
  all(): readonly StoredMail[] {
    return this.mails;
  }

  byId(id: string): StoredMail | undefined {
    return this.mails.find((mail) => mail.id === id);
  }

  setFlags(mail: StoredMail, flags: readonly string[]): void {
    mail.flags.clear();
    flags.forEach((flag) => mail.flags.add(flag));
    this.flagChanges += 1;
    this.emitter.emit('change');
  }

  remove(uids: ReadonlySet<number>): void {
    this.mails = this.mails.filter((mail) => !uids.has(mail.uid));
    this.removals += 1;
    this.emitter.emit('change');
  }

  /** As if the folder had been made anew: another UIDVALIDITY, every mail under another UID; open sessions are told to go. */
  renumber(): void {
    this.uidValidity = ++lastValidity;
    this.uidNext = 1;
    this.mails = this.mails.map((mail) => ({ ...mail, uid: this.uidNext++ }));
    this.emitter.emit('renumbered');
  }

  /** Returns the function that stops listening. */
  listen(event: 'change' | 'renumbered', listener: () => void): () => void {
    this.emitter.on(event, listener);
    return () => this.emitter.off(event, listener);
  }

  private forgetOldest(): void {
    this.mails.splice(0, this.mails.length - this.limit);
    this.removals += 1;
  }
}
