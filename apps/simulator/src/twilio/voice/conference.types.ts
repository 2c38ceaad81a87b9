import type { RecordingReports } from './voice.recording.js';

/** What happens in a conference that Sila can hear of. */
export type ConferenceEvent =
  | 'conference-start'
  | 'conference-end'
  | 'participant-join'
  | 'participant-leave'
  | 'participant-mute'
  | 'participant-unmute'
  | 'participant-hold'
  | 'participant-unhold'
  | 'participant-modify';

/** Why a conference ended, in Twilio's words. */
export type ConferenceEnding =
  | 'conference-ended-via-api'
  | 'participant-with-end-conference-on-exit-left'
  | 'participant-with-end-conference-on-exit-kicked'
  | 'last-participant-kicked'
  | 'last-participant-left';

/** How a conference is kept; whoever comes first says it. */
export type ConferenceSettings = {
  readonly reports: { readonly url: string; readonly events: readonly string[] } | null;
  /** Recorded from its start. */
  readonly isRecorded: boolean;
  readonly recordingReports: RecordingReports | null;
};

/** How somebody takes part. */
export type Participation = {
  label: string | null;
  muted: boolean;
  hold: boolean;
  /** Heard by the call that is coached alone. */
  coaching: boolean;
  callSidToCoach: string | null;
  endConferenceOnExit: boolean;
  startConferenceOnEnter: boolean;
};

export type ParticipantStatus = 'queued' | 'connecting' | 'ringing' | 'connected' | 'complete' | 'failed';
