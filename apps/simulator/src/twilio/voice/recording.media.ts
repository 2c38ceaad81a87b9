import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TargetFaults } from '../../core/faults.board.js';
import type { RestFaults } from '../../core/rest.faults.js';
import { errorResource } from '../message.resource.js';
import { mp3Of, waveOf } from './recording.sound.js';
import type { RecordingsStore } from './recordings.store.js';
import { accountPath, authenticated } from './rest.scope.js';
import type { VoiceAccounts } from './voice.account.js';

type Parts = {
  readonly accounts: VoiceAccounts;
  readonly faults: TargetFaults;
  readonly recordings: RecordingsStore;
  readonly restFaults: RestFaults;
};

type MediaRequest = FastifyRequest<{ Params: Readonly<Record<string, string>> }>;

/** The sound of a recording: `.mp3`, `.wav`, or WAV where nothing is said; behind the account's credentials. */
export const registerRecordingMedia = (app: FastifyInstance, parts: Parts): void => {
  for (const ending of ['', '.wav', '.mp3'])
    app.get(`${accountPath}/Recordings/:recordingSid${ending}`, (request: MediaRequest, reply) =>
      serve(parts, request, reply, ending === '.mp3'),
    );
};

const serve = (parts: Parts, request: MediaRequest, reply: FastifyReply, isMp3: boolean): FastifyReply => {
  const account = authenticated(parts.accounts, request);
  if (!account) return reply.code(401).send(errorResource(401, 20003));
  const fault = parts.faults.take(['media-404', 'media-hang']);
  if (fault?.kind === 'media-hang') {
    parts.restFaults.hang(fault, reply);
    return reply;
  }
  const recording = parts.recordings.get(request.params['recordingSid'] ?? '');
  const isThere = recording?.isOver === true && recording.facts.accountSid === account.accountSid;
  if (!isThere || fault) return reply.code(404).send(errorResource(404, 20404));
  return reply
    .type(isMp3 ? 'audio/mpeg' : 'audio/x-wav')
    .send(isMp3 ? mp3Of(recording.seconds) : waveOf(recording.seconds));
};
