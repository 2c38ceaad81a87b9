import type { MailFolder, StoredMail } from '../mail/mail.folder.js';
import { compactSet, sequenceSet } from './sequence.set.js';

/** A selected folder as one client knows it: sequence numbers move only when the client is told. */
export class FolderView {
  private readonly mails: StoredMail[];
  private seenRemovals: number;
  private seenFlagChanges: number;
  private readonly knownFlags = new Map<number, string>();

  constructor(
    readonly folder: MailFolder,
    readonly readOnly: boolean,
  ) {
    this.mails = [...folder.all()];
    this.seenRemovals = folder.removals;
    this.seenFlagChanges = folder.flagChanges;
    this.mails.forEach((mail) => this.noteFlags(mail));
  }

  get size(): number {
    return this.mails.length;
  }

  get largest() {
    return { sequence: this.mails.length, uid: this.mails.at(-1)?.uid ?? 0 };
  }

  entries(): readonly { readonly mail: StoredMail; readonly sequence: number }[] {
    return this.mails.map((mail, index) => ({ mail, sequence: index + 1 }));
  }

  /** The mails that a set of sequence numbers, or of UIDs, names. */
  pick(set: string, byUid: boolean): ReturnType<FolderView['entries']> {
    const holds = sequenceSet(set, byUid ? this.largest.uid : this.largest.sequence);
    return this.entries().filter(({ mail, sequence }) => holds(byUid ? mail.uid : sequence));
  }

  /** The client has just been told these flags. */
  noteFlags(mail: StoredMail): void {
    this.knownFlags.set(mail.uid, flagsOf(mail));
  }

  /** The untagged lines that bring the client up to date: EXPUNGE (when allowed), EXISTS, changed FLAGS. */
  changes(mayExpunge: boolean): readonly string[] {
    const gone = mayExpunge ? this.expunge() : [];
    return [...gone, ...this.arrivals(), ...this.changedFlags()];
  }

  private expunge(): readonly string[] {
    if (this.seenRemovals === this.folder.removals) return [];
    this.seenRemovals = this.folder.removals;
    const present = new Set(this.folder.all().map((mail) => mail.uid));
    const before = this.mails.splice(0);
    return before.flatMap((mail) => {
      if (!present.has(mail.uid)) return [`* ${this.mails.length + 1} EXPUNGE`];
      this.mails.push(mail);
      return [];
    });
  }

  private arrivals(): readonly string[] {
    const all = this.folder.all();
    const last = this.largest.uid;
    const from = all.findLastIndex((mail) => mail.uid <= last) + 1;
    if (from === all.length) return [];
    all.slice(from).forEach((mail) => {
      this.noteFlags(mail);
      this.mails.push(mail);
    });
    return [`* ${this.mails.length} EXISTS`];
  }

  private changedFlags(): readonly string[] {
    if (this.seenFlagChanges === this.folder.flagChanges) return [];
    this.seenFlagChanges = this.folder.flagChanges;
    return this.entries().flatMap(({ mail, sequence }) => {
      if (this.knownFlags.get(mail.uid) === flagsOf(mail)) return [];
      this.noteFlags(mail);
      return [`* ${sequence} FETCH (UID ${mail.uid} FLAGS (${flagsOf(mail)}))`];
    });
  }
}

const flagsOf = (mail: StoredMail): string => [...mail.flags].join(' ');

/** `[COPYUID validity from to]` (RFC 4315). */
export const copyUid = (validity: number, from: readonly number[], to: readonly number[]): string =>
  from.length === 0 ? '' : `[COPYUID ${validity} ${compactSet(from)} ${compactSet(to)}] `;
