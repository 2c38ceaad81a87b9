import { z } from 'zod';
import { attachmentView } from './messages.js';
import { id, language } from './common.js';
import { formDefinition } from './forms.js';

/** Answers as they were typed; the server checks them again when the form is sent. */
const answers = z
  .record(z.string().max(40), z.union([z.string().max(8_000), z.array(z.string().max(60)).max(60)]))
  .refine((given) => Object.keys(given).length <= 400, 'too many answers');

/** `GET /portal/api/start`: which forms are open, and where help is to be had. */
export const portalStart = z
  .object({
    association: z.object({ nameAr: z.string(), nameEn: z.string() }),
    help: z.object({ phone: z.string(), whatsapp: z.string() }),
    forms: z.array(
      z.object({
        accountId: id,
        /** Of the settings that define the form. */
        version: z.number().int(),
        form: formDefinition,
      }),
    ),
    limits: z.object({ maxBytes: z.number().int(), maxFiles: z.number().int() }),
  })
  .meta({ id: 'PortalStart' });
export type PortalStart = z.output<typeof portalStart>;

/** `GET /portal/api/challenge`: find a number after which SHA-256 of `challenge.number` begins with `bits` zero bits. */
export const portalChallenge = z
  .object({ challenge: z.string(), bits: z.number().int() })
  .meta({ id: 'PortalChallenge' });
export type PortalChallenge = z.output<typeof portalChallenge>;

const proof = z.strictObject({ challenge: z.string().max(200), number: z.number().int().min(0) });
export type Proof = z.output<typeof proof>;

/** `POST /portal/api/drafts` */
export const openDraft = z
  .strictObject({ accountId: id, version: z.number().int(), language, proof })
  .meta({ id: 'OpenDraft' });
export type OpenDraft = z.output<typeof openDraft>;

/** The key of a draft, for one browser at a time. */
export const draftKey = z.object({ token: z.string() }).meta({ id: 'DraftKey' });
export type DraftKey = z.output<typeof draftKey>;

/** `PUT /portal/api/draft` */
export const saveFormDraft = z
  .strictObject({ answers, step: z.number().int().min(0).max(50), language })
  .meta({ id: 'SaveFormDraft' });
export type SaveFormDraft = z.output<typeof saveFormDraft>;

/** `GET /portal/api/draft`: what is kept of a form that is being filled. */
export const formDraft = z
  .object({
    accountId: id,
    form: formDefinition,
    answers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    step: z.number().int(),
    language,
    files: z.array(attachmentView),
    /** Set once the form was sent. */
    reference: z.string().nullable(),
  })
  .meta({ id: 'FormDraft' });
export type FormDraft = z.output<typeof formDraft>;

/** `POST /portal/api/draft/code`: the address to come back with. */
export const askDraftCode = z
  .strictObject({ contact: z.string().trim().min(3).max(254) })
  .meta({ id: 'AskDraftCode' });
export type AskDraftCode = z.output<typeof askDraftCode>;

/** The code itself where nothing can be sent to the address; null when it is asked for by that address later. */
export const draftCode = z.object({ code: z.string().nullable() }).meta({ id: 'DraftCode' });
export type DraftCode = z.output<typeof draftCode>;

/** `POST /portal/api/resume/code` */
export const askResumeCode = askDraftCode.extend({ proof }).meta({ id: 'AskResumeCode' });
export type AskResumeCode = z.output<typeof askResumeCode>;

/** `POST /portal/api/resume` */
export const resumeDraft = z
  .strictObject({ contact: z.string().trim().min(3).max(254), code: z.string().trim().min(4).max(40) })
  .meta({ id: 'ResumeDraft' });
export type ResumeDraft = z.output<typeof resumeDraft>;

/** `POST /portal/api/draft/submit` */
export const submitForm = z
  .strictObject({
    answers,
    language,
    /** The version of the text that the person agreed to. */
    consent: z.string().max(40),
    /** A field that people do not see; whoever fills it is a program. */
    website: z.literal(''),
  })
  .meta({ id: 'SubmitForm' });
export type SubmitForm = z.output<typeof submitForm>;

/** The number to name when asking about a form that was sent. */
export const formReceipt = z.object({ reference: z.string() }).meta({ id: 'FormReceipt' });
export type FormReceipt = z.output<typeof formReceipt>;
