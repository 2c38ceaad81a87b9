import { z } from 'zod';
import { id, instant, language } from './common.js';

/** `POST /widget/session`: opens or resumes a visitor's session on one website chat. */
export const openVisitorSession = z
  .strictObject({
    accountId: id,
    /** The token of an earlier visit; a fresh one comes back when it is missing or no longer good. */
    token: z.string().max(600).nullable().default(null),
    language: language.default('ar'),
  })
  .meta({ id: 'OpenVisitorSession' });
export type OpenVisitorSession = z.output<typeof openVisitorSession>;

export const visitorSession = z
  .object({
    token: z.string(),
    /** True when the earlier visit went on. */
    resumed: z.boolean(),
    open: z.boolean(),
    association: z.object({ nameAr: z.string(), nameEn: z.string() }),
    greeting: z.object({ ar: z.string(), en: z.string() }),
    outOfHours: z.object({ ar: z.string(), en: z.string() }),
    limits: z.object({ maxLength: z.number().int(), maxBytes: z.number().int() }),
    /** Asks for a name before the first message. */
    askName: z.boolean(),
  })
  .meta({ id: 'VisitorSession' });
export type VisitorSession = z.output<typeof visitorSession>;

/** A message as the visitor sees it: no notes, no staff but the author's first name. */
export const visitorMessage = z
  .object({
    id,
    clientId: z.string().nullable(),
    seq: z.number().int(),
    direction: z.enum(['in', 'out', 'notice']),
    text: z.string(),
    author: z.string().nullable(),
    shownAt: instant,
    status: z.string(),
    attachments: z.array(
      z.object({
        id,
        fileName: z.string(),
        mediaType: z.string(),
        size: z.number().int().nullable(),
        state: z.string(),
        url: z.string(),
      }),
    ),
  })
  .meta({ id: 'VisitorMessage' });
export type VisitorMessage = z.output<typeof visitorMessage>;

/** `GET /widget/messages?after=`: `cursor` is what the next call passes as `after`. */
export const visitorMessages = z
  .object({ messages: z.array(visitorMessage), cursor: z.string(), more: z.boolean() })
  .meta({ id: 'VisitorMessages' });
export type VisitorMessages = z.output<typeof visitorMessages>;

/** `POST /widget/messages`: stored before it is acknowledged; the same clientId again has no second effect. */
export const postVisitorMessage = z
  .strictObject({
    clientId: z.uuid(),
    text: z.string().max(10_000).default(''),
    /** Uploads made by `POST /widget/attachments`. */
    attachments: z.array(id).max(5).default([]),
    name: z.string().trim().max(120).optional(),
    /** Out of hours: a mobile number or mail address to answer to. A claim, never proof. */
    contact: z.string().trim().max(200).optional(),
    page: z.string().max(500).optional(),
    language: language.default('ar'),
  })
  .refine((body) => body.text.trim() !== '' || body.attachments.length > 0, 'the message is empty')
  .meta({ id: 'PostVisitorMessage' });
export type PostVisitorMessage = z.output<typeof postVisitorMessage>;

/** `POST /widget/receipts`: what the visitor's browser has shown. */
export const visitorReceipts = z
  .strictObject({ messageIds: z.array(id).min(1).max(100), status: z.enum(['delivered', 'read']) })
  .meta({ id: 'VisitorReceipts' });
export type VisitorReceipts = z.output<typeof visitorReceipts>;
