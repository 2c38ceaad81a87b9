import { z } from 'zod';
import type { AccountKind } from '../core/accounts.store.js';
import { timingsSchema } from '../core/message.journey.js';
import { hookFields } from '../core/send.fields.js';

/** A number, a page or an account that the association holds at Meta. */
const schema = z.strictObject({
  /** The phone number's id, the page's or the Instagram account's. */
  id: z.string().regex(/^\d{5,30}$/),
  /** As people know it: the number, or the page's name. */
  name: z.string().min(1),
  accessToken: z.string().min(1),
  appSecret: z.string().min(1),
  verifyToken: z.string().min(1),
  /** True once Meta approved that people may answer for seven days. */
  humanAgent: z.boolean().default(false),
  ...hookFields,
  timings: timingsSchema.partial().default({}),
});

export type MetaAccount = z.output<typeof schema>;
export type ReachableAccount = MetaAccount & { readonly webhookUrl: string };
export type MetaAccountKind<Key extends string = string> = AccountKind<typeof schema> & { readonly key: Key };

/** The accounts of one of the three products, under a name of their own. */
export const metaAccountKind = <const Key extends string>(key: Key): MetaAccountKind<Key> => ({
  key,
  schema,
  identity: ({ id }) => id,
  nameOf: ({ name }) => name,
  secrets: ['accessToken', 'appSecret', 'verifyToken'],
});
