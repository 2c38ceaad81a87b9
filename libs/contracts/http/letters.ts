import { latinDigits, LETTER_VIEWS, POST_CODE } from '@sila/domain';
import { z } from 'zod';
import { id, instant, limit, pageOf, person } from './common.js';
import { letterBrief } from './messages.js';

/** `GET /api/letters`; with a reference only the letter under that barcode. */
export const listLetters = z.strictObject({
  view: z.enum(LETTER_VIEWS).default('incoming'),
  reference: z
    .string()
    .transform((text) => text.replace(/\s/g, ''))
    .pipe(z.string().max(40))
    .optional(),
  cursor: id.optional(),
  limit: limit(30, 100),
});
export type ListLetters = z.output<typeof listLetters>;

/** One letter of the desk's lists. */
export const letterItem = letterBrief
  .extend({
    /** The message's. */
    id,
    conversationId: id,
    conversationNumber: z.number().int(),
    contact: person,
    direction: z.enum(['in', 'out']),
    accountLabel: z.string(),
    snippet: z.string(),
    createdAt: instant,
  })
  .meta({ id: 'LetterItem' });
export type LetterItem = z.output<typeof letterItem>;
export const letterPage = pageOf(letterItem).meta({ id: 'LetterPage' });
export type LetterPage = z.output<typeof letterPage>;

const share = z.number();
const readWord = z.object({
  text: z.string(),
  confidence: z.number(),
  /** Left, top, right, bottom, as shares of the page; null where the file itself said the word. */
  box: z.tuple([share, share, share, share]).readonly().nullable(),
});
const line = z.array(readWord).readonly();

/** Somebody who may have written the letter, and why. */
export const senderSuggestion = z
  .object({ id, name: z.string(), because: z.enum(['phone', 'email', 'name']), value: z.string() })
  .meta({ id: 'SenderSuggestion' });
export type SenderSuggestion = z.output<typeof senderSuggestion>;

/** `GET /api/letters/:id`: the scan and what was read off it, side by side. */
export const letterDetail = letterItem
  .extend({
    text: z.string(),
    pages: z.array(
      z.object({
        width: z.number().int(),
        height: z.number().int(),
        /** Where the text is from: a machine read the picture, or the file carried it. */
        source: z.enum(['read', 'file']),
        lines: z.array(line).readonly(),
      }),
    ),
    /** Pages of the scan; those that were not read are missing in `pages`. */
    pageCount: z.number().int().nullable(),
    verifiedAt: instant.nullable(),
    hints: z.object({
      names: z.array(z.string()).readonly(),
      phones: z.array(z.string()).readonly(),
      emails: z.array(z.string()).readonly(),
      ids: z.array(z.string()).readonly(),
    }),
    suggestions: z.array(senderSuggestion),
  })
  .meta({ id: 'LetterDetail' });
export type LetterDetail = z.output<typeof letterDetail>;

/** `GET /api/letters/:id/people`: who may have sent it, by name, phone or address. */
export const findSender = z.strictObject({ q: z.string().trim().min(2).max(100) });
export const senderSuggestions = z.array(senderSuggestion);

/** `GET /api/letters/:id/pages/:number`, counted from 1. */
export const letterPageParams = z.strictObject({ id, number: z.coerce.number().int().min(1).max(1000) });

/** `POST /api/letters/:id/confirm`: a person read the scan themselves. Every number of the text must be among `numbers`. */
export const confirmLetter = z
  .strictObject({
    text: z.string().max(100_000),
    numbers: z.array(z.string().max(100)).max(1000),
    sender: z.union([
      z.strictObject({ contactId: id }),
      z.strictObject({ name: z.string().trim().min(2).max(120) }),
    ]),
  })
  .meta({ id: 'ConfirmLetter' });
export type ConfirmLetter = z.output<typeof confirmLetter>;

/** `POST /api/letters/:id/steps`: what the desk did with an answer on paper. */
export const letterStep = z
  .strictObject({
    state: z.enum(['printed', 'signed', 'handed-over', 'posted', 'returned']),
    trackingNumber: z.string().trim().max(60).optional(),
    reason: z.string().trim().max(300).optional(),
  })
  .meta({ id: 'LetterStep' });
export type TakeLetterStep = z.output<typeof letterStep>;

/** `GET /api/letters/desk`: the accounts for which this person may hand in scans. */
export const letterDesk = z
  .object({
    accounts: z.array(z.object({ id, label: z.string(), maxBytes: z.number().int() })),
  })
  .meta({ id: 'LetterDesk' });
export type LetterDesk = z.output<typeof letterDesk>;

/** `POST /api/letters/scans`; `reference` is the barcode of a letter of ours that this one answers. */
export const handInScan = z.strictObject({ accountId: id, reference: z.string().max(60).optional() });

/** `known`: the same scan was handed in before; where it is, as far as the person may see it. */
export const handedIn = z
  .object({ known: z.boolean(), conversationId: id.nullable(), messageId: id.nullable() })
  .meta({ id: 'HandedIn' });
export type HandedIn = z.output<typeof handedIn>;

/** `GET /api/letters/print`: up to fifty answers as one document. */
export const printLetters = z.strictObject({
  ids: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(id).min(1).max(50)),
});

/** `POST /api/conversations/:id/letter-preview`: an answer as it would be printed, as an SVG picture. */
export const previewLetter = z
  .strictObject({
    text: z.string().max(100_000),
    subject: z.string().trim().max(300).optional(),
    identityId: id,
  })
  .meta({ id: 'PreviewLetter' });
export type PreviewLetter = z.output<typeof previewLetter>;

const addressPart = (least: number) =>
  z
    .string()
    .trim()
    .min(least)
    .max(120)
    .regex(/^\P{Cc}*$/u);

/** Where a letter is sent; the post code may be typed in Arabic digits. */
export const postalAddress = z
  .strictObject({
    line: addressPart(3),
    district: addressPart(0).default(''),
    city: addressPart(2),
    postCode: z.string().trim().transform(latinDigits).pipe(z.string().regex(POST_CODE)),
  })
  .meta({ id: 'PostalAddress' });

/** `POST /api/letters`: a letter to somebody who did not write; the same clientId again gives the same letter. */
export const beginLetter = z
  .strictObject({
    clientId: z.uuid(),
    accountId: id,
    to: z.union([
      z.strictObject({ contactId: id }),
      z.strictObject({ name: z.string().trim().min(2).max(120) }),
    ]),
    address: postalAddress,
    subject: z.string().trim().max(300).optional(),
    text: z.string().trim().min(1).max(100_000),
  })
  .meta({ id: 'BeginLetter' });
export type BeginLetter = z.output<typeof beginLetter>;

export const begunLetter = z.object({ conversationId: id, messageId: id }).meta({ id: 'BegunLetter' });
export type BegunLetter = z.output<typeof begunLetter>;
