import { z } from 'zod';
import type { AccountKind } from '../core/accounts.store.js';
import { timingsSchema } from '../core/message.journey.js';
import { hookFields } from '../core/send.fields.js';

/** The webhook's address is not here: Sila tells it by `setWebhook`. */
const botSchema = z.strictObject({
  botToken: z.string().regex(/^\d+:[\w-]+$/, 'a bot token is a number, a colon and letters'),
  /** As people find it, without "@". */
  username: z.string().min(1),
  targets: hookFields.targets,
  retryDelaysMs: hookFields.retryDelaysMs,
  timings: timingsSchema.partial().default({}),
});

export type BotAccount = z.output<typeof botSchema>;

export const botKind = {
  key: 'telegram',
  schema: botSchema,
  identity: ({ username }) => username,
  nameOf: ({ username }) => `@${username}`,
  secrets: ['botToken'],
} as const satisfies AccountKind<typeof botSchema>;

/** The bot's own number: the part of the token before the colon. */
export const botIdOf = ({ botToken }: BotAccount): number => Number(botToken.split(':')[0]);
