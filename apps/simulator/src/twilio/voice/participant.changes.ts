import type { ConferenceParticipant } from './conference.participant.js';
import type { ConferenceRoom } from './conference.room.js';
import { type RestCall, type RestFields, RestRefusal } from './rest.scope.js';
import type { WaitingRoom } from './waiting.room.js';

/** Changes how somebody takes part, as the fields of a request say, and tells of it. */
export const modifyParticipant = (
  waitingRoom: WaitingRoom,
  room: ConferenceRoom,
  participant: ConferenceParticipant,
  { account, fields }: RestCall,
): void => {
  if (!participant.isIn) throw new RestRefusal(400, 21220);
  const { part, call } = participant;
  const [muted, hold] = [fields.flag('Muted'), fields.flag('Hold')];
  if (muted !== undefined && muted !== part.muted) {
    part.muted = muted;
    room.tell(muted ? 'participant-mute' : 'participant-unmute', participant);
  }
  if (hold !== undefined && hold !== part.hold) {
    part.hold = hold;
    call.note(hold ? 'hold' : 'resume', '');
    participant.hush();
    const holdUrl = fields.one('HoldUrl');
    const turn = { call, account, signal: call.signal, url: null, waiting: null };
    if (hold && holdUrl) participant.play(waitingRoom, turn, holdUrl);
    room.tell(hold ? 'participant-hold' : 'participant-unhold', participant);
  }
  modifyRole(room, participant, fields);
  room.showPlaces();
};

const modifyRole = (room: ConferenceRoom, participant: ConferenceParticipant, fields: RestFields): void => {
  const { part } = participant;
  const [coaching, coached] = [fields.flag('Coaching'), fields.one('CallSidToCoach')];
  part.endConferenceOnExit = fields.flag('EndConferenceOnExit') ?? part.endConferenceOnExit;
  if (coaching === undefined && coached === undefined) return;
  part.coaching = coaching ?? part.coaching;
  part.callSidToCoach = part.coaching ? (coached ?? part.callSidToCoach) : null;
  room.tell('participant-modify', participant);
};
