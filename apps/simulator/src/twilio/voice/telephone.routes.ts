import type { FastifyInstance } from 'fastify';
import type { CallsStore } from './calls.store.js';
import { restMount } from './rest.scope.js';
import type { SoftphoneHub } from './softphone.hub.js';
import { callInSchema, callsQuery, keysSchema, voicemailSchema } from './telephone.contract.js';
import type { TelephoneExchange } from './telephone.exchange.js';
import type { VoiceCall } from './voice.call.js';

type Parts = {
  readonly calls: CallsStore;
  readonly exchange: TelephoneExchange;
  readonly softphones: SoftphoneHub;
};
type CallParams = { readonly Params: { readonly sid: string } };

/** What people do with their telephones, for the page and for tests. */
export const registerTelephones = (app: FastifyInstance, parts: Parts): void => {
  const path = `${restMount}/calls`;
  const { exchange } = parts;
  app.get(path, (request) => ({ calls: callViews(parts, callsQuery.parse(request.query)) }));
  app.post(path, (request, reply) => {
    const { from, to, keys } = callInSchema.parse(request.body);
    return reply.code(201).send(exchange.call(from, to, keys ?? '').view());
  });
  app.get<CallParams>(`${path}/:sid`, (request) => exchange.find(request.params.sid).view());
  const act = (name: string, isRinging: boolean, doing: (call: VoiceCall, body: unknown) => void) =>
    app.post<CallParams>(`${path}/:sid/${name}`, (request) => {
      const call = exchange.find(request.params.sid, isRinging);
      doing(call, request.body);
      return call.view();
    });
  act('keys', false, (call, body) => {
    const { digits, keep } = keysSchema.parse(body);
    call.keypad.press(digits, keep);
  });
  act('voicemail', false, (call, body) => {
    call.voicemailSeconds = voicemailSchema.parse(body).seconds;
    call.keypad.press('#', false);
  });
  act('hangup', false, (call) => call.hangUp());
  act('accept', true, (call) => call.pick('answered'));
  act('decline', true, (call) => call.pick('busy'));
  app.get(`${restMount}/softphones`, () => ({ identities: parts.softphones.identities() }));
};

/** Newest first. */
const callViews = (
  { calls }: Parts,
  { person, client, limit }: { person?: string | undefined; client?: string | undefined; limit: number },
) =>
  calls
    .all()
    .filter(
      ({ facts }) =>
        (person === undefined || facts.person === person) &&
        (client === undefined || facts.client === client),
    )
    .slice(-limit)
    .toReversed()
    .map((call) => call.view());
