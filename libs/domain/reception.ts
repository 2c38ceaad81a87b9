/** Where a ticket of the reception desk stands. */
export const TICKET_STATES = ['waiting', 'called', 'serving', 'done', 'no-show'] as const;
export type TicketState = (typeof TICKET_STATES)[number];

/** What an officer does with a ticket. Calling one that was called already calls it again. */
export const TICKET_ACTS = ['call', 'no-show', 'start', 'end'] as const;
export type TicketAct = (typeof TICKET_ACTS)[number];

const ACTS: Readonly<Record<TicketAct, { readonly from: readonly TicketState[]; readonly to: TicketState }>> =
  {
    // Who did not come may come after all.
    call: { from: ['waiting', 'called', 'no-show'], to: 'called' },
    'no-show': { from: ['called'], to: 'no-show' },
    start: { from: ['waiting', 'called', 'no-show'], to: 'serving' },
    end: { from: ['serving'], to: 'done' },
  };

/** The state after an act; null when it can't be done now. */
export function afterAct(state: TicketState, act: TicketAct): TicketState | null {
  const { from, to } = ACTS[act];
  return from.includes(state) ? to : null;
}

/** What can be done with a ticket now, in the order of a visit. */
export function actsOn(state: TicketState): TicketAct[] {
  return TICKET_ACTS.filter((act) => afterAct(state, act) !== null);
}

/** Whom a person asked to speak with. */
export const OFFICER_WISHES = ['any', 'woman', 'man'] as const;
export type OfficerWish = (typeof OFFICER_WISHES)[number];

/** The number as it is printed, shown and called: `A-12`, or `12` at a desk without a letter. */
export function ticketLabel(prefix: string, number: number): string {
  return prefix === '' ? String(number) : `${prefix}-${number}`;
}

/** What the desk says of a visit: kept in the `meta` of its message. */
export interface Visit {
  /** Made by the browser; the ticket's id. */
  readonly entryId: string;
  readonly queueId: string;
  /** Higher is served first; 0 is normal. */
  readonly priority: number;
  readonly wish: OfficerWish;
  /** The desk's civil day, and what stands before its numbers. */
  readonly day: string;
  readonly prefix: string;
  readonly appointmentId: string | null;
}

export const APPOINTMENT_STATES = ['booked', 'arrived', 'cancelled'] as const;
export type AppointmentState = (typeof APPOINTMENT_STATES)[number];

const MINUTE_MS = 60_000;
/** How early, and how late, somebody still is on time. */
const ON_TIME_MS = 15 * MINUTE_MS;
const ON_TIME_PRIORITY = 2;

/** Who comes at the time agreed is served before those who came without one; who comes early or late waits with them. */
export function arrivalPriority(startsAt: Date, now: Date): number {
  return Math.abs(now.getTime() - startsAt.getTime()) <= ON_TIME_MS ? ON_TIME_PRIORITY : 0;
}

const HOUR_MS = 60 * MINUTE_MS;

/**
 * When somebody is reminded: a day before, at the hour of the appointment; two hours before when it was agreed later than
 * that. Null when it is too near to need a reminder.
 */
export function reminderAt(startsAt: Date, now: Date): Date | null {
  const before = (hours: number): Date => new Date(startsAt.getTime() - hours * HOUR_MS);
  return [before(24), before(2)].find((at) => at > now) ?? null;
}

/** How an interview was agreed to: drawn on the pad, typed as a name and confirmed, or signed on the printed sheet. */
export const SIGNATURE_WAYS = ['pad', 'typed', 'paper'] as const;
export type SignatureWay = (typeof SIGNATURE_WAYS)[number];

/** Where an interview stands: being filled, read back and frozen, or signed. */
export const INTERVIEW_STATES = ['draft', 'read-back', 'signed'] as const;
export type InterviewState = (typeof INTERVIEW_STATES)[number];

/** The pad's size in its own units; strokes are points on it, one after the other. */
export const PAD = { width: 600, height: 200, mostPoints: 4_000 } as const;
export type Stroke = readonly (readonly [number, number])[];

/** The strokes as a path of SVG. */
export function pathOf(strokes: readonly Stroke[]): string {
  return strokes
    .map((stroke) => stroke.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join(' '))
    .join(' ');
}
