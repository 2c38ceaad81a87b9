import { z } from 'zod';
import { contentFields, deliveryFields } from '../core/send.fields.js';

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
 * A beneficiary writes on WhatsApp. `params` adds or overrides webhook fields (null leaves one out).
 */
export const whatsappSendSchema = z.strictObject({
  channel: z.literal('whatsapp'),
  from: whatsappAddressSchema,
  to: whatsappAddressSchema.optional(),
  name: z.string().optional(),
  text: contentFields.text,
  media: contentFields.media,
  location: contentFields.location,
  inReplyTo: contentFields.inReplyTo,
  sid: z.string().optional(),
  externalUserId: z.string().optional(),
  parentExternalUserId: z.string().optional(),
  button: z.strictObject({ text: z.string(), payload: z.string() }).optional(),
  params: z.record(z.string(), z.string().nullable()).default({}),
  ...deliveryFields,
});

/** A beneficiary writes an SMS, or sends pictures by MMS. */
export const smsSendSchema = z.strictObject({
  channel: z.literal('sms'),
  from: z.string().regex(/^(\+\d{6,15}|[A-Za-z0-9 ]{1,11})$/, 'an SMS comes from +<digits>, or from a name'),
  to: z.string().optional(),
  text: contentFields.text,
  media: contentFields.media,
  sid: z.string().optional(),
  params: z.record(z.string(), z.string().nullable()).default({}),
  ...deliveryFields,
});

/** What a phone sends by Twilio, whatever the channel. */
export type TwilioSend = Omit<WhatsappSend, 'channel'>;

export type WhatsappSendInput = z.input<typeof whatsappSendSchema>;
export type WhatsappSend = z.output<typeof whatsappSendSchema>;
