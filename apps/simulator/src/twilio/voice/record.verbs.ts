import { addressOf, isTrue, numberOf, type Turn, type VerbDoer } from './call.turn.js';
import { deferred, Interruption, unlessAborted } from './interruption.js';
import { recordingReportsOf, type RecordingsStore } from './recordings.store.js';
import type { Verb } from './twiml.document.js';
import { soundParams, type VoiceRecording } from './voice.recording.js';
import type { VoiceWebhooks } from './voice.webhooks.js';

type Parts = {
  readonly baseUrl: () => string;
  readonly recordings: RecordingsStore;
  readonly webhooks: VoiceWebhooks;
};

/** A message is left after a beep, until a finishing key, the longest length, or the caller hangs up. Without one, the next verb follows. */
export const record =
  (parts: Parts): VerbDoer =>
  async (turn, verb) => {
    const { call } = turn;
    call.note('beep', isTrue(verb, 'playBeep', true) ? 'beep' : '');
    const reports = recordingReportsOf(verb, (url) => addressOf(turn, url));
    const recording = parts.recordings.begin(call, {
      conferenceSid: null,
      source: 'RecordVerb',
      channels: 1,
      reports,
    });
    call.be({ kind: 'recording' });
    const url = addressOf(turn, verb.attributes['action']);
    try {
      const Digits = await spoken(turn, verb);
      const params = { ...finished(parts, turn, recording), Digits };
      return recording.status === 'absent' ? undefined : { url, params };
    } catch (error) {
      const params = { ...finished(parts, turn, recording), Digits: 'hangup' };
      if (error instanceof Interruption && call.hasHungUp) void parts.webhooks.ask(call, url, params);
      throw error;
    }
  };

/** Resolves with the key that ended it, or with nothing after the longest length. */
const spoken = async (turn: Turn, verb: Verb): Promise<string> => {
  const { call, account, signal } = turn;
  if (call.voicemailSeconds !== null) return '#';
  const finishOn = verb.attributes['finishOnKey'] ?? '1234567890*#';
  const done = deferred<string>();
  const longest = numberOf(verb, 'maxLength', 3_600) * 1000 * account.pace.keys;
  const timer = setTimeout(() => done.resolve(''), longest);
  const stop = call.keypad.listen((key) => {
    const isFinish = finishOn.includes(key);
    if (isFinish) done.resolve(key);
    return isFinish;
  });
  try {
    return await unlessAborted(done.promise, signal);
  } finally {
    stop();
    clearTimeout(timer);
  }
};

/** Ends the recording; what its action is told. */
const finished = ({ recordings, baseUrl }: Parts, { call }: Turn, recording: VoiceRecording) => {
  recordings.finish(recording, 'completed', call.voicemailSeconds ?? undefined);
  call.voicemailSeconds = null;
  call.note('voicemail', String(recording.seconds));
  call.be({ kind: 'quiet' });
  return soundParams(recording, baseUrl());
};

/** Records the call from here on, beside whatever follows. */
export const start =
  ({ recordings }: Parts): VerbDoer =>
  async (turn, verb) => {
    for (const element of verb.children)
      recordings.begin(turn.call, {
        conferenceSid: null,
        source: 'StartCallRecordingAPI',
        channels: element.attributes['channels'] === 'dual' ? 2 : 1,
        reports: recordingReportsOf(element, (url) => addressOf(turn, url)),
      });
    return undefined;
  };

/** Ends the recording of the call. */
export const stop =
  ({ recordings }: Parts): VerbDoer =>
  async (turn) => {
    recordings.finishOf(turn.call);
    return undefined;
  };
