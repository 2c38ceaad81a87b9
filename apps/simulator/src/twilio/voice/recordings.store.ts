import { BoundedList } from '../../core/bounded.list.js';
import type { SimulatedClock } from '../../core/simulated.clock.js';
import { newSid } from '../sid.js';
import type { Verb } from './twiml.document.js';
import type { VoiceCall } from './voice.call.js';
import {
  type RecordingFacts,
  recordingParams,
  type RecordingReports,
  VoiceRecording,
} from './voice.recording.js';
import type { VoiceWebhooks } from './voice.webhooks.js';

type Parts = {
  readonly baseUrl: () => string;
  readonly clock: SimulatedClock;
  readonly webhooks: VoiceWebhooks;
  readonly options: { readonly keep: number };
};

/** What is recorded, of which call. */
type Begin = Pick<RecordingFacts, 'conferenceSid' | 'source' | 'channels' | 'reports'>;

/** Every recording, oldest forgotten first, and the reports on them. */
export class RecordingsStore {
  private readonly recordings: BoundedList<VoiceRecording>;
  private readonly removed = new Set<VoiceRecording>();
  private readonly callOf = new WeakMap<VoiceRecording, VoiceCall>();

  constructor(private readonly parts: Parts) {
    this.recordings = new BoundedList(parts.options.keep, (each) => this.removed.delete(each));
  }

  begin(call: VoiceCall, begin: Begin): VoiceRecording {
    const { clock } = this.parts;
    const facts = {
      ...begin,
      sid: newSid('RE'),
      accountSid: call.facts.accountSid,
      callSid: call.sid,
      startedAt: clock.now(),
    };
    const recording = new VoiceRecording(facts, () => clock.now());
    this.recordings.push(recording);
    this.callOf.set(recording, call);
    this.report(recording, 'in-progress');
    return recording;
  }

  /** Ends a recording and tells so; one that is over stays as it is. Without a second of sound it is `absent`. */
  finish(recording: VoiceRecording, status: 'stopped' | 'completed' = 'completed', seconds?: number): void {
    if (recording.isOver) return;
    const isAbsent = (seconds ?? recording.seconds) === 0;
    recording.stop(isAbsent ? 'absent' : status, seconds);
    this.report(recording, isAbsent ? 'absent' : 'completed');
  }

  /** Ends whatever is recorded of a call that is over. */
  finishOf(call: VoiceCall): void {
    this.all()
      .filter(({ facts }) => facts.callSid === call.sid && facts.conferenceSid === null)
      .forEach((each) => this.finish(each));
  }

  get(sid: string): VoiceRecording | undefined {
    return this.all().find((each) => each.sid === sid);
  }

  /** Oldest first. */
  all(): readonly VoiceRecording[] {
    return this.recordings.all().filter((each) => !this.removed.has(each));
  }

  remove(recording: VoiceRecording): void {
    this.removed.add(recording);
  }

  private report(recording: VoiceRecording, status: string): void {
    const { reports } = recording.facts;
    const call = this.callOf.get(recording);
    if (!call || !reports?.events.includes(status)) return;
    const params = recordingParams(recording, this.parts.baseUrl());
    void this.parts.webhooks.tell(call, reports.url, `recording ${status}`, params);
  }
}

/** Where an element wants reports on its recording, `completed` by default; `address` finds a relative address. */
export const recordingReportsOf = (
  { attributes }: Verb,
  address: (relative: string) => string,
): RecordingReports | null => {
  const { recordingStatusCallback: url, recordingStatusCallbackEvent: events } = attributes;
  return url ? { url: address(url), events: (events ?? 'completed').split(/\s+/) } : null;
};
