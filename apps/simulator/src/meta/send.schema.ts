import { z } from 'zod';
import { contentFields, deliveryFields } from '../core/send.fields.js';

/** What `POST /send` takes for one of Meta's products. */
export const metaSend = <const Channel extends string>(channel: Channel) =>
  z.strictObject({ channel: z.literal(channel), ...fields });

/** Nothing that Sila sends has buttons to press. */
const { press: _press, ...content } = contentFields;

const fields = {
  /** The person's number, or their id towards the page. */
  from: z.string().regex(/^\+?\d{5,15}$/),
  name: z.string().optional(),
  /** Id of the association's account; the first one by default. */
  to: z.string().optional(),
  /** The provider's id of the message. */
  id: z.string().optional(),
  ...content,
  /** The person chose a username, so their number is withheld. */
  hidden: z.boolean().optional(),
  /** The person mentions the association in a story, or answers one of its stories. */
  story: z.enum(['mention', 'reply']).optional(),
  /** Staff of the association write to this person in Meta's own app. */
  staff: z.boolean().optional(),
  /** A whole webhook, as it stands: examples of the documentation. */
  raw: z.record(z.string(), z.unknown()).optional(),
  ...deliveryFields,
} as const;

/** What every one of the schemas gives. */
export type MetaSend = Omit<z.output<ReturnType<typeof metaSend>>, 'channel'>;
