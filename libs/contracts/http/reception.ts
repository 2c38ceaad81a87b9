import {
  APPOINTMENT_STATES,
  INTERVIEW_STATES,
  isNationalId,
  latinDigits,
  OFFICER_WISHES,
  PAD,
  SIGNATURE_WAYS,
  TICKET_ACTS,
  toE164,
} from '@sila/domain';
import { z } from 'zod';
import { id, instant, language, person } from './common.js';
import { ticketBrief } from './conversations.js';
import { formPart, interviewForm } from './forms.js';

const wish = z.enum(OFFICER_WISHES);

/** `GET /api/reception`: the desks this person works at. */
export const receptionStart = z
  .object({
    desks: z.array(
      z.object({
        id,
        label: z.string(),
        queueId: id,
        counters: z.number().int(),
        slotMinutes: z.number().int(),
      }),
    ),
  })
  .meta({ id: 'ReceptionStart' });
export type ReceptionStart = z.output<typeof receptionStart>;

/** `GET /api/reception/people`: by name, mobile, national ID, conversation number, or the number on an interview's sheet. */
export const findVisitor = z.strictObject({ q: z.string().trim().min(2).max(100) });

/** Somebody known at the desk, and why they were found. */
export const visitorFound = z
  .object({
    id,
    name: z.string(),
    because: z.enum(['name', 'phone', 'national-id', 'number', 'sheet']),
    /** The newest conversation one may see; the one that was asked for by its number. */
    conversation: z.object({ id, number: z.number().int(), at: instant }),
  })
  .meta({ id: 'VisitorFound' });
export type VisitorFound = z.output<typeof visitorFound>;
export const visitorsFound = z.array(visitorFound);

const mobile = z
  .string()
  .trim()
  .max(40)
  .refine((text) => toE164(text) !== null, 'no number');
const nationalId = z
  .string()
  .max(40)
  .transform((text) => latinDigits(text).replace(/\s/g, ''))
  .refine(isNationalId, 'no national ID');

/** `POST /api/reception/visits`: somebody came. `entryId` is made by the browser; the same again has no effect. */
export const enterVisit = z
  .strictObject({
    entryId: id,
    deskId: id,
    person: z.union([
      z.strictObject({ contactId: id }),
      z.strictObject({
        name: z.string().trim().min(2).max(120),
        mobile: mobile.optional(),
        nationalId: nationalId.optional(),
      }),
    ]),
    reason: z.string().trim().min(1).max(2_000),
    queueId: id,
    wish,
    /** The conversation that the person came about; a new one without it. */
    conversationId: id.optional(),
    language,
    enteredAt: instant,
  })
  .meta({ id: 'EnterVisit' });
export type EnterVisit = z.output<typeof enterVisit>;
export const entered = z.object({ entryId: id }).meta({ id: 'EnteredVisit' });
export type Entered = z.output<typeof entered>;

/** One number of a desk's day. Name and conversation only where the reader may see the conversation. */
export const deskTicket = ticketBrief
  .extend({
    name: z.string().nullable(),
    conversationId: id.nullable(),
    queueId: id,
    createdAt: instant,
  })
  .meta({ id: 'DeskTicket' });
export type DeskTicket = z.output<typeof deskTicket>;
/** `GET /api/reception/:id/tickets`: today's, the newest first. */
export const deskTickets = z.array(deskTicket);

/** `POST /api/tickets/:id/acts`; calling names the counter. */
export const actOnTicket = z
  .strictObject({ act: z.enum(TICKET_ACTS), counter: z.number().int().min(1).max(40).optional() })
  .refine(({ act, counter }) => act !== 'call' || counter !== undefined, 'calling names a counter')
  .meta({ id: 'ActOnTicket' });
export type ActOnTicket = z.output<typeof actOnTicket>;

/** `GET /api/reception/:id/screen`: path and key of the waiting-room screen. */
export const screenLink = z.object({ path: z.string() }).meta({ id: 'ScreenLink' });
export type ScreenLink = z.output<typeof screenLink>;

/** `GET /api/waiting-rooms/:id`: what the screen shows to everybody. No names, no reasons. */
export const waitingRoom = z
  .object({
    label: z.string(),
    timeZone: z.string(),
    /** The newest call first. */
    calls: z.array(
      z.object({
        label: z.string(),
        counter: z.number().int(),
        calls: z.number().int(),
        calledAt: instant,
        /** False once the person was served or did not come. */
        current: z.boolean(),
      }),
    ),
    waiting: z.number().int(),
  })
  .meta({ id: 'WaitingRoom' });
export type WaitingRoom = z.output<typeof waitingRoom>;

