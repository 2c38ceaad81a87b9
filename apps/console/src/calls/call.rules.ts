import type { CallView } from '@sila/contracts';
import type { Leg } from './phone/softphone.js';

/** What the officer is shown of their call: somebody to be answered, a call that is being made, one that is held. */
export type Scene = 'ringing' | 'connecting' | 'running';

type Party = CallView['parties'][number];

/** This person's own side of a call; undefined when they are not on it. */
export const ownParty = (call: CallView | null, staffId: string): Party | undefined =>
  call?.parties.find((party) => party.staff.id === staffId);

/** A call that the person asked for: their own side rings only to be answered by itself. */
const isAskedFor = (call: CallView, role: Party['role']): boolean =>
  role === 'supervisor' || (role === 'officer' && call.direction === 'out');

/**
 * What the dock shows; null for nothing. The server says what the call is; until it has said so, the softphone's side is all
 * there is to go by.
 */
export function sceneOf(call: CallView | null, leg: Leg | null, staffId: string): Scene | null {
  const mine = ownParty(call, staffId);
  if (!call || !mine || call.state === 'ended')
    return leg && (leg.state === 'ringing' ? 'ringing' : 'connecting');
  if (isAskedFor(call, mine.role) && mine.state === 'ringing') return 'connecting';
  if (mine.state === 'ringing') return leg && leg.state !== 'ringing' ? 'connecting' : 'ringing';
  return 'running';
}

/** Whether words about the call are still to be asked of this person, who is no longer on it. */
export const asksForNote = ({ note, may }: Pick<CallView, 'note' | 'may'>): boolean =>
  note === null && may.includes('note');

/** The colleague who was asked before a transfer; undefined when nobody was. */
export const consulted = (call: CallView): Party | undefined =>
  call.parties.find(({ role }) => role === 'consulted');

/** Since when the clock of a call runs: since they talk, else since it began. */
export const clockFrom = ({ answeredAt, startedAt }: Pick<CallView, 'answeredAt' | 'startedAt'>): string =>
  answeredAt ?? startedAt;

/** The name of the other side; null while they are known by nothing but their number. */
export const nameOf = ({ contact, address }: Pick<CallView, 'contact' | 'address'>): string | null =>
  contact && contact.name !== address ? contact.name : null;

/** Whether a name is only likely: whoever calls can show any number, a network proves none. */
export const isAsserted = (call: Pick<CallView, 'direction' | 'contact' | 'address'>): boolean =>
  call.direction === 'in' && nameOf(call) !== null;
