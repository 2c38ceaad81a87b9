import type { FastifyInstance } from 'fastify';
import type { TargetFaults } from '../../core/faults.board.js';
import { pageOf, periodOf } from '../rest.page.js';
import { callOf, type CallsParts } from './calls.routes.js';
import { type ConferencesParts, roomOf } from './conferences.routes.js';
import { registerRecordingMedia } from './recording.media.js';
import type { RecordingsStore } from './recordings.store.js';
import { accountPath, found, type RestCall, type RestFields, RestRefusal, restRoute } from './rest.scope.js';
import type { VoiceRecording } from './voice.recording.js';
import { recordingResource } from './voice.resources.js';

export type RecordingsParts = CallsParts &
  ConferencesParts & {
    readonly baseUrl: () => string;
    readonly faults: TargetFaults;
    readonly recordings: RecordingsStore;
  };

/** Twilio's REST interface for recordings: of an account, of a call, of a conference. */
export const registerRecordings = (app: FastifyInstance, parts: RecordingsParts): void => {
  registerAt(app, parts, `${accountPath}/Recordings`);
  registerRecordingMedia(app, parts);
  for (const parent of ['Calls/:callSid', 'Conferences/:conferenceSid']) {
    const path = `${accountPath}/${parent}/Recordings`;
    registerAt(app, parts, path);
    app.post(
      `${path}/:recordingSid.json`,
      restRoute(parts, 'update', (call) => ({ status: 200, body: show(parts, update(parts, call)) })),
    );
  }
  app.post(
    `${accountPath}/Calls/:callSid/Recordings.json`,
    restRoute(parts, 'create', (call) => ({ status: 201, body: show(parts, begin(parts, call)) })),
  );
};

const registerAt = (app: FastifyInstance, parts: RecordingsParts, path: string): void => {
  app.get(
    `${path}.json`,
    restRoute(parts, 'list', (call) => ({ status: 200, body: listed(parts, call) })),
  );
  app.get(
    `${path}/:recordingSid.json`,
    restRoute(parts, 'fetch', (call) => ({ status: 200, body: show(parts, recordingOf(parts, call)) })),
  );
  app.delete(
    `${path}/:recordingSid.json`,
    restRoute(parts, 'delete', (call) => {
      parts.recordings.remove(recordingOf(parts, call));
      return { status: 204 };
    }),
  );
};

const show = ({ baseUrl }: RecordingsParts, recording: VoiceRecording) =>
  recordingResource(recording, baseUrl());

/** The recordings at the path: of the call or conference that it names, else of the account. */
const recordingsAt = (parts: RecordingsParts, rest: RestCall): readonly VoiceRecording[] => {
  const callSid = 'callSid' in rest.params ? callOf(parts, rest).sid : undefined;
  const conferenceSid = 'conferenceSid' in rest.params ? roomOf(parts, rest).sid : undefined;
  return parts.recordings
    .all()
    .filter(
      ({ facts }) =>
        facts.accountSid === rest.account.accountSid &&
        (callSid === undefined || facts.callSid === callSid) &&
        (conferenceSid === undefined || facts.conferenceSid === conferenceSid),
    );
};

/** `Twilio.CURRENT` names the newest that is not over. */
const recordingOf = (parts: RecordingsParts, rest: RestCall): VoiceRecording => {
  const sid = rest.params['recordingSid'] ?? '';
  const isNamed = (each: VoiceRecording) => (sid === 'Twilio.CURRENT' ? !each.isOver : each.sid === sid);
  return found(recordingsAt(parts, rest).findLast(isNamed));
};

const begin = (parts: RecordingsParts, rest: RestCall): VoiceRecording => {
  const call = callOf(parts, rest);
  const { fields } = rest;
  if (call.status !== 'in-progress') throw new RestRefusal(400, 21220);
  return parts.recordings.begin(call, {
    conferenceSid: null,
    source: 'StartCallRecordingAPI',
    channels: fields.one('RecordingChannels') === 'dual' ? 2 : 1,
    reports: reportsOf(fields),
  });
};

const reportsOf = (fields: RestFields) => {
  const url = fields.one('RecordingStatusCallback');
  const events = fields.many('RecordingStatusCallbackEvent').flatMap((each) => each.split(' '));
  return url === undefined ? null : { url, events: events.length === 0 ? ['completed'] : events };
};

const update = (parts: RecordingsParts, rest: RestCall): VoiceRecording => {
  const recording = recordingOf(parts, rest);
  if (recording.isOver) throw new RestRefusal(400, 21220);
  const status = rest.fields.one('Status');
  if (status === 'paused') recording.pause(rest.fields.one('PauseBehavior') === 'skip' ? 'skip' : 'silence');
  else if (status === 'in-progress') recording.resume();
  else if (status === 'stopped') parts.recordings.finish(recording, 'stopped');
  else throw new RestRefusal(400, 20001);
  return recording;
};

const listed = (parts: RecordingsParts, rest: RestCall) => {
  const { account, query } = rest;
  const { from, before } = periodOf(query, 'DateCreated');
  const isSame = (name: string, value: string | null) => query[name] === undefined || query[name] === value;
  return pageOf({
    key: 'recordings',
    path: `/2010-04-01/Accounts/${account.accountSid}/Recordings.json`,
    query,
    found: recordingsAt(parts, rest)
      .filter(
        ({ facts }) =>
          isSame('CallSid', facts.callSid) &&
          isSame('ConferenceSid', facts.conferenceSid) &&
          (from === undefined || facts.startedAt >= from) &&
          (before === undefined || facts.startedAt < before),
      )
      .toReversed(),
    view: (each) => show(parts, each),
  });
};
