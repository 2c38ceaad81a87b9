import { EventEmitter } from 'node:events';
import { z } from 'zod';

/** What the association holds with one provider. */
export type AccountKind<Account extends z.ZodObject = z.ZodObject> = {
  /** Its name in `POST /accounts`, and of the list in `GET /accounts`. */
  readonly key: string;
  /** Strict. */
  readonly schema: Account;
  /** Two with the same identity are one account: the later replaces the earlier. */
  identity(account: z.output<Account>): string;
  /** How people know it: a number, a name, an address. */
  nameOf(account: z.output<Account>): string;
  /** Fields that are never read back. */
  readonly secrets: readonly string[];
};

const generalSchema = z.strictObject({
  widget: z.strictObject({ accountId: z.string().min(1), apiUrl: z.url().optional() }).optional(),
  apiUrl: z.url().optional(),
  consoleUrl: z.url().optional(),
  organisation: z.strictObject({ ar: z.string().min(1), en: z.string().min(1) }).optional(),
});

/** What `POST /accounts` takes beside the providers' own accounts. */
export type GeneralInput = z.input<typeof generalSchema>;

/** The association, whoever its providers are. */
export type General = {
  readonly widget: { readonly accountId: string | null };
  readonly apiUrl: string | null;
  readonly consoleUrl: string | null;
  readonly organisation: { readonly ar: string; readonly en: string };
};

const nobody: General = {
  widget: { accountId: null },
  apiUrl: null,
  consoleUrl: null,
  organisation: { ar: 'جمعية غيث لرعاية الأيتام', en: 'Ghaith Orphan Care Association' },
};

type Given = Readonly<Record<string, Record<string, unknown> | undefined>>;

/** The accounts that Sila holds with the pretended providers. */
export class AccountsStore {
  private general: General = nobody;
  private readonly held = new Map<string, readonly object[]>();
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  constructor(private readonly kinds: readonly AccountKind[]) {}

  /** Adds or replaces the accounts given, one of each kind; what is not given stays. Throws a ZodError. */
  configure(input: unknown): void {
    const kinds = this.kinds.map(({ key, schema }) => [key, schema.optional()] as const);
    const given: Given = generalSchema.extend(Object.fromEntries(kinds)).parse(input);
    const { widget, apiUrl, consoleUrl, organisation } = generalSchema.strip().parse(given);
    this.general = {
      widget: widget ? { accountId: widget.accountId } : this.general.widget,
      apiUrl: widget?.apiUrl ?? apiUrl ?? this.general.apiUrl,
      consoleUrl: consoleUrl ?? this.general.consoleUrl,
      organisation: organisation ?? this.general.organisation,
    };
    for (const kind of this.kinds) {
      const account = given[kind.key];
      if (account) this.keep(kind, account);
    }
  }

  get current(): General {
    return this.general;
  }

  /** The accounts of one kind, first configured first. */
  of<Account extends z.ZodObject>(kind: AccountKind<Account>): readonly z.output<Account>[] {
    return (this.held.get(kind.key) ?? []) as readonly z.output<Account>[];
  }

  /** Hears of every account of a kind that is added or replaced. */
  listen<Account extends z.ZodObject>(
    kind: AccountKind<Account>,
    listener: (account: z.output<Account>) => void,
  ): void {
    this.emitter.on(kind.key, listener);
  }

  /** Everything but secrets: those are for the providers' doors only. */
  view(): Readonly<Record<string, unknown>> {
    const lists = this.kinds.map((kind) => [
      kind.key,
      this.of(kind).map((each) => without(each, kind.secrets)),
    ]);
    return { ...this.general, ...Object.fromEntries(lists) };
  }

  private keep(kind: AccountKind, account: Record<string, unknown>): void {
    const before = this.of(kind);
    const isSame = (each: Record<string, unknown>) => kind.identity(each) === kind.identity(account);
    const after = before.some(isSame)
      ? before.map((each) => (isSame(each) ? account : each))
      : [...before, account];
    this.held.set(kind.key, after);
    this.emitter.emit(kind.key, account);
  }
}

const without = (account: object, secrets: readonly string[]): object =>
  Object.fromEntries(Object.entries(account).filter(([name]) => !secrets.includes(name)));
