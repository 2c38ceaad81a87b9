import { BoundedList } from '../../core/bounded.list.js';
import type { SimulatedClock } from '../../core/simulated.clock.js';
import { rfc2822 } from '../message.resource.js';
import type { FormParams } from '../webhook.calls.js';
import { type ConferenceNews, ConferenceRoom } from './conference.room.js';
import type { RecordingsStore } from './recordings.store.js';
import type { VoiceCall } from './voice.call.js';
import type { VoiceRecording } from './voice.recording.js';
import type { VoiceWebhooks } from './voice.webhooks.js';

type Parts = {
  readonly clock: SimulatedClock;
  readonly recordings: RecordingsStore;
  readonly webhooks: VoiceWebhooks;
  readonly options: { readonly keep: number };
};

/** Every conference, oldest forgotten first; what happens in them is told and, where wanted, recorded. */
export class ConferencesStore {
  private readonly rooms: BoundedList<ConferenceRoom>;

  constructor(private readonly parts: Parts) {
    this.rooms = new BoundedList(parts.options.keep);
  }

  /** The conference of this name that is not over, or a new one. */
  named(accountSid: string, name: string): ConferenceRoom {
    const open = this.rooms
      .all()
      .find((each) => each.accountSid === accountSid && each.name === name && each.status !== 'completed');
    return open ?? this.open(accountSid, name);
  }

  get(sid: string): ConferenceRoom | undefined {
    return this.rooms.all().find((each) => each.sid === sid);
  }

  /** Oldest first. */
  all(): readonly ConferenceRoom[] {
    return this.rooms.all();
  }

  private open(accountSid: string, name: string): ConferenceRoom {
    const { clock } = this.parts;
    const room = new ConferenceRoom(accountSid, name, clock.now(), () => clock.now());
    this.rooms.push(room);
    this.follow(room);
    return room;
  }

  /** Tells what happens, numbered from 1, and records from the start to the end. */
  private follow(room: ConferenceRoom): void {
    let number = 0;
    let someone: VoiceCall | undefined;
    let recording: VoiceRecording | undefined;
    room.listen((news) => {
      someone = news.participant?.call ?? someone;
      if (news.event === 'conference-start' && someone) recording = this.record(room, someone);
      if (news.event === 'conference-end' && recording) this.parts.recordings.finish(recording);
      const { reports } = room.settings;
      if (!someone || !reports?.events.includes(subscriptionOf(news))) return;
      const params = { ...this.params(room, news), SequenceNumber: String(++number) };
      void this.parts.webhooks.tell(someone, reports.url, news.event, params);
    });
  }

  private record(room: ConferenceRoom, call: VoiceCall): VoiceRecording | undefined {
    if (!room.settings.isRecorded) return undefined;
    const reports = room.settings.recordingReports;
    return this.parts.recordings.begin(call, {
      conferenceSid: room.sid,
      source: 'Conference',
      channels: 1,
      reports,
    });
  }

  /** Source: twilio.com/docs/voice/twiml/conference, "statusCallback". */
  private params(room: ConferenceRoom, { event, participant, reason }: ConferenceNews): FormParams {
    return {
      AccountSid: room.accountSid,
      ConferenceSid: room.sid,
      FriendlyName: room.name,
      StatusCallbackEvent: event,
      Timestamp: rfc2822(this.parts.clock.now()),
      ...(participant ? participantParams(participant) : {}),
      ...(event === 'participant-leave' ? { ReasonParticipantLeft: reason } : {}),
      ...(event === 'conference-end' ? endParams(room) : {}),
    };
  }
}

/** What an event is called where it is subscribed to. */
const subscriptionOf = ({ event }: ConferenceNews): string =>
  event.replace(/^(conference|participant)-/, '').replace(/^un/, '');

const participantParams = ({ call, part }: NonNullable<ConferenceNews['participant']>): FormParams => ({
  CallSid: call.sid,
  Coaching: String(part.coaching),
  EndConferenceOnExit: String(part.endConferenceOnExit),
  Hold: String(part.hold),
  Muted: String(part.muted),
  StartConferenceOnEnter: String(part.startConferenceOnEnter),
  ...(part.callSidToCoach === null ? {} : { CallSidToCoach: part.callSidToCoach }),
  ...(part.label === null ? {} : { ParticipantLabel: part.label }),
});

const endParams = ({ ending, endingCallSid }: ConferenceRoom): FormParams => ({
  ReasonConferenceEnded: ending ?? '',
  ...(endingCallSid === null ? {} : { CallSidEndingConference: endingCallSid }),
});
