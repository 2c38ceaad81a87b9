import type { CallRecording, CallState, LegRole } from './call.js';

/** What can be done with a call by whoever is on it, or may be. */
export const CALL_ACTIONS = [
  'decline',
  'end',
  'hold',
  'resume',
  'pause-recording',
  'resume-recording',
  'transfer',
  'complete-transfer',
  'cancel-transfer',
  'supervise',
  'note',
] as const;
export type CallAction = (typeof CALL_ACTIONS)[number];

export interface CallOfReader {
  readonly state: CallState;
  readonly held: boolean;
  readonly recording: CallRecording;
  /** The reader's own part; null for somebody who is not on the call. */
  readonly mine: { readonly role: LegRole; readonly answered: boolean } | null;
  /** A colleague who is asked before a transfer. */
  readonly consulted: { readonly answered: boolean } | null;
  readonly maySupervise: boolean;
}

/** What the reader may do with a call now. */
export function callActions(call: CallOfReader): CallAction[] {
  const { mine, state } = call;
  if (state === 'ended') return ['note'];
  if (!mine) return state === 'talking' && call.maySupervise ? ['supervise', 'note'] : ['note'];
  if (!mine.answered) return ['decline'];
  if (mine.role === 'supervisor') return ['end', 'supervise'];
  if (mine.role !== 'officer') return ['end'];
  return state === 'talking' ? ['end', ...whileTalking(call), 'note'] : ['end', 'note'];
}

function whileTalking({ held, recording, consulted }: CallOfReader): CallAction[] {
  const actions: CallAction[] = recording === 'on' ? ['pause-recording'] : [];
  if (recording === 'paused') actions.push('resume-recording');
  if (consulted)
    return [...actions, ...(consulted.answered ? (['complete-transfer'] as const) : []), 'cancel-transfer'];
  return [...actions, held ? 'resume' : 'hold', 'transfer'];
}
