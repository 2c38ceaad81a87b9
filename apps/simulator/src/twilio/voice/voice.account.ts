import { z } from 'zod';
import type { AccountKind, AccountsStore } from '../../core/accounts.store.js';
import { hookFields } from '../../core/send.fields.js';

const sid = (prefix: string) => z.string().regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`));
const factor = z.number().nonnegative().default(1);

const voiceAccountSchema = z.strictObject({
  accountSid: sid('AC'),
  authToken: z.string().min(1),
  /** Signs the softphones' access tokens, and opens the REST interface beside the auth token. */
  apiKeySid: sid('SK').optional(),
  apiKeySecret: z.string().min(1).optional(),
  /** The association's telephone number. */
  number: z.string().regex(/^\+\d{8,15}$/, 'a number is written in E.164, with "+"'),
  /** Asked what to do with a call to the number; its URL may have a connection-override fragment (`#rc=3&rp=all`). */
  ...hookFields,
  /** Asked where a document of the number's calls fails. */
  fallbackUrl: z.url().optional(),
  /** Hears when a call to the number is over. */
  statusCallback: z.url().optional(),
  /** TwiML applications: SID → the address that is asked. */
  applications: z.record(z.string(), z.url()).default({}),
  /** How long speech, waiting for keys and ringing last, as a factor: 1 as in life, nearly 0 for tests. */
  pace: z.strictObject({ speech: factor, keys: factor, ring: factor }).prefault({}),
});

export type VoiceAccount = z.output<typeof voiceAccountSchema>;

export const voiceAccountKind = {
  key: 'twilioVoice',
  schema: voiceAccountSchema,
  identity: ({ accountSid, number }) => `${accountSid} ${number}`,
  nameOf: ({ number }) => number,
  secrets: ['authToken', 'apiKeySecret'],
} as const satisfies AccountKind<typeof voiceAccountSchema>;

/** What is asked and told about a number's calls. */
export type NumberHooks = Pick<VoiceAccount, 'webhookUrl' | 'fallbackUrl' | 'statusCallback'>;

/** The accounts with a telephone number, as the doors ask for them. */
export class VoiceAccounts {
  /** What was told over the REST interface, by number: it goes before what the account was set up with. */
  private readonly told = new Map<string, NumberHooks>();

  constructor(private readonly accounts: AccountsStore) {
    accounts.listen(voiceAccountKind, ({ number }) => void this.told.delete(number));
  }

  tell({ number }: VoiceAccount, hooks: NumberHooks): void {
    this.told.set(number, { ...this.told.get(number), ...hooks });
  }

  /** The account of an SID that these credentials open, the auth token's or an API key's. */
  authenticated(accountSid: string, user: string, password: string): VoiceAccount | undefined {
    return this.all().find(
      (each) =>
        each.accountSid === accountSid &&
        ((user === accountSid && password === each.authToken) ||
          (user === each.apiKeySid && password === each.apiKeySecret)),
    );
  }

  /** The account that owns a number; the first one when none is named. */
  byNumber(number?: string): VoiceAccount | undefined {
    return this.all().find((each) => number === undefined || each.number === number);
  }

  /** The account as it is configured now. */
  bySid(accountSid: string): VoiceAccount | undefined {
    return this.all().find((each) => each.accountSid === accountSid);
  }

  byApiKey(apiKeySid: string): VoiceAccount | undefined {
    return this.all().find((each) => each.apiKeySid === apiKeySid);
  }

  /** Every number's. */
  all(): readonly VoiceAccount[] {
    return this.accounts.of(voiceAccountKind).map((each) => ({ ...each, ...this.told.get(each.number) }));
  }
}
