import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { AccountKind } from '../core/accounts.store.js';
import { timingsSchema } from '../core/message.journey.js';
import { ProblemError } from '../core/problem.error.js';
import { hookFields } from '../core/send.fields.js';
import type { World } from '../core/simulator.world.js';

const accountSchema = z.strictObject({
  userId: z.string().regex(/^\d{1,20}$/),
  username: z.string().default('jamiya'),
  consumerKey: z.string().min(1),
  consumerSecret: z.string().min(1),
  ...hookFields,
  timings: timingsSchema.partial().default({}),
});

export type XAccount = z.output<typeof accountSchema>;

export const xAccountKind = {
  key: 'x',
  schema: accountSchema,
  identity: ({ userId }) => userId,
  nameOf: ({ username }) => `@${username}`,
  secrets: ['consumerSecret'],
} as const satisfies AccountKind<typeof accountSchema>;

export type ReachableAccount = XAccount & { readonly webhookUrl: string };

/** The account that is named, or the first one. Throws a ProblemError when it has no webhook yet. */
export const accountFor = (world: World, userId?: string): ReachableAccount => {
  const all = world.accounts.of(xAccountKind);
  const account = userId === undefined ? all[0] : all.find((each) => each.userId === userId);
  if (!account?.webhookUrl) throw new ProblemError(409, 'no-webhook', 'No account of X has a webhook yet');
  return { ...account, webhookUrl: account.webhookUrl };
};

/** `sha256=` and the base64 of HMAC-SHA256, for challenges and webhooks alike. */
export const xSignature = (secret: string, bytes: string): string =>
  `sha256=${createHmac('sha256', secret).update(bytes).digest('base64')}`;
