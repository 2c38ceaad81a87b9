import { CALL_OUTCOMES, CALL_RECORDINGS, CALL_STATES, LETTER_STATES } from '@sila/domain';
import { z } from 'zod';
import { id, instant, limit, person } from './common.js';
import { formView } from './forms.js';

export const attachmentView = z
  .object({
    id,
    fileName: z.string(),
    mediaType: z.string(),
    size: z.number().int().nullable(),
    state: z.enum(['pending', 'ready', 'rejected', 'expired', 'dead']),
    reason: z.string().nullable(),
    inline: z.boolean(),
  })
  .meta({ id: 'AttachmentView' });
export type AttachmentView = z.output<typeof attachmentView>;

/** What a message carries beside text and files. */
export const messageContent = z
  .discriminatedUnion('type', [
    z.object({
      type: z.literal('location'),
      latitude: z.number(),
      longitude: z.number(),
      name: z.string().nullable(),
      address: z.string().nullable(),
    }),
    z.object({
      type: z.literal('contacts'),
      contacts: z.array(
        z.object({ name: z.string(), phones: z.array(z.string()), emails: z.array(z.string()) }),
      ),
    }),
    z.object({ type: z.literal('choice'), title: z.string(), payload: z.string().nullable() }),
    z.object({
      type: z.literal('story'),
      story: z.enum(['mention', 'reply']),
      url: z.string().nullable(),
    }),
    z.object({ type: z.literal('post'), url: z.string() }),
    z.object({ type: z.literal('elsewhere'), url: z.string() }),
  ])
  .meta({ id: 'MessageContent' });

/** The message that another one answers; `id` is null when it does not stand in the same thread. */
export const quotedMessage = z
  .object({
    id: id.nullable(),
    direction: z.enum(['in', 'out', 'note', 'notice']).nullable(),
    /** Its first characters. */
    text: z.string(),
    content: messageContent.nullable(),
    /** Of its first file. */
    mediaType: z.string().nullable(),
    deleted: z.boolean(),
  })
  .meta({ id: 'QuotedMessage' });
export type QuotedMessage = z.output<typeof quotedMessage>;

/** The paper behind a message. */
export const letterBrief = z
  .object({
    state: z.enum(LETTER_STATES),
    stateAt: instant,
    /** Why it can't be read, or why it came back. */
    reason: z.string().nullable(),
    trackingNumber: z.string().nullable(),
    /** The number under its barcode; null for letters that came in. */
    reference: z.string().nullable(),
    verifiedBy: person.nullable(),
  })
  .meta({ id: 'LetterBrief' });
export type LetterBrief = z.output<typeof letterBrief>;

/** The call that a message stands for; its recording or voicemail is an attachment of the message. */
export const callBrief = z
  .object({
    id,
    direction: z.enum(['in', 'out']),
    state: z.enum(CALL_STATES),
    /** Null until it ended. */
    outcome: z.enum(CALL_OUTCOMES).nullable(),
    startedAt: instant,
    answeredAt: instant.nullable(),
    endedAt: instant.nullable(),
    /** How long they talked; null when they did not. */
    seconds: z.number().int().nullable(),
    recording: z.enum(CALL_RECORDINGS),
    /** Who talks or talked with the person. */
    officer: person.nullable(),
  })
  .meta({ id: 'CallBrief' });
export type CallBrief = z.output<typeof callBrief>;

