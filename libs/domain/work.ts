import type { Capabilities } from './channel.js';

/** What a conversation is for whoever holds it: a running talk, or something that is read and answered at length. */
export type Work = 'chat' | 'mail';

/** Conversations of each kind of work: what somebody may hold at once. */
export type WorkCount = Readonly<Record<Work, number>>;

/** What a person may hold at once until somebody says otherwise. */
export const DEFAULT_CAPACITY: WorkCount = { chat: 4, mail: 6 };

/** How long after the last word an answered conversation takes no room any more, in milliseconds. */
export const QUIET_MS = 2 * 3_600_000;

/**
 * What work the conversations of a channel are, by what the channel can do. A call takes the whole person while it lasts, which
 * routing asks for by itself; what is to be done afterwards is like a mail, and so is a visit.
 */
export function workOf({
  voice,
  inPerson,
  continuity,
}: Pick<Capabilities, 'voice' | 'inPerson' | 'continuity'>): Work {
  return continuity === 'stream' && !voice && !inPerson ? 'chat' : 'mail';
}

/** The kinds of work of which one more finds room. */
export function roomIn(held: WorkCount, capacity: WorkCount): readonly Work[] {
  return (['chat', 'mail'] as const).filter((work) => held[work] < capacity[work]);
}
