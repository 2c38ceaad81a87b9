import { z } from 'zod';

const timingsSchema = z.strictObject({
  /** Milliseconds after acceptance at which the provider reports `sent`, then `delivered`. */
  sentMs: z.number().int().nonnegative(),
  deliveredMs: z.number().int().nonnegative(),
  /** Milliseconds after delivery at which the phone reads by itself; null: only when somebody opens the chat. */
  readMs: z.number().int().nonnegative().nullable(),
});

export const twilioAccountSchema = z.strictObject({
  accountSid: z.string().regex(/^AC[0-9a-fA-F]{32}$/, 'an account SID is AC and 32 hexadecimal digits'),
  authToken: z.string().min(1),
  /** The association's WhatsApp number, E.164 with "+". */
  number: z.string().regex(/^\+\d{8,15}$/, 'a number is written in E.164, with "+"'),
  /** Signed and requested, with its optional connection-override fragment (`#rc=3&rp=all`). */
  webhookUrl: z.url().optional(),
  /** Origins that really get the request, all in parallel (several api processes); the webhook's own origin by default. */
  targets: z.array(z.url()).optional(),
  fallbackUrl: z.url().optional(),
  /** What happens to a free-form message outside the 24-hour window: a failed status (63016), a refusal, or nothing. */
  windowRule: z.enum(['callback', 'reject', 'off']).default('callback'),
  windowHours: z.number().positive().default(24),
  /** Approved templates: content SID → text with {{1}} placeholders. When none is listed every SID is taken. */
  templates: z.record(z.string(), z.string()).default({}),
  timings: timingsSchema.partial().default({}),
  /** Milliseconds before each repeated try of a webhook. */
  retryDelaysMs: z.array(z.number().int().nonnegative()).default([200, 1000, 3000, 5000, 5000]),
});

export const mailboxSchema = z.strictObject({
  address: z.string().includes('@'),
  user: z.string().min(1).optional(),
  password: z.string().min(1),
  /** Host name under which the receiving server signs its Authentication-Results. */
  authservId: z.string().min(1).default('mx.simulator.test'),
});

const organisationSchema = z.strictObject({ ar: z.string().min(1), en: z.string().min(1) });

/** What `POST /accounts` takes; each part given replaces that part, the others stay. */
export const accountsSchema = z.strictObject({
  twilio: twilioAccountSchema.optional(),
  mailbox: mailboxSchema.optional(),
  widget: z.strictObject({ accountId: z.string().min(1), apiUrl: z.url().optional() }).optional(),
  apiUrl: z.url().optional(),
  consoleUrl: z.url().optional(),
  organisation: organisationSchema.optional(),
});

export type AccountsInput = z.input<typeof accountsSchema>;
export type TwilioAccount = z.output<typeof twilioAccountSchema>;
export type MailboxAccount = z.output<typeof mailboxSchema>;
export type Timings = z.output<typeof timingsSchema>;

export type Accounts = {
  readonly twilio: readonly TwilioAccount[];
  readonly mailboxes: readonly MailboxAccount[];
  readonly widget: { readonly accountId: string | null };
  readonly apiUrl: string | null;
  readonly consoleUrl: string | null;
  readonly organisation: { readonly ar: string; readonly en: string };
};

const emptyAccounts: Accounts = {
  twilio: [],
  mailboxes: [],
  widget: { accountId: null },
  apiUrl: null,
  consoleUrl: null,
  organisation: { ar: 'جمعية غيث لرعاية الأيتام', en: 'Ghaith Orphan Care Association' },
};

/** The provider accounts that Sila holds with the pretended providers. */
export class AccountsStore {
  private state: Accounts = emptyAccounts;

  constructor(private readonly onMailbox: (mailbox: MailboxAccount) => void) {}

  get current(): Accounts {
    return this.state;
  }

  /** Adds or replaces what is given (a Twilio account by SID and number, a mailbox by address). Throws a ZodError. */
  configure(input: AccountsInput): Accounts {
    const given = accountsSchema.parse(input);
    this.state = {
      twilio: given.twilio ? replaced(this.state.twilio, given.twilio, sameNumber) : this.state.twilio,
      mailboxes: given.mailbox
        ? replaced(this.state.mailboxes, given.mailbox, sameMailbox)
        : this.state.mailboxes,
      widget: given.widget ? { accountId: given.widget.accountId } : this.state.widget,
      apiUrl: given.widget?.apiUrl ?? given.apiUrl ?? this.state.apiUrl,
      consoleUrl: given.consoleUrl ?? this.state.consoleUrl,
      organisation: given.organisation ?? this.state.organisation,
    };
    if (given.mailbox) this.onMailbox(given.mailbox);
    return this.state;
  }

  /** The account of an SID whose token fits, or undefined: Twilio answers both cases alike. */
  authenticated(accountSid: string, user: string, token: string): TwilioAccount | undefined {
    return this.state.twilio.find(
      (each) => each.accountSid === accountSid && user === accountSid && each.authToken === token,
    );
  }

  /** The account that owns a WhatsApp number, or the first one when none is named. */
  byNumber(number?: string): TwilioAccount | undefined {
    if (number === undefined) return this.state.twilio[0];
    return this.state.twilio.find((each) => each.number === number.replace(/^whatsapp:/, ''));
  }
}

const replaced = <T>(all: readonly T[], one: T, same: (a: T, b: T) => boolean): readonly T[] =>
  all.some((each) => same(each, one)) ? all.map((each) => (same(each, one) ? one : each)) : [...all, one];

const sameNumber = (a: TwilioAccount, b: TwilioAccount): boolean =>
  a.accountSid === b.accountSid && a.number === b.number;

const sameMailbox = (a: MailboxAccount, b: MailboxAccount): boolean =>
  a.address.toLowerCase() === b.address.toLowerCase();
