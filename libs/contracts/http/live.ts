import { PRESENCE_REASONS, PRESENCE_STATES } from '@sila/domain';
import { z } from 'zod';
import { callView } from './calls.js';
import { id, instant, person } from './common.js';
import { conversationItem } from './conversations.js';

const count = z.number().int();

/** What came, was answered and was given up in a time. */
const flow = { arrivals: count, answers: count, abandoned: count };

/** One queue as it is at this moment. */
export const liveQueue = z
  .object({
    id,
    nameAr: z.string(),
    nameEn: z.string(),
    /** Open conversations without an owner whose person waits. */
    waiting: count,
    /** Since when the longest of them waits; null when nobody does. */
    longestWaitSince: instant.nullable(),
    /** Of all who wait in its conversations, those whose promised answer is at risk, and those whose is late. */
    atRisk: count,
    late: count,
    /** Open conversations that have an owner. */
    active: count,
    /** Of the last 60 minutes: messages and calls that came, answers given, people who left before anybody answered. */
    ...flow,
    /** The quarter hours of the clock from `from` on, the same number in each list; the last one still runs. */
    quarters: z.object({
      from: instant,
      arrivals: z.array(count),
      answers: z.array(count),
      abandoned: z.array(count),
    }),
    byChannel: z.array(z.object({ channel: z.string(), waiting: count, ...flow })),
    memberIds: z.array(id),
  })
  .meta({ id: 'LiveQueue' });
export type LiveQueue = z.output<typeof liveQueue>;

/** A colleague at work. Load is for staffing, never a judgement (P8, P11). */
export const livePerson = person
  .extend({
    presence: z.enum(PRESENCE_STATES),
    /** Why they are away, and in their own words where they gave some. */
    reason: z.enum(PRESENCE_REASONS).nullable(),
    words: z.string().nullable(),
    /** Since when they are in that state. */
    since: instant,
    /** Since when a call rings at them or they talk; null without one. */
    callSince: instant.nullable(),
    load: count,
    capacity: count,
  })
  .meta({ id: 'LivePerson' });
export type LivePerson = z.output<typeof livePerson>;

/** `GET /api/queues/live`: the supervisor's room, for the queues this person may see. */
export const liveView = z
  .object({
    at: instant,
    queues: z.array(liveQueue),
    /** The members of these queues, by name. */
    people: z.array(livePerson),
    /** How channels are called and drawn. */
    channels: z.array(z.object({ channel: z.string(), label: z.string(), icon: z.string() })),
    /** Calls that wait or run, as far as this person may see their conversations; the longest first. */
    calls: z.array(callView),
  })
  .meta({ id: 'LiveView' });
export type LiveView = z.output<typeof liveView>;

/** The numbers of the room behind which conversations stand. */
export const LIVE_FIGURES = ['waiting', 'at-risk', 'late', 'active', 'held'] as const;
export type LiveFigure = (typeof LIVE_FIGURES)[number];

/** `GET /api/queues/live/behind`: of a queue, or with `held` what a colleague holds. */
export const behindFigure = z
  .strictObject({ figure: z.enum(LIVE_FIGURES), queueId: id.optional(), staffId: id.optional() })
  .refine(
    ({ figure, queueId, staffId }) => (figure === 'held' ? staffId && !queueId : queueId && !staffId),
    'give staffId with held, queueId with everything else',
  )
  .meta({ id: 'BehindFigure' });
export type BehindFigure = z.output<typeof behindFigure>;

/** The conversations behind a number, who waits longest first, as far as the reader may see them; at most 200. */
export const behindView = z
  .object({ items: z.array(conversationItem), total: count })
  .meta({ id: 'BehindView' });
export type BehindView = z.output<typeof behindView>;
