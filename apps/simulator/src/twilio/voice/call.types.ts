/** How far a call is, in Twilio's words. */
export type CallStatus =
  'queued' | 'ringing' | 'in-progress' | 'completed' | 'busy' | 'failed' | 'no-answer' | 'canceled';

/** How a call can end. */
export type FinalStatus = Exclude<CallStatus, 'queued' | 'ringing' | 'in-progress'>;

/** What whoever holds the telephone is in the middle of. */
export type CallMoment =
  | { readonly kind: 'quiet' | 'ringing' | 'music' | 'talking' | 'hold' | 'ended' }
  /** Keys are waited for: so many at most, ended by one of `finishOn`. */
  | { readonly kind: 'keys'; readonly count: number | null; readonly finishOn: string }
  /** The beep was heard: what is said now is recorded. */
  | { readonly kind: 'recording' };

/** Where a call has been put. */
export type CallPlace =
  | { readonly kind: 'queue'; readonly name: string; readonly position: number; readonly size: number }
  | {
      readonly kind: 'conference';
      readonly name: string;
      /** How many others are in it. */
      readonly others: number;
      readonly muted: boolean;
      readonly hold: boolean;
      /** The call that alone hears this one. */
      readonly coaches: string | null;
    };

/** One thing that was heard or done in a call. */
export type CallStep = {
  readonly at: string;
  readonly kind:
    | 'ring'
    | 'answer'
    | 'say'
    | 'play'
    | 'pause'
    | 'music'
    | 'ask'
    | 'keys'
    | 'queue'
    | 'join'
    | 'hold'
    | 'resume'
    | 'beep'
    | 'voicemail'
    | 'leave'
    | 'error'
    | 'end';
  /** What was said, which keys, why it ended. */
  readonly text: string;
  /** Of what was said. */
  readonly language?: string | undefined;
};

/** A call as phones, the page and tests see it. */
export type CallView = {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly direction: CallDirection;
  readonly status: CallStatus;
  /** The number of the telephone that it is on; null on a softphone. */
  readonly person: string | null;
  /** The identity of the softphone that it is on; null on a telephone. */
  readonly client: string | null;
  readonly startedAt: string;
  readonly answeredAt: string | null;
  readonly endedAt: string | null;
  readonly moment: CallMoment;
  readonly place: CallPlace | null;
  readonly muted: boolean;
  readonly steps: readonly CallStep[];
};

export type CallDirection = 'inbound' | 'outbound-api' | 'outbound-dial';

/** Where Twilio reports how far a call is. */
export type CallReports = { readonly url: string; readonly events: readonly CallEvent[] };

export const callEvents = ['initiated', 'ringing', 'answered', 'completed'] as const;
export type CallEvent = (typeof callEvents)[number];
