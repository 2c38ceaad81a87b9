/**
 * Where a call stands. In: `menu` (greeting, choice, consent), `waiting` in the queue, `ringing` at an officer, `talking`,
 * `voicemail`. Out: `ringing` at the officer who calls, `dialling` the person, `talking`. Both: `ended`.
 */
export const CALL_STATES = [
  'menu',
  'waiting',
  'ringing',
  'dialling',
  'talking',
  'voicemail',
  'ended',
] as const;
export type CallState = (typeof CALL_STATES)[number];

/**
 * How a call ended. `missed`: the person left before anybody answered; the last five are ends of calls out. `unknown`: it
 * may have been made, for the provider never said.
 */
export const CALL_OUTCOMES = [
  'answered',
  'missed',
  'voicemail',
  'callback',
  'busy',
  'no-answer',
  'failed',
  'cancelled',
  'unknown',
] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** `off`: not recorded by the account's settings; `refused`: the person did not agree; `agreed`: may begin when they talk. */
export const CALL_RECORDINGS = ['off', 'refused', 'agreed', 'on', 'paused', 'done'] as const;
export type CallRecording = (typeof CALL_RECORDINGS)[number];

/** Who is on a call: the person, the officer, a colleague asked before a transfer, a supervisor who listens. */
export const LEG_ROLES = ['person', 'officer', 'consulted', 'supervisor'] as const;
export type LegRole = (typeof LEG_ROLES)[number];

/** What a supervisor does on a call: hear it, speak to the officer alone, speak to both. */
export const SUPERVISIONS = ['listen', 'whisper', 'join'] as const;
export type Supervision = (typeof SUPERVISIONS)[number];

export const CALLBACK_STATES = ['open', 'done', 'cancelled'] as const;
export type CallbackState = (typeof CALLBACK_STATES)[number];
