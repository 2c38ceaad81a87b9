import { rfc2822 } from '../message.resource.js';
import type { FormParams } from '../webhook.calls.js';

/** How a recording came to be, in Twilio's words. */
export type RecordingSource =
  'DialVerb' | 'Conference' | 'RecordVerb' | 'StartCallRecordingAPI' | 'StartConferenceRecordingAPI';

export type RecordingStatus = 'in-progress' | 'paused' | 'stopped' | 'processing' | 'completed' | 'absent';

/** What a recording is from its beginning. */
export type RecordingFacts = {
  readonly sid: string;
  readonly accountSid: string;
  readonly callSid: string;
  readonly conferenceSid: string | null;
  readonly source: RecordingSource;
  readonly channels: 1 | 2;
  readonly startedAt: number;
  readonly reports: RecordingReports | null;
};

/** Where Twilio reports on a recording. */
export type RecordingReports = { readonly url: string; readonly events: readonly string[] };

/** One recording. No sound flows here: it is as long as what was said, and its file is a tone. */
export class VoiceRecording {
  status: RecordingStatus = 'in-progress';
  updatedAt: number;
  /** Milliseconds that were recorded before the current stretch. */
  private before = 0;
  private stretchSince: number | null;

  constructor(
    readonly facts: RecordingFacts,
    private readonly now: () => number,
  ) {
    this.updatedAt = facts.startedAt;
    this.stretchSince = facts.startedAt;
  }

  get sid(): string {
    return this.facts.sid;
  }

  get isOver(): boolean {
    return this.status !== 'in-progress' && this.status !== 'paused';
  }

  /** Whole seconds; at least one where anything was recorded. */
  get seconds(): number {
    const current = this.stretchSince === null ? 0 : this.now() - this.stretchSince;
    const ms = this.before + current;
    return ms === 0 ? 0 : Math.max(1, Math.round(ms / 1000));
  }

  /** `silence` records the pause too, as silence. */
  pause(behaviour: 'skip' | 'silence'): void {
    if (behaviour === 'skip') this.closeStretch();
    this.become('paused');
  }

  resume(): void {
    this.stretchSince ??= this.now();
    this.become('in-progress');
  }

  /** Ends it. `seconds` says how long it is where that is known better than by the clock. */
  stop(status: 'stopped' | 'completed' | 'absent', seconds?: number): void {
    this.closeStretch();
    if (seconds !== undefined) this.before = seconds * 1000;
    this.become(status);
  }

  private closeStretch(): void {
    if (this.stretchSince !== null) this.before += this.now() - this.stretchSince;
    this.stretchSince = null;
  }

  private become(status: RecordingStatus): void {
    this.status = status;
    this.updatedAt = this.now();
  }
}

/** The form fields about a recording. Source: twilio.com/docs/voice/twiml/record, "recordingStatusCallback". */
export const recordingParams = (recording: VoiceRecording, baseUrl: string): FormParams => {
  const { facts } = recording;
  return {
    ...soundParams(recording, baseUrl),
    AccountSid: facts.accountSid,
    CallSid: facts.callSid,
    ...(facts.conferenceSid === null ? {} : { ConferenceSid: facts.conferenceSid }),
    RecordingChannels: String(facts.channels),
    RecordingSource: facts.source,
    RecordingStartTime: rfc2822(facts.startedAt),
    RecordingStatus: recording.status === 'stopped' ? 'completed' : recording.status,
    RecordingTrack: 'both',
  };
};

/** Those that name its sound: what a verb's action is told too. */
export const soundParams = ({ facts, seconds }: VoiceRecording, baseUrl: string) => ({
  RecordingDuration: String(seconds),
  RecordingSid: facts.sid,
  RecordingUrl: `${baseUrl}/2010-04-01/Accounts/${facts.accountSid}/Recordings/${facts.sid}`,
});
