import { EventEmitter } from 'node:events';
import { newSid } from '../sid.js';
import { ConferenceParticipant } from './conference.participant.js';
import type {
  ConferenceEnding,
  ConferenceEvent,
  ConferenceSettings,
  Participation,
} from './conference.types.js';
import type { VoiceCall } from './voice.call.js';

/** What is told about a conference: the event, whose doing, and why. */
export type ConferenceNews = {
  readonly event: ConferenceEvent;
  readonly participant: ConferenceParticipant | null;
  readonly reason: string;
};

/** Several calls that hear each other. It starts when two are in and one of them may start it. */
export class ConferenceRoom {
  readonly sid = newSid('CF');
  status: 'init' | 'in-progress' | 'completed' = 'init';
  settings: ConferenceSettings = { reports: null, isRecorded: false, recordingReports: null };
  ending: ConferenceEnding | null = null;
  endingCallSid: string | null = null;
  updatedAt: number;
  private members: readonly ConferenceParticipant[] = [];
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  constructor(
    readonly accountSid: string,
    readonly name: string,
    readonly createdAt: number,
    private readonly now: () => number,
  ) {
    this.updatedAt = createdAt;
  }

  /** Everybody who is in or on the way, first come first. */
  get participants(): readonly ConferenceParticipant[] {
    return this.members;
  }

  find(callSid: string): ConferenceParticipant | undefined {
    return this.members.find(
      ({ call, part }) => call.sid === callSid || (part.label !== null && part.label === callSid),
    );
  }

  listen(listener: (news: ConferenceNews) => void): void {
    this.emitter.on('news', listener);
  }

  /** Who comes first with a setting has it. */
  settle(wanted: ConferenceSettings): void {
    const { reports, isRecorded, recordingReports } = this.settings;
    this.settings = {
      reports: reports ?? wanted.reports,
      isRecorded: isRecorded || wanted.isRecorded,
      recordingReports: recordingReports ?? wanted.recordingReports,
    };
  }

  /** Somebody is called for it. */
  invite(call: VoiceCall, part: Participation): ConferenceParticipant {
    const invited = new ConferenceParticipant(call, part, this.now());
    this.members = [...this.members, invited];
    return invited;
  }

  /** Somebody comes in: who was invited, or anybody else. */
  enter(call: VoiceCall, part: Participation): ConferenceParticipant {
    const participant = this.find(call.sid) ?? this.invite(call, part);
    participant.joinedAt = this.now();
    call.note('join', this.name);
    this.tell('participant-join', participant);
    this.startIfPossible();
    this.showPlaces();
    return participant;
  }

  /** Somebody goes, or never came. `isKicked`: they were shown out. */
  leave(participant: ConferenceParticipant, isKicked: boolean): void {
    if (!this.members.includes(participant)) return;
    this.members = this.members.filter((each) => each !== participant);
    const wasIn = participant.isIn;
    participant.leftAt = this.now();
    participant.hush();
    participant.call.put(null);
    if (!wasIn) return;
    participant.call.note('leave', this.name);
    this.tell('participant-leave', participant, isKicked ? 'participant_removed' : 'participant_hung_up');
    this.endAfter(participant, isKicked);
    this.showPlaces();
  }

  /** Ends it for everybody. */
  end(ending: ConferenceEnding, callSid: string | null = null): void {
    if (this.status === 'completed') return;
    this.ending = ending;
    this.endingCallSid = callSid;
    this.members.forEach((each) => (each.isIn ? each.showOut() : each.call.hangUp()));
    this.become('completed');
    this.tell('conference-end', null, ending);
  }

  tell(event: ConferenceEvent, participant: ConferenceParticipant | null, reason = ''): void {
    this.emitter.emit('news', { event, participant, reason } satisfies ConferenceNews);
  }

  /** Shows each participant's telephone how they take part now. */
  showPlaces(): void {
    const inside = this.members.filter(({ isIn }) => isIn);
    for (const { call, part } of inside) {
      const { muted, hold } = part;
      const coaches = part.coaching ? part.callSidToCoach : null;
      const others = inside.length - 1;
      call.put({ kind: 'conference', name: this.name, others, muted, hold, coaches });
      if (hold) call.be({ kind: 'hold' });
      else call.be({ kind: this.status === 'in-progress' ? 'talking' : 'music' });
    }
  }

  private startIfPossible(): void {
    const inside = this.members.filter(({ isIn }) => isIn);
    const mayStart = inside.some(({ part }) => part.startConferenceOnEnter);
    if (this.status !== 'init' || inside.length < 2 || !mayStart) return;
    this.become('in-progress');
    inside.forEach((each) => each.hush());
    this.tell('conference-start', null);
  }

  private endAfter(last: ConferenceParticipant, isKicked: boolean): void {
    const how = isKicked ? 'kicked' : 'left';
    if (last.part.endConferenceOnExit)
      this.end(`participant-with-end-conference-on-exit-${how}`, last.call.sid);
    else if (!this.members.some(({ isIn }) => isIn)) this.end(`last-participant-${how}`, last.call.sid);
  }

  private become(status: ConferenceRoom['status']): void {
    this.status = status;
    this.updatedAt = this.now();
  }
}
