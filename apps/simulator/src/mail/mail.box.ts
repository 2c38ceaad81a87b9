import { MailFolder } from './mail.folder.js';

const standardFolders: readonly (readonly [string, string | null])[] = [
  ['INBOX', null],
  ['Sent', '\\Sent'],
  ['Drafts', '\\Drafts'],
  ['Archive', '\\Archive'],
  ['Junk', '\\Junk'],
  ['Trash', '\\Trash'],
];

/** Somebody's mailbox: the association's, or a beneficiary's. */
export class MailBox {
  private readonly folders = new Map<string, MailFolder>();

  constructor(
    readonly address: string,
    readonly user: string,
    readonly password: string,
    private readonly limit: number,
  ) {
    standardFolders.forEach(([name, use]) => this.folders.set(name, new MailFolder(name, use, limit)));
  }

  get inbox(): MailFolder {
    return this.folder('INBOX') ?? this.create('INBOX');
  }

  /** INBOX is found in any case (RFC 3501 §5.1). */
  folder(name: string): MailFolder | undefined {
    return this.folders.get(name.toUpperCase() === 'INBOX' ? 'INBOX' : name);
  }

  create(name: string): MailFolder {
    const folder = this.folders.get(name) ?? new MailFolder(name, null, this.limit);
    this.folders.set(name, folder);
    return folder;
  }

  delete(name: string): boolean {
    return name !== 'INBOX' && this.folders.delete(name);
  }

  all(): readonly MailFolder[] {
    return [...this.folders.values()];
  }
}
