import { z } from 'zod';

const number = z.string().regex(/^\+\d{6,15}$/, 'a telephone is known by +<digits>');
const keys = z.string().regex(/^[0-9*#]+$/, 'keys are 0 to 9, * and #');

/** A person calls. `keys` are pressed one after the other as they are asked for. */
export const callInSchema = z.strictObject({ from: number, to: number.optional(), keys: keys.optional() });

/** Keys that nobody asks for now wait for the next question, unless `keep` is false: then they are lost, as in life. */
export const keysSchema = z.strictObject({ digits: keys, keep: z.boolean().default(true) });

/** The person speaks so long after the beep, now or when it comes, and then presses #. */
export const voicemailSchema = z.strictObject({ seconds: z.number().int().min(0).max(600) });

/** Whose calls are wanted; all of them by default. */
export const callsQuery = z.strictObject({
  person: z.string().optional(),
  client: z.string().optional(),
  limit: z.coerce.number().int().positive().default(50),
});

export type CallIn = z.input<typeof callInSchema>;
