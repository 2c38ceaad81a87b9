import type { FastifyInstance } from 'fastify';
import { pageOf } from '../rest.page.js';
import { type CallsParts, openCall, ringThen } from './calls.routes.js';
import type { ConferenceParticipant } from './conference.participant.js';
import type { ConferenceRoom } from './conference.room.js';
import { type ConferencesParts, roomOf } from './conferences.routes.js';
import { participationOf } from './dial.conference.js';
import { modifyParticipant } from './participant.changes.js';
import { accountPath, found, type RestCall, type RestFields, RestRefusal, restRoute } from './rest.scope.js';
import type { Verb } from './twiml.document.js';
import { participantResource } from './voice.resources.js';
import type { WaitingRoom } from './waiting.room.js';

type Parts = CallsParts & ConferencesParts & { readonly room: WaitingRoom };

/** Twilio's REST interface for the participants of conferences. */
export const registerParticipants = (app: FastifyInstance, parts: Parts): void => {
  const path = `${accountPath}/Conferences/:conferenceSid/Participants`;
  app.post(
    `${path}.json`,
    restRoute(parts, 'create', (call) => ({ status: 201, body: create(parts, call) })),
  );
  app.get(
    `${path}.json`,
    restRoute(parts, 'list', (call) => ({ status: 200, body: listed(parts, call) })),
  );
  app.get(
    `${path}/:callSid.json`,
    restRoute(parts, 'fetch', (call) => ({
      status: 200,
      body: participantResource(...participantOf(parts, call)),
    })),
  );
  app.post(
    `${path}/:callSid.json`,
    restRoute(parts, 'update', (call) => {
      const [room, participant] = participantOf(parts, call);
      modifyParticipant(parts.room, room, participant, call);
      return { status: 200, body: participantResource(room, participant) };
    }),
  );
  app.delete(
    `${path}/:callSid.json`,
    restRoute(parts, 'delete', (call) => {
      const [, participant] = participantOf(parts, call);
      if (participant.isIn) participant.showOut();
      else participant.call.hangUp();
      return { status: 204 };
    }),
  );
};

const participantOf = (
  parts: Parts,
  call: RestCall,
): readonly [room: ConferenceRoom, participant: ConferenceParticipant] => {
  const room = roomOf(parts, call);
  return [room, found(room.find(call.params['callSid'] ?? ''))];
};

/** Calls somebody into the conference of this SID, or of this name, which is opened where there is none. */
const create = (parts: Parts, rest: RestCall) => {
  const name = rest.params['conferenceSid'] ?? '';
  const isSid = /^CF[0-9a-f]{32}$/.test(name);
  const room = isSid ? roomOf(parts, rest) : parts.conferences.named(rest.account.accountSid, name);
  if (room.status === 'completed') throw new RestRefusal(404, 20404);
  const noun = conferenceNoun(room.name, rest.fields);
  const call = openCall(parts, rest);
  const participant = room.invite(call, participationOf(noun));
  const dial: Verb = { name: 'Dial', attributes: {}, children: [noun], text: '' };
  const onRefused = () => room.leave(participant, false);
  void ringThen(parts, call, rest, { source: { verbs: [dial] }, onRefused });
  return participantResource(room, participant);
};

/** The element that would do the same: by which attribute each field is known there. */
const attributeOfField: Readonly<Record<string, string>> = {
  Beep: 'beep',
  ConferenceRecord: 'record',
  ConferenceRecordingStatusCallback: 'recordingStatusCallback',
  ConferenceRecordingStatusCallbackEvent: 'recordingStatusCallbackEvent',
  ConferenceStatusCallback: 'statusCallback',
  ConferenceStatusCallbackEvent: 'statusCallbackEvent',
  EndConferenceOnExit: 'endConferenceOnExit',
  Label: 'participantLabel',
  Muted: 'muted',
  StartConferenceOnEnter: 'startConferenceOnEnter',
  WaitUrl: 'waitUrl',
};

const conferenceNoun = (name: string, fields: RestFields): Verb => {
  const coached = fields.flag('Coaching') === true ? fields.one('CallSidToCoach') : undefined;
  const given = Object.entries(attributeOfField).flatMap(([field, attribute]) => {
    const values = fields.many(field);
    return values.length === 0 ? [] : [[attribute, values.join(' ')] as const];
  });
  return {
    name: 'Conference',
    attributes: { ...Object.fromEntries(given), ...(coached === undefined ? {} : { coach: coached }) },
    children: [],
    text: name,
  };
};

const listed = (parts: Parts, rest: RestCall) => {
  const room = roomOf(parts, rest);
  const isSame = (name: string, value: boolean) =>
    rest.query[name] === undefined || rest.query[name] === String(value);
  return pageOf({
    key: 'participants',
    path: `/2010-04-01/Accounts/${room.accountSid}/Conferences/${room.sid}/Participants.json`,
    query: rest.query,
    found: room.participants.filter(
      ({ part }) =>
        isSame('Muted', part.muted) && isSame('Hold', part.hold) && isSame('Coaching', part.coaching),
    ),
    view: (each) => participantResource(room, each),
  });
};