/** `GET /api/reception/:id/appointments`: those of a day, and the times that are free. */
export const listAppointments = z.strictObject({ day: z.iso.date() });
export const appointmentView = z
  .object({
    id,
    contact: person,
    startsAt: instant,
    queueId: id,
    reason: z.string(),
    wish,
    state: z.enum(APPOINTMENT_STATES),
    remindedAt: instant.nullable(),
  })
  .meta({ id: 'AppointmentView' });
export type AppointmentView = z.output<typeof appointmentView>;
export const appointmentDay = z
  .object({
    appointments: z.array(appointmentView),
    slots: z.array(z.object({ startsAt: instant, free: z.number().int() })),
  })
  .meta({ id: 'AppointmentDay' });
export type AppointmentDay = z.output<typeof appointmentDay>;

/** `POST /api/reception/:id/appointments` */
export const bookAppointment = z
  .strictObject({
    contactId: id,
    startsAt: instant,
    queueId: id,
    reason: z.string().trim().min(1).max(500),
    wish,
  })
  .meta({ id: 'BookAppointment' });
export type BookAppointment = z.output<typeof bookAppointment>;
/** `PUT /api/appointments/:id`: another time. */
export const moveAppointment = z.strictObject({ startsAt: instant }).meta({ id: 'MoveAppointment' });
export type MoveAppointment = z.output<typeof moveAppointment>;

const answers = z.record(
  z.string().max(40),
  z.union([z.string().max(4_000), z.array(z.string().max(200)).max(60)]),
);

/** An interview in the conversation's list. */
export const interviewBrief = z
  .object({
    id,
    title: z.string(),
    state: z.enum(INTERVIEW_STATES),
    createdAt: instant,
    heldBy: person,
    signedAt: instant.nullable(),
    signedHow: z.enum(SIGNATURE_WAYS).nullable(),
    messageId: id.nullable(),
  })
  .meta({ id: 'InterviewBrief' });
export type InterviewBrief = z.output<typeof interviewBrief>;

/** `GET /api/conversations/:id/interviews`; `counters` is how many the desk has that gave the newest ticket, 0 without one. */
export const conversationInterviews = z
  .object({
    interviews: z.array(interviewBrief),
    counters: z.number().int(),
    /** What can be begun here: nothing without a ticket, or for who may not answer. */
    forms: z.array(z.object({ name: z.string(), titleAr: z.string(), titleEn: z.string() })),
  })
  .meta({ id: 'ConversationInterviews' });
export type ConversationInterviews = z.output<typeof conversationInterviews>;

export const beginInterview = z
  .strictObject({ form: z.string().max(40), language })
  .meta({ id: 'BeginInterview' });
export type BeginInterview = z.output<typeof beginInterview>;

/** What was read back: the answers in words, sensitive numbers covered, and what the person agrees to. */
export const interviewRendering = z
  .object({
    title: z.string(),
    personName: z.string(),
    parts: z.array(formPart),
    statement: z.string(),
    consent: z.string(),
    frozenAt: instant,
  })
  .meta({ id: 'InterviewRendering' });
export type InterviewRendering = z.output<typeof interviewRendering>;

/** `GET /api/interviews/:id`: form and answers only until it is signed. */
export const interviewDetail = interviewBrief
  .extend({
    conversationId: id,
    language,
    revision: z.number().int(),
    form: interviewForm.nullable(),
    answers: answers.nullable(),
    rendering: interviewRendering.nullable(),
    digest: z.string().nullable(),
    reference: z.string(),
  })
  .meta({ id: 'InterviewDetail' });
export type InterviewDetail = z.output<typeof interviewDetail>;

/** `PUT /api/interviews/:id`: saves as one goes; what was read back is a draft again. */
export const saveInterview = z
  .strictObject({ revision: z.number().int(), answers })
  .meta({ id: 'SaveInterview' });
export type SaveInterview = z.output<typeof saveInterview>;

/** `POST /api/interviews/:id/read-back`: freezes the answers. Throws `bad-request` with the fields at fault. */
export const readBackInterview = z
  .strictObject({ revision: z.number().int() })
  .meta({ id: 'ReadBackInterview' });
export type ReadBackInterview = z.output<typeof readBackInterview>;

const coordinate = (most: number) => z.number().min(0).max(most);
const stroke = z.array(z.tuple([coordinate(PAD.width), coordinate(PAD.height)])).min(1);

/** `POST /api/interviews/:id/sign`: the person agreed to exactly what has this digest. Strokes, or the name typed instead. */
export const signInterview = z
  .strictObject({
    digest: z.string().regex(/^[0-9a-f]{64}$/),
    name: z.string().trim().min(2).max(120),
    strokes: z
      .array(stroke)
      .min(1)
      .refine((strokes) => strokes.flat().length <= PAD.mostPoints, 'too many points')
      .nullable(),
  })
  .meta({ id: 'SignInterview' });
export type SignInterview = z.output<typeof signInterview>;
