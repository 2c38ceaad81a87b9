import { OFFICER_WISHES } from '@sila/domain';
import { z } from 'zod';
import type { RawEvent, RawRequest, StoredEvent } from '../channel.js';
import type { HandedInVisit } from '../in-person.js';

const visit = z.object({
  entryId: z.uuid(),
  queueId: z.uuid(),
  priority: z.number().int(),
  wish: z.enum(OFFICER_WISHES),
  day: z.iso.date(),
  prefix: z.string(),
  appointmentId: z.uuid().nullable(),
});

const entry = z.object({
  visit,
  person: z.object({
    address: z.string().min(1).max(200),
    name: z.string().min(1).max(200),
    mobile: z.string().nullable(),
    nationalId: z.string().nullable(),
  }),
  reason: z.string().max(4_000),
  language: z.enum(['ar', 'en']),
  conversationId: z.uuid().nullable(),
  enteredAt: z.iso.datetime(),
});
const stored = z.looseObject({ type: z.string(), entryId: z.uuid() });

/** How a visit is stored. The same entry is the same event, whatever else came with it the second time. */
export function storedVisit(handedIn: HandedInVisit): {
  readonly request: RawRequest;
  readonly events: readonly RawEvent[];
} {
  const { entryId } = handedIn.visit;
  const body = Buffer.from(JSON.stringify({ type: 'visit', entryId, ...handedIn }));
  return {
    request: { method: 'DESK', url: '', headers: {}, body },
    events: [{ key: `v:${entryId}`, accountRef: null, lane: handedIn.person.address, pointer: null }],
  };
}

/** What the desk handed in; null for an entry of a kind that is not known. Throws when the bytes are none. */
export function handedInVisit({ request }: Pick<StoredEvent, 'request'>): HandedInVisit | null {
  const json: unknown = JSON.parse(request.body.toString('utf8'));
  return stored.parse(json).type === 'visit' ? entry.parse(json) : null;
}
