import type { CallerStep, Supervision } from '@sila/domain';
import type { Reply } from './channel.js';

/**
 * What a channel of telephone calls does beside telling what happened: it says to the person what comes next, and rings, joins,
 * holds and records at its provider. Everything that asks the provider throws ChannelError when it does not work.
 */
export interface Voice {
  /** What this account's settings say about calls. */
  readonly rules: VoiceRules;
  /** Turns a step into what the provider is answered with. */
  answer(step: CallerStep, call: CallPlace): Reply;
  /** Lets a person of the staff take calls in a softphone. */
  softphone(staffId: string, now: Date): Promise<SoftphoneAccess>;
  /** Rings at a person of the staff; who takes it is in the call's room at once. */
  ring(leg: StaffLeg): Promise<PlacedLeg>;
  /** Calls the person; who answers is asked what they hear (`picked-up`). Takes one call a second and account. */
  dial(leg: PersonLeg): Promise<PlacedLeg>;
  /** Finds a call of ours to a number, for an attempt of unknown outcome; null when there is none since then. */
  findDialled(to: string, since: Date): Promise<PlacedLeg | null>;
  /** Brings the person, wherever they wait, into the call's room. */
  connect(callId: string, sid: string): Promise<void>;
  /** Takes the person out of the room, back into a queue. */
  enqueue(call: CallPlace, sid: string): Promise<void>;
  /** Lets the person wait, or brings them back. */
  hold(room: string, sid: string, held: boolean): Promise<void>;
  /** What a supervisor who is in the room hears and says. */
  supervise(room: string, sid: string, supervision: SupervisedLeg): Promise<void>;
  /** Ends a leg; one that has ended already is no error. */
  hangUp(sid: string): Promise<void>;
  /** Begins to record a person's leg. Only after the person agreed. */
  record(callId: string, sid: string): Promise<void>;
  pauseRecording(sid: string, paused: boolean): Promise<void>;
  /** Deletes what the provider keeps of a recording; one that is gone is no error. */
  removeRecording(recordingId: string): Promise<void>;
}

export interface VoiceRules {
  /** Keys of the menu, each with the name of the queue it leads to. */
  readonly menu: readonly { readonly key: string; readonly queue: string }[];
  readonly records: boolean;
  readonly ringSeconds: number;
  readonly maximumWaitMinutes: number;
  /** Where softphones connect to (wss:), for the pages' security policy. */
  readonly softphoneOrigin: string;
}

/** Where in Sila a call stands, for the addresses that its provider is given. */
export interface CallPlace {
  readonly callId: string;
  readonly queueId: string | null;
}

export interface SoftphoneAccess {
  readonly driver: 'twilio' | 'simulator';
  readonly token: string;
  readonly identity: string;
  readonly expiresAt: Date;
  readonly url?: string;
}

/** Somebody of the staff who is to come to a call. */
export interface StaffLeg {
  readonly callId: string;
  readonly legId: string;
  readonly staffId: string;
  readonly supervision: SupervisedLeg | null;
}

export interface SupervisedLeg {
  readonly mode: Supervision;
  /** The provider's id of the officer's leg, whom alone a whisper reaches. */
  readonly officerSid: string;
}

export interface PersonLeg {
  readonly callId: string;
  readonly legId: string;
  readonly to: string;
}

export interface PlacedLeg {
  readonly sid: string;
  /** The provider's id of the room that the leg comes to; null before it is in one. */
  readonly room: string | null;
}
