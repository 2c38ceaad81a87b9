import { CALL_ACTIONS, CALLBACK_STATES, LEG_ROLES, SUPERVISIONS } from '@sila/domain';
import { z } from 'zod';
import { id, instant, limit, pageOf, person } from './common.js';
import { callBrief } from './messages.js';

/** One line that a softphone registers at. */
export const softphoneLine = z
  .object({
    channelAccountId: id,
    label: z.string(),
    driver: z.enum(['twilio', 'simulator']),
    /** Proves who registers; good until `expiresAt`, then ask again. */
    token: z.string(),
    /** The name that this person is called by there. */
    identity: z.string(),
    expiresAt: instant,
    /** Where the simulator's softphone registers (ws:). */
    url: z.string().optional(),
  })
  .meta({ id: 'SoftphoneLine' });
export type SoftphoneLine = z.output<typeof softphoneLine>;

/** `GET /api/calls/softphone` */
export const softphone = z.object({ lines: z.array(softphoneLine) }).meta({ id: 'Softphone' });
export type Softphone = z.output<typeof softphone>;

/** Somebody of the staff on a call. */
export const callParty = z
  .object({
    role: z.enum(LEG_ROLES),
    staff: person,
    state: z.enum(['ringing', 'talking']),
    /** Only of a supervisor. */
    supervision: z.enum(SUPERVISIONS).nullable(),
  })
  .meta({ id: 'CallParty' });

/** `GET /api/calls/:id` */
export const callView = callBrief
  .extend({
    /** Null until the person chose a queue: before that there is no conversation. */
    conversationId: id.nullable(),
    conversationNumber: z.number().int().nullable(),
    contact: person.nullable(),
    /** The person's number; null when it is withheld. */
    address: z.string().nullable(),
    channelAccountId: id,
    accountLabel: z.string(),
    queueId: id.nullable(),
    /** The person waits and hears the hold prompt. */
    held: z.boolean(),
    /** Until when it rings at the officer; null when it does not ring. */
    ringUntil: instant.nullable(),
    parties: z.array(callParty),
    /** What the officer wrote after the call. */
    note: z.string().nullable(),
    /** What whoever asks may do now. */
    may: z.array(z.enum(CALL_ACTIONS)),
  })
  .meta({ id: 'CallView' });
export type CallView = z.output<typeof callView>;

/** `GET /api/calls/current`: the call that rings at or is held by whoever asks. */
export const currentCall = z.object({ call: callView.nullable() }).meta({ id: 'CurrentCall' });
export type CurrentCall = z.output<typeof currentCall>;

/** `POST /api/conversations/:id/calls`; the same clientId again gives the same call. */
export const startCall = z
  .strictObject({ clientId: z.uuid(), channelAccountId: id.optional() })
  .meta({ id: 'StartCall' });
export type StartCall = z.output<typeof startCall>;

/** `POST /api/callbacks/:id/call` */
export const startCallback = z.strictObject({ clientId: z.uuid() }).meta({ id: 'StartCallback' });
export type StartCallback = z.output<typeof startCallback>;

/** `POST /api/calls/:id/transfer`: to a colleague, first spoken with when `warm`, or back into a queue, always without. */
export const transferCall = z
  .strictObject({
    assigneeId: id.optional(),
    queueId: id.optional(),
    warm: z.boolean(),
    reason: z.string().trim().min(1).max(500),
  })
  .refine(
    (body) => (body.assigneeId === undefined) !== (body.queueId === undefined),
    'give assigneeId or queueId',
  )
  .refine((body) => !body.warm || body.assigneeId !== undefined, 'only a colleague can be asked first')
  .meta({ id: 'TransferCall' });
export type TransferCall = z.output<typeof transferCall>;

/** `POST /api/calls/:id/supervise`; the supervisor's softphone rings, or the mode changes when they are on the call already. */
export const superviseCall = z.strictObject({ mode: z.enum(SUPERVISIONS) }).meta({ id: 'SuperviseCall' });
export type SuperviseCall = z.output<typeof superviseCall>;

/** `PUT /api/calls/:id/note`: one note of the thread; written again, it replaces the text. */
export const callNote = z
  .strictObject({ text: z.string().trim().min(1).max(10_000) })
  .meta({ id: 'CallNote' });
export type CallNote = z.output<typeof callNote>;

export const CALLBACK_VIEWS = ['open', 'mine', 'done'] as const;

/** `GET /api/callbacks` */
export const listCallbacks = z.strictObject({
  view: z.enum(CALLBACK_VIEWS).default('open'),
  cursor: id.optional(),
  limit: limit(30, 100),
});
export type ListCallbacks = z.output<typeof listCallbacks>;

/** `POST /api/callbacks/:id/cancel` */
export const cancelCallback = z
  .strictObject({ reason: z.string().trim().min(1).max(500) })
  .meta({ id: 'CancelCallback' });
export type CancelCallback = z.output<typeof cancelCallback>;

/** Somebody who asked to be called back instead of waiting. */
export const callbackView = z
  .object({
    id,
    conversationId: id,
    conversationNumber: z.number().int(),
    contact: person,
    address: z.string(),
    queueId: id,
    assignee: person.nullable(),
    state: z.enum(CALLBACK_STATES),
    askedAt: instant,
    /** How often they were called since. */
    calls: z.number().int(),
    doneAt: instant.nullable(),
    doneBy: person.nullable(),
    /** Why nobody called. */
    reason: z.string().nullable(),
  })
  .meta({ id: 'CallbackView' });
export type CallbackView = z.output<typeof callbackView>;
export const callbackPage = pageOf(callbackView).meta({ id: 'CallbackPage' });
export type CallbackPage = z.output<typeof callbackPage>;
