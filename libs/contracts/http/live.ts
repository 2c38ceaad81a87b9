import { PRESENCE_STATES } from '@sila/domain';
import { z } from 'zod';
import { callView } from './calls.js';
import { id, instant, person } from './common.js';

/** `GET /api/queues/live`: the supervisor's room. Figures are for the queues this person may see. */
export const liveView = z
  .object({
    at: instant,
    queues: z.array(
      z.object({
        id,
        nameAr: z.string(),
        nameEn: z.string(),
        waiting: z.number().int(),
        /** Since when the longest waits; null when nobody does. */
        longestWaitSince: instant.nullable(),
        /** Of all who wait in its conversations, those whose promised answer is at risk, and those whose is late. */
        atRisk: z.number().int(),
        late: z.number().int(),
        /** Open conversations that have an owner. */
        active: z.number().int(),
        /** Last 60 minutes. */
        arrivals: z.number().int(),
        answers: z.number().int(),
        byChannel: z.array(
          z.object({
            channel: z.string(),
            label: z.string(),
            icon: z.string(),
            waiting: z.number().int(),
            arrivals: z.number().int(),
            answers: z.number().int(),
          }),
        ),
        staff: z.array(
          person.extend({
            presence: z.enum(PRESENCE_STATES),
            load: z.number().int(),
            capacity: z.number().int(),
            since: instant,
          }),
        ),
      }),
    ),
    /** Calls that wait or run, as far as this person may see their conversations; the longest first. */
    calls: z.array(callView),
  })
  .meta({ id: 'LiveView' });
export type LiveView = z.output<typeof liveView>;
