import type { FormParams } from '../webhook.calls.js';
import { addressOf, isTrue, type Turn } from './call.turn.js';
import type { ConferenceParticipant } from './conference.participant.js';
import type { ConferenceRoom } from './conference.room.js';
import type { ConferenceSettings, Participation } from './conference.types.js';
import type { ConferencesStore } from './conferences.store.js';
import { unlessAborted } from './interruption.js';
import { recordingReportsOf } from './recordings.store.js';
import type { Verb } from './twiml.document.js';
import type { WaitingRoom } from './waiting.room.js';

export type ConferenceParts = { readonly conferences: ConferencesStore; readonly room: WaitingRoom };

/** Takes part until shown out, the conference ends, or the call is to do something else. What the action is told. */
export const joinConference = async (
  { conferences, room }: ConferenceParts,
  turn: Turn,
  noun: Verb,
): Promise<FormParams> => {
  const conference = conferences.named(turn.account.accountSid, noun.text);
  conference.settle(settingsOf(turn, noun));
  const participant = conference.enter(turn.call, participationOf(noun));
  if (conference.status === 'init') playUntilStart(room, turn, noun, participant);
  try {
    await unlessAborted(participant.shownOut, turn.signal);
  } finally {
    conference.leave(participant, !turn.signal.aborted && isOpen(conference));
  }
  return { DialCallStatus: 'completed', DialCallDuration: String(turn.call.seconds) };
};

const isOpen = ({ status }: ConferenceRoom): boolean => status !== 'completed';

const playUntilStart = (
  room: WaitingRoom,
  turn: Turn,
  noun: Verb,
  participant: ConferenceParticipant,
): void => {
  const { waitUrl } = noun.attributes;
  if (waitUrl) participant.play(room, turn, addressOf(turn, waitUrl));
  else turn.call.note('music', '');
};

/** How the element's attributes want the call to take part. */
export const participationOf = (noun: Verb): Participation => {
  const { coach, participantLabel } = noun.attributes;
  return {
    label: participantLabel ?? null,
    muted: isTrue(noun, 'muted', false),
    hold: false,
    coaching: coach !== undefined,
    callSidToCoach: coach ?? null,
    endConferenceOnExit: isTrue(noun, 'endConferenceOnExit', false),
    startConferenceOnEnter: isTrue(noun, 'startConferenceOnEnter', true),
  };
};

const settingsOf = (turn: Turn, noun: Verb): ConferenceSettings => {
  const { statusCallback, statusCallbackEvent, record } = noun.attributes;
  return {
    reports: statusCallback
      ? { url: addressOf(turn, statusCallback), events: (statusCallbackEvent ?? '').split(/\s+/) }
      : null,
    isRecorded: record === 'record-from-start' || record === 'true',
    recordingReports: recordingReportsOf(noun, (url) => addressOf(turn, url)),
  };
};