/** One entry of a thread. */
export const messageView = z
  .object({
    id,
    conversationId: id,
    seq: z.number().int(),
    direction: z.enum(['in', 'out', 'note', 'notice']),
    kind: z.enum(['text', 'unsupported', 'placeholder', 'call']),
    text: z.string(),
    /** True when a sanitised HTML form is to be had at `/api/messages/:id/html`. */
    hasHtml: z.boolean(),
    subject: z.string().nullable(),
    /** Index in `text` where quoted earlier mail begins. */
    quotedFrom: z.number().int().nullable(),
    /** The time the thread is ordered by, then seq. */
    shownAt: instant,
    /** The provider's time; shown as "sent at" when it differs. */
    sentAt: instant.nullable(),
    createdAt: instant,
    channelAccountId: id.nullable(),
    channel: z.string().nullable(),
    address: z.string().nullable(),
    author: person.nullable(),
    status: z.enum([
      'received',
      'queued',
      'sending',
      'accepted',
      'sent',
      'delivered',
      'read',
      'failed',
      'unknown',
      'cancelled',
    ]),
    error: z.object({ code: z.string(), detail: z.string().nullable() }).nullable(),
    needsTemplate: z.boolean(),
    /** Until when the officer may take it back; null when it has left or never could. */
    undoUntil: instant.nullable(),
    automatic: z.boolean(),
    clientId: z.string().nullable(),
    attachments: z.array(attachmentView),
    content: messageContent.nullable(),
    quoted: quotedMessage.nullable(),
    reactions: z.array(z.object({ emoji: z.string(), count: z.number().int() })),
    /** The text is not the first one; the earlier ones are at `/api/messages/:id/edits`. */
    editedAt: instant.nullable(),
    /** The person took it back: nothing of what it said is left. */
    deletedAt: instant.nullable(),
    /** The answers, where the message is a form of the portal. */
    form: formView.nullable(),
    /** Null for what is not on paper. */
    letter: letterBrief.nullable(),
    /** Set when `kind` is `call`. */
    call: callBrief.nullable(),
  })
  .meta({ id: 'MessageView' });
export type MessageView = z.output<typeof messageView>;

/** `GET /api/conversations/:id/messages`: newest page first; `before` is a cursor of an earlier page. */
export const listMessages = z.strictObject({ before: z.string().max(200).optional(), limit: limit(50, 200) });

/** Messages of one page in the order they are shown; `before` leads to the earlier page. */
export const messagePage = z
  .object({ messages: z.array(messageView), before: z.string().nullable(), seq: z.number().int() })
  .meta({ id: 'MessagePage' });
export type MessagePage = z.output<typeof messagePage>;

/** An address that a person gave of themselves. */
export const contactClaim = z
  .object({ kind: z.enum(['phone', 'email']), value: z.string().max(320) })
  .meta({ id: 'ContactClaim' });

/** `POST /api/conversations/:id/messages`; the same clientId again gives the same message. */
export const postMessage = z
  .strictObject({
    clientId: z.uuid(),
    kind: z.enum(['reply', 'note']),
    text: z.string().max(100_000).default(''),
    subject: z.string().trim().max(300).optional(),
    attachments: z.array(id).max(10).default([]),
    channelAccountId: id.optional(),
    identityId: id.optional(),
    /** Instead of `identityId`: an address that the person gave, on this account. */
    claim: contactClaim.optional(),
    /** Highest seq the officer saw; the answer is 409 `newer-messages` when the person or a colleague wrote since. */
    lastSeenSeq: z.number().int().min(0).optional(),
    template: z
      .object({ id: z.string().max(100), variables: z.record(z.string().max(40), z.string().max(1000)) })
      .optional(),
  })
  .refine(
    (body) => body.text.trim() !== '' || body.attachments.length > 0 || body.template !== undefined,
    'the message is empty',
  )
  .meta({ id: 'PostMessage' });
export type PostMessage = z.output<typeof postMessage>;

/** `POST /api/messages/:id/resolve`: what a person decided about a message that failed or whose outcome is unknown. */
export const resolveMessage = z
  .strictObject({ decision: z.enum(['resend', 'leave']) })
  .meta({ id: 'ResolveMessage' });
export type ResolveMessage = z.output<typeof resolveMessage>;

/** `GET /api/messages/:id/edits`: what it said before, oldest first. */
export const messageEdits = z
  .array(z.object({ text: z.string(), until: instant }))
  .meta({ id: 'MessageEdits' });
export type MessageEdits = z.output<typeof messageEdits>;
