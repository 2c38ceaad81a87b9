import { CLOSE_OUTCOMES, HIGHEST_PRIORITY } from '@sila/domain';
import { z } from 'zod';
import { id } from './common.js';

/**
 * `POST /api/conversations/:id/assign`: to a queue, or to a person. Who is no supervisor only offers it to a colleague. Every
 * hand-over has a reason.
 */
export const assign = z
  .strictObject({
    assigneeId: id.optional(),
    queueId: id.optional(),
    version: z.number().int().min(0),
    reason: z.string().trim().min(1).max(500),
  })
  .refine(
    (body) => (body.assigneeId === undefined) !== (body.queueId === undefined),
    'give assigneeId or queueId',
  )
  .meta({ id: 'Assign' });
export type Assign = z.output<typeof assign>;

/** `PUT /api/conversations/:id/priority`: the higher goes first; 0 is the usual. */
export const prioritise = z
  .strictObject({
    priority: z.number().int().min(0).max(HIGHEST_PRIORITY),
    version: z.number().int().min(0),
  })
  .meta({ id: 'Prioritise' });
export type Prioritise = z.output<typeof prioritise>;

/** `POST /api/conversations/:id/offer/accept` and `/withdraw` carry the version; declining says why, too. */
export const declineOffer = z
  .strictObject({ version: z.number().int().min(0), reason: z.string().trim().min(1).max(500) })
  .meta({ id: 'DeclineOffer' });
export type DeclineOffer = z.output<typeof declineOffer>;

/** `POST /api/conversations/:id/refer`: to social research (policy P13). */
export const refer = z
  .strictObject({ version: z.number().int().min(0), reason: z.string().trim().min(1).max(500) })
  .meta({ id: 'Refer' });
export type Refer = z.output<typeof refer>;

/** `POST /api/conversations/:id/claim` and `/reopen` */
export const versioned = z.strictObject({ version: z.number().int().min(0) }).meta({ id: 'Versioned' });
export type Versioned = z.output<typeof versioned>;

/** `POST /api/conversations/:id/close` (policy P1: nothing closes without an outcome, and the person is told). */
export const close = z
  .strictObject({
    version: z.number().int().min(0),
    outcome: z.enum(CLOSE_OUTCOMES),
    note: z.string().trim().max(500).optional(),
    /** What it was about, of the association's topics; a misconception has to name it (P9). */
    topic: z.string().min(1).max(60).optional(),
    /** False only for spam and duplicates, where telling would do harm. */
    tell: z.boolean().default(true),
  })
  .refine(({ outcome, topic }) => outcome !== 'misconception' || topic, {
    path: ['topic'],
    error: 'a misconception names its topic',
  })
  .meta({ id: 'Close' });
export type Close = z.output<typeof close>;
