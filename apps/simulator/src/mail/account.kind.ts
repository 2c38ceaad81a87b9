import { z } from 'zod';
import type { AccountKind } from '../core/accounts.store.js';

const mailboxSchema = z.strictObject({
  address: z.string().includes('@'),
  user: z.string().min(1).optional(),
  password: z.string().min(1),
  /** Host name under which the receiving server signs its Authentication-Results. */
  authservId: z.string().min(1).default('mx.simulator.test'),
});

export type MailboxAccount = z.output<typeof mailboxSchema>;

export const mailboxKind = {
  key: 'mailbox',
  schema: mailboxSchema,
  identity: ({ address }) => address.toLowerCase(),
  nameOf: ({ address }) => address,
  secrets: ['password'],
} as const satisfies AccountKind<typeof mailboxSchema>;
