import { rfc2822 } from '../message.resource.js';
import type { ConferenceParticipant } from './conference.participant.js';
import type { ConferenceRoom } from './conference.room.js';
import type { VoiceAccount } from './voice.account.js';
import type { VoiceCall } from './voice.call.js';
import type { VoiceRecording } from './voice.recording.js';

const apiVersion = '2010-04-01';
const accountUri = (accountSid: string): string => `/${apiVersion}/Accounts/${accountSid}`;
const timeOf = (at: number | null): string | null => (at === null ? null : rfc2822(at));

/** What the REST interface answers for a call. Source: the Call resource of Twilio's OpenAPI (2010-04-01). */
export const callResource = (call: VoiceCall) => {
  const { facts, answeredAt, endedAt } = call;
  const base = `${accountUri(facts.accountSid)}/Calls/${facts.sid}`;
  return {
    account_sid: facts.accountSid,
    answered_by: null,
    api_version: apiVersion,
    caller_name: null,
    date_created: rfc2822(facts.createdAt),
    date_updated: rfc2822(endedAt ?? answeredAt ?? facts.createdAt),
    direction: facts.direction,
    duration: endedAt === null ? null : String(call.seconds),
    end_time: timeOf(endedAt),
    forwarded_from: null,
    from: facts.from,
    from_formatted: facts.from,
    group_sid: null,
    parent_call_sid: facts.parentSid,
    phone_number_sid: null,
    price: null,
    price_unit: 'USD',
    queue_time: '0',
    sid: facts.sid,
    start_time: timeOf(answeredAt ?? (endedAt === null ? null : facts.createdAt)),
    status: call.status,
    subresource_uris: { recordings: `${base}/Recordings.json` },
    to: facts.to,
    to_formatted: facts.to,
    trunk_sid: null,
    uri: `${base}.json`,
  };
};

/** Likewise for a conference. */
export const conferenceResource = (room: ConferenceRoom) => {
  const base = `${accountUri(room.accountSid)}/Conferences/${room.sid}`;
  return {
    account_sid: room.accountSid,
    api_version: apiVersion,
    call_sid_ending_conference: room.endingCallSid,
    date_created: rfc2822(room.createdAt),
    date_updated: rfc2822(room.updatedAt),
    friendly_name: room.name,
    reason_conference_ended: room.ending,
    region: 'us1',
    sid: room.sid,
    status: room.status,
    subresource_uris: { participants: `${base}/Participants.json`, recordings: `${base}/Recordings.json` },
    uri: `${base}.json`,
  };
};

/** Likewise for a participant. */
export const participantResource = (room: ConferenceRoom, participant: ConferenceParticipant) => {
  const { call, part } = participant;
  return {
    account_sid: room.accountSid,
    call_sid: call.sid,
    call_sid_to_coach: part.callSidToCoach,
    coaching: part.coaching,
    conference_sid: room.sid,
    date_created: rfc2822(participant.createdAt),
    date_updated: rfc2822(participant.leftAt ?? participant.joinedAt ?? participant.createdAt),
    end_conference_on_exit: part.endConferenceOnExit,
    hold: part.hold,
    label: part.label,
    muted: part.muted,
    queue_time: '0',
    start_conference_on_enter: part.startConferenceOnEnter,
    status: participant.status,
    uri: `${accountUri(room.accountSid)}/Conferences/${room.sid}/Participants/${call.sid}.json`,
  };
};

/** Likewise for a recording, by whatever path it was asked for. `baseUrl` is where the interface is reached. */
export const recordingResource = (recording: VoiceRecording, baseUrl: string) => {
  const { facts } = recording;
  const base = `${accountUri(facts.accountSid)}/Recordings/${facts.sid}`;
  return {
    account_sid: facts.accountSid,
    api_version: apiVersion,
    call_sid: facts.callSid,
    channels: facts.channels,
    conference_sid: facts.conferenceSid,
    date_created: rfc2822(facts.startedAt),
    date_updated: rfc2822(recording.updatedAt),
    duration: recording.isOver ? String(recording.seconds) : '-1',
    encryption_details: null,
    error_code: null,
    media_url: baseUrl + base,
    price: null,
    price_unit: 'USD',
    sid: facts.sid,
    source: facts.source,
    start_time: rfc2822(facts.startedAt),
    status: recording.status === 'stopped' ? 'completed' : recording.status,
    subresource_uris: {},
    track: 'both',
    uri: `${base}.json`,
  };
};

/** Likewise for a number of the account. */
export const numberResource = (account: VoiceAccount, sid: string, now: number) => ({
  account_sid: account.accountSid,
  api_version: apiVersion,
  capabilities: { voice: true, sms: false, mms: false, fax: false },
  date_created: rfc2822(now),
  date_updated: rfc2822(now),
  friendly_name: account.number,
  phone_number: account.number,
  sid,
  status: 'in-use',
  status_callback: account.statusCallback ?? '',
  status_callback_method: 'POST',
  uri: `${accountUri(account.accountSid)}/IncomingPhoneNumbers/${sid}.json`,
  voice_fallback_method: 'POST',
  voice_fallback_url: account.fallbackUrl ?? '',
  voice_method: 'POST',
  voice_url: account.webhookUrl ?? '',
});
