import { z } from 'zod';

export const mediaSchema = z
  .strictObject({
    base64: z.string().optional(),
    url: z.url().optional(),
    contentType: z.string().optional(),
    fileName: z.string().optional(),
  })
  .refine((media) => (media.base64 === undefined) !== (media.url === undefined), {
    error: 'a medium has either base64 or a url',
  });

/** A WhatsApp address: an E.164 number with "+", or a business-scoped user id such as `SA.1349…`. */
export const whatsappAddressSchema = z
  .string()
  .transform((address) => address.replace(/^whatsapp:/, ''))
  .pipe(
    z
      .string()
      .regex(
        /^(\+\d{6,15}|[A-Z]{2}\.[\w.-]{4,})$/,
        'a WhatsApp address is +<digits> or a user id such as SA.123456',
      ),
  );

/**
 * A beneficiary writes on WhatsApp. `times` repeats the very same webhook, in parallel by default, to every target;
 * `params` adds or overrides webhook fields (null leaves one out); `wait: false` answers before Sila did.
 */
export const whatsappSendSchema = z.strictObject({
  channel: z.literal('whatsapp'),
  from: whatsappAddressSchema,
  to: whatsappAddressSchema.optional(),
  name: z.string().optional(),
  text: z.string().default(''),
  media: z.array(mediaSchema).max(10).default([]),
  sid: z.string().optional(),
  externalUserId: z.string().optional(),
  parentExternalUserId: z.string().optional(),
  /** SID of the message that is quoted. */
  inReplyTo: z.string().optional(),
  button: z.strictObject({ text: z.string(), payload: z.string() }).optional(),
  location: z
    .strictObject({
      latitude: z.number(),
      longitude: z.number(),
      label: z.string().optional(),
      address: z.string().optional(),
    })
    .optional(),
  params: z.record(z.string(), z.string().nullable()).default({}),
  times: z.number().int().min(1).max(100).default(1),
  parallel: z.boolean().default(true),
  targets: z.array(z.url()).optional(),
  signature: z.enum(['valid', 'wrong', 'missing']).default('valid'),
  wait: z.boolean().default(true),
});

export type WhatsappSendInput = z.input<typeof whatsappSendSchema>;
export type WhatsappSend = z.output<typeof whatsappSendSchema>;
