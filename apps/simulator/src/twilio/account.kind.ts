import { z } from 'zod';
import type { AccountKind, AccountsStore } from '../core/accounts.store.js';
import { timingsSchema } from '../core/message.journey.js';
import { hookFields } from '../core/send.fields.js';

const twilioAccountSchema = z.strictObject({
  accountSid: z.string().regex(/^AC[0-9a-fA-F]{32}$/, 'an account SID is AC and 32 hexadecimal digits'),
  authToken: z.string().min(1),
  /** The association's WhatsApp number, E.164 with "+". */
  number: z.string().regex(/^\+\d{8,15}$/, 'a number is written in E.164, with "+"'),
  /** The webhook's URL may have a connection-override fragment (`#rc=3&rp=all`). */
  ...hookFields,
  fallbackUrl: z.url().optional(),
  /** What happens to a free-form message outside the 24-hour window: a failed status (63016), a refusal, or nothing. */
  windowRule: z.enum(['callback', 'reject', 'off']).default('callback'),
  windowHours: z.number().positive().default(24),
  /** Approved templates: content SID → text with {{1}} placeholders. When none is listed every SID is taken. */
  templates: z.record(z.string(), z.string()).default({}),
  timings: timingsSchema.partial().default({}),
});

export type TwilioAccount = z.output<typeof twilioAccountSchema>;

export const twilioAccountKind = {
  key: 'twilio',
  schema: twilioAccountSchema,
  identity: ({ accountSid, number }) => `${accountSid} ${number}`,
  nameOf: ({ number }) => number,
  secrets: ['authToken'],
} as const satisfies AccountKind<typeof twilioAccountSchema>;

const smsAccountSchema = twilioAccountSchema.extend({
  /** A number in E.164, or a registered sender name, which receives nothing. */
  number: z
    .string()
    .regex(/^(\+\d{8,15}|[A-Za-z0-9 ._-]{1,11})$/, 'a number with "+", or a name of at most 11 letters'),
  /** SMS knows no window. */
  windowRule: z.literal('off').default('off'),
});

export const smsAccountKind = {
  key: 'smsTwilio',
  schema: smsAccountSchema,
  identity: ({ accountSid, number }) => `${accountSid} ${number}`,
  nameOf: ({ number }) => number,
  secrets: ['authToken'],
} as const satisfies AccountKind<typeof smsAccountSchema>;

/** Twilio's accounts, as its doors ask for them. */
export class TwilioAccounts {
  constructor(
    private readonly accounts: AccountsStore,
    private readonly kind: typeof twilioAccountKind | typeof smsAccountKind,
  ) {}

  /** The account of an SID whose token fits, or undefined: Twilio answers both cases alike. */
  authenticated(accountSid: string, user: string, token: string): TwilioAccount | undefined {
    return this.all().find(
      (each) => each.accountSid === accountSid && user === accountSid && each.authToken === token,
    );
  }

  /** The account that owns a number, or the first one when none is named. */
  byNumber(number?: string): TwilioAccount | undefined {
    if (number === undefined) return this.all()[0];
    return this.all().find((each) => each.number === number.replace(/^whatsapp:/, ''));
  }

  private all(): readonly TwilioAccount[] {
    return this.kind.key === 'twilio' ? this.accounts.of(this.kind) : this.accounts.of(this.kind);
  }
}
