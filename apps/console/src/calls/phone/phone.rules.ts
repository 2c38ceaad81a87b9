import { latinDigits } from '@sila/domain';
import type { Leg, PhoneTrouble, Registration } from './softphone.js';

/** A line of the simulator's wire (apps/simulator/README.md), from the simulator. */
export type SimulatorFrame =
  | { readonly type: 'registered'; readonly identity: string }
  | { readonly type: 'refused'; readonly reason: string }
  | {
      readonly type: 'incoming';
      readonly callSid: string;
      readonly from: string;
      readonly parameters: Readonly<Record<string, string>>;
    }
  | { readonly type: 'cancelled' | 'ended'; readonly callSid: string };

const FRAMES: ReadonlySet<unknown> = new Set(['registered', 'refused', 'incoming', 'cancelled', 'ended']);

/** Reads a frame; null for what this console does not know. */
export function frameOf(text: string): SimulatorFrame | null {
  try {
    const frame: unknown = JSON.parse(text);
    const known = typeof frame === 'object' && frame !== null && 'type' in frame && FRAMES.has(frame.type);
    return known ? (frame as SimulatorFrame) : null;
  } catch {
    return null;
  }
}

/** The name under which the server hands our id of a call to the officer's side. */
const CALL_ID = 'callId';

/** A side that rings. */
export function ringingLeg(sid: string, parameters: Readonly<Record<string, string>>): Leg {
  return { sid, state: 'ringing', muted: false, callId: parameters[CALL_ID] ?? null };
}

/** The officer's side after a frame. What concerns another call changes nothing. */
export function legAfter(leg: Leg | null, frame: SimulatorFrame): Leg | null {
  switch (frame.type) {
    case 'incoming':
      return leg ?? ringingLeg(frame.callSid, frame.parameters);
    case 'cancelled':
    case 'ended':
      return leg?.sid === frame.callSid ? null : leg;
    case 'registered':
    case 'refused':
      return leg;
  }
}

/** Codes of the SDK's errors that a person can do something about (twilio.com/docs/api/errors). */
const TROUBLES: Readonly<Record<number, PhoneTrouble>> = {
  20101: 'refused',
  20104: 'refused',
  20157: 'refused',
  31201: 'refused',
  31202: 'refused',
  31204: 'refused',
  31205: 'refused',
  31401: 'microphone-denied',
  31402: 'microphone-missing',
  31008: 'unsupported',
};

/** What an error of the SDK means for the officer. */
export const troubleOfCode = (code: number): PhoneTrouble => TROUBLES[code] ?? 'unreachable';

/** Why the browser gave no microphone, by the name of its error (w3.org/TR/mediacapture-streams). */
export function troubleOfMicrophone(errorName: string): PhoneTrouble {
  if (errorName === 'NotAllowedError' || errorName === 'SecurityError') return 'microphone-denied';
  return 'microphone-missing';
}

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 15_000;

/** How long to wait before the next try to connect; `attempt` counts from 0. */
export const retryDelay = (attempt: number): number => Math.min(FIRST_RETRY_MS * 2 ** attempt, LAST_RETRY_MS);

/** What a keypad can send of what was typed: digits of any script, star and hash. */
export const keypadSigns = (typed: string): string => latinDigits(typed).replace(/[^0-9*#]/g, '');

/** A line and whether calls reach this browser over it. */
export interface Line {
  readonly id: string;
  readonly label: string;
  readonly registration: Registration;
}

/** How the phone as a whole stands: ready when every line is; the first failure is what the officer must know. */
export function phoneState(lines: readonly Line[]): Registration {
  const states = lines.map(({ registration }) => registration);
  const worst = (state: Registration['state']) => states.find((one) => one.state === state);
  return (
    worst('failed') ??
    worst('registering') ??
    worst('off') ?? { state: states.length > 0 ? 'registered' : 'off' }
  );
}
