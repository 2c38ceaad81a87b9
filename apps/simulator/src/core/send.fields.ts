import { z } from 'zod';

/** A file as a beneficiary sends it: its bytes, or an address to fetch them from. `voice` marks a voice note. */
export const mediaSchema = z
  .strictObject({
    base64: z.string().optional(),
    url: z.url().optional(),
    contentType: z.string().optional(),
    fileName: z.string().optional(),
    voice: z.boolean().optional(),
  })
  .refine((media) => (media.base64 === undefined) !== (media.url === undefined), {
    error: 'a medium has either base64 or a url',
  });

/**
 * What a beneficiary can send, under the same name for every provider. A provider's schema takes those it carries; the page's
 * phone offers exactly these.
 */
export const contentFields = {
  text: z.string().default(''),
  media: z.array(mediaSchema).max(10).default([]),
  location: z
    .strictObject({
      latitude: z.number(),
      longitude: z.number(),
      label: z.string().optional(),
      address: z.string().optional(),
    })
    .optional(),
  /** A contact card. */
  contact: z.strictObject({ name: z.string().min(1), phone: z.string().min(1) }).optional(),
  /** Id of the message that is answered. */
  inReplyTo: z.string().optional(),
  /** A reaction to a message; null takes it back. */
  reaction: z.strictObject({ to: z.string(), emoji: z.string().nullable() }).optional(),
  /** A ready answer that came with a message of the association's is pressed. */
  press: z.strictObject({ of: z.string(), button: z.string() }).optional(),
  /** One of the person's own messages gets another text. */
  edit: z.strictObject({ of: z.string(), text: z.string() }).optional(),
  /** One of the person's own messages is taken back. */
  deletion: z.strictObject({ of: z.string() }).optional(),
} as const;

/**
 * How a provider that calls webhooks delivers what was sent: `times` repeats the very same webhook, in parallel by default, to
 * every target; `signature` spoils or drops the signature; `wait: false` answers before Sila did.
 */
export const deliveryFields = {
  times: z.number().int().min(1).max(100).default(1),
  parallel: z.boolean().default(true),
  targets: z.array(z.url()).optional(),
  signature: z.enum(['valid', 'wrong', 'missing']).default('valid'),
  wait: z.boolean().default(true),
} as const;

/** How a webhook's signature is made: as the provider does, wrong on purpose, or left out. */
export type SignatureMode = z.output<typeof deliveryFields.signature>;

/** What an account of a provider that calls webhooks holds beside its credentials. */
export const hookFields = {
  /** Called, and signed where the provider signs the address. */
  webhookUrl: z.url().optional(),
  /** Origins that really get the request, all in parallel (several api processes); the webhook's own origin by default. */
  targets: z.array(z.url()).optional(),
  /** Milliseconds before each repeated try of a webhook. */
  retryDelaysMs: z.array(z.number().int().nonnegative()).default([200, 1000, 3000, 5000, 5000]),
} as const;
