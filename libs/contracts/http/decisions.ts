import { VERDICT_CODES } from '@sila/domain';
import { z } from 'zod';
import { id, instant, person } from './common.js';
import { reason } from './conversations.js';

/** Why routing gave a conversation to somebody: everybody who was considered, and what spoke for or against them. */
export const routingDecision = z
  .object({
    id,
    at: instant,
    queueId: id,
    chosen: person,
    reason,
    candidates: z.array(
      z.object({
        person,
        verdict: z.enum(VERDICT_CODES),
        /** Which skill was lacking. */
        skill: z.object({ nameAr: z.string(), nameEn: z.string() }).nullable(),
      }),
    ),
  })
  .meta({ id: 'RoutingDecision' });
export type RoutingDecision = z.output<typeof routingDecision>;

/** `GET /api/conversations/:id/decisions`, newest first. */
export const routingDecisions = z.array(routingDecision);
