/** Why a line does not ring in this browser. */
export type PhoneTrouble =
  'microphone-denied' | 'microphone-missing' | 'refused' | 'unreachable' | 'unsupported';

/** Whether calls reach this browser over a line. */
export type Registration =
  | { readonly state: 'registering' | 'registered' | 'off' }
  | { readonly state: 'failed'; readonly trouble: PhoneTrouble };

/** The officer's side of a call, as the softphone knows it. What the call is about only the server says. */
export interface Leg {
  /** The provider's id of this side. */
  readonly sid: string;
  /** `reconnecting` while the provider tries to get the sound back. */
  readonly state: 'ringing' | 'connecting' | 'open' | 'reconnecting';
  readonly muted: boolean;
  /** Sila's id of the call, when the provider passed it on. */
  readonly callId: string | null;
}

/** A microphone or a loudspeaker. */
export interface AudioDevice {
  readonly id: string;
  readonly label: string;
}

/** The devices a softphone can choose from; null for what the browser decides by itself. */
export interface DeviceChoice {
  readonly microphones: readonly AudioDevice[];
  readonly speakers: readonly AudioDevice[];
  readonly microphone: string | null;
  readonly speaker: string | null;
}

/** What a softphone tells. Every change is told, the newest state is the whole state. */
export interface SoftphoneListener {
  readonly registration: (registration: Registration) => void;
  readonly leg: (leg: Leg | null) => void;
  readonly devices: (devices: DeviceChoice) => void;
  /** The microphone failed while it was needed. */
  readonly trouble: (trouble: PhoneTrouble) => void;
  /** The token ends soon: `renew` with another one. */
  readonly tokenEnds: () => void;
}

/**
 * One line in this browser: it registers, rings, and carries the officer's voice, one call at a time. Whatever concerns both
 * sides of the call (hold, transfer, recording, the end) is the server's and does not pass through here.
 */
export interface Softphone {
  /** Begins to register. Only after a person touched the page: browsers forbid sound before. */
  register(): void;
  /** Takes a new token without dropping the call. */
  renew(token: string): void;
  answer(): void;
  decline(): void;
  hangUp(): void;
  mute(muted: boolean): void;
  /** Digits and the signs * and #, as tones for the other side. */
  sendDigits(digits: string): void;
  /** Null where the driver carries no sound. */
  readonly chooseDevice: ((kind: 'microphone' | 'speaker', id: string) => Promise<void>) | null;
  /** Leaves the line; a call on it ends. */
  close(): void;
}

/** What a driver needs to open a line. */
export interface LineAccess {
  readonly token: string;
  /** Where the driver connects to, for those that have no fixed place. */
  readonly url: string | null;
}

export type OpenSoftphone = (access: LineAccess, listener: SoftphoneListener) => Softphone;
