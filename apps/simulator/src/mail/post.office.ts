import type { MailboxAccount } from './account.kind.js';
import { MailBox } from './mail.box.js';
import type { MailFolder, StoredMail } from './mail.folder.js';

/** Every mailbox there is. A beneficiary's is opened by the first mail to it or the first sign-in with its address. */
export class PostOffice {
  private readonly boxes = new Map<string, MailBox>();
  private readonly associations = new Map<string, MailboxAccount>();

  constructor(
    private readonly beneficiaryPassword: string,
    private readonly limit: number,
  ) {}

  /** Opens (or re-opens with new credentials) the association's mailbox; its mail stays. */
  openAssociation(account: MailboxAccount): MailBox {
    const key = account.address.toLowerCase();
    const known = this.boxes.get(key);
    this.associations.set(key, account);
    const user = account.user ?? account.address;
    if (known?.user === user && known.password === account.password) return known;
    const box = new MailBox(account.address, user, account.password, this.limit);
    known?.inbox
      .all()
      .forEach((mail) => box.inbox.append(mail.raw, mail.internalDate, [...mail.flags], mail.id));
    this.boxes.set(key, box);
    return box;
  }

  /** The mailbox that mail for this address lands in; `help+anything@…` lands in `help@…`. */
  boxFor(address: string): MailBox {
    const key = withoutTag(address.toLowerCase());
    const known = this.boxes.get(key) ?? this.boxes.get(address.toLowerCase());
    if (known) return known;
    const box = new MailBox(key, key, this.beneficiaryPassword, this.limit);
    this.boxes.set(key, box);
    return box;
  }

  /** The association that owns this address, or undefined for a beneficiary's. */
  associationOf(address: string): MailboxAccount | undefined {
    const key = address.toLowerCase();
    return this.associations.get(withoutTag(key)) ?? this.associations.get(key);
  }

  /** The mailbox that these credentials open. */
  signIn(user: string, password: string): MailBox | undefined {
    const known = [...this.boxes.values()].find((box) => box.user.toLowerCase() === user.toLowerCase());
    const box = known ?? (user.includes('@') ? this.boxFor(user) : undefined);
    return box?.password === password ? box : undefined;
  }

  find(
    id: string,
  ): { readonly box: MailBox; readonly folder: MailFolder; readonly mail: StoredMail } | undefined {
    for (const box of this.boxes.values()) {
      for (const folder of box.all()) {
        const mail = folder.byId(id);
        if (mail) return { box, folder, mail };
      }
    }
    return undefined;
  }

  all(): readonly MailBox[] {
    return [...this.boxes.values()];
  }
}

const withoutTag = (address: string): string => address.replace(/\+[^@]*(?=@)/, '');
