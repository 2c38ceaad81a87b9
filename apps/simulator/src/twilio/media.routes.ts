import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TargetFaults } from '../core/faults.board.js';
import type { MediaStore, StoredMedia } from '../core/media.store.js';
import type { RestFaults } from '../core/rest.faults.js';
import { mediaResource } from './message.resource.js';
import type { TwilioMessage } from './messages.store.js';
import { messageOf, refuse, type TwilioRestParts } from './rest.routes.js';
import { mediaSid } from './sid.js';

type MediaParams = { readonly accountSid: string; readonly messageSid: string; readonly mediaSid: string };
type MediaRequest = FastifyRequest<{ Params: MediaParams }>;

export type TwilioMediaParts = Pick<TwilioRestParts, 'accounts' | 'messages' | 'mount'> & {
  readonly media: MediaStore;
  readonly faults: TargetFaults;
  readonly restFaults: RestFaults;
};

/** Media of messages: behind Basic credentials, by redirect to an unguessable address of the "CDN". */
export const registerTwilioMedia = (app: FastifyInstance, parts: TwilioMediaParts): void => {
  const path = `${parts.mount}/2010-04-01/Accounts/:accountSid/Messages/:messageSid/Media`;
  app.get<{ Params: MediaParams }>(`${path}/:mediaSid`, (request, reply) => serve(parts, request, reply));
  app.delete<{ Params: MediaParams }>(`${path}/:mediaSid`, (request, reply) => remove(parts, request, reply));
  app.get<{ Params: MediaParams }>(`${path}.json`, async (request, reply) => {
    const message = messageOf(parts, request);
    if (message === 'unauthorised') return refuse(reply, 401, 20003);
    if (!message) return refuse(reply, 404, 20404);
    const uri = `/2010-04-01/Accounts/${message.accountSid}/Messages/${message.sid}/Media.json`;
    return {
      media_list: message.media.map((media) => mediaResource(message, media)),
      next_page_uri: null,
      uri,
    };
  });
};

const serve = async (
  parts: TwilioMediaParts,
  request: MediaRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const found = find(parts, request);
  if (found === 'unauthorised') return refuse(reply, 401, 20003);
  const fault = parts.faults.take(['media-404', 'media-hang']);
  if (!found || fault?.kind === 'media-404') return refuse(reply, 404, 20404);
  if (fault) {
    parts.restFaults.hang(fault, reply);
    return reply;
  }
  const asJson = request.params.mediaSid.endsWith('.json');
  if (asJson) return reply.send(mediaResource(found.message, found.media));
  return reply.code(307).header('location', `/cdn/${found.media.cdnKey}`).send();
};

const remove = async (
  parts: TwilioMediaParts,
  request: MediaRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const found = find(parts, request);
  if (found === 'unauthorised') return refuse(reply, 401, 20003);
  if (!found) return refuse(reply, 404, 20404);
  parts.media.remove(found.media.id);
  return reply.code(204).send();
};

const find = (
  parts: TwilioMediaParts,
  request: MediaRequest,
): { readonly message: TwilioMessage; readonly media: StoredMedia } | undefined | 'unauthorised' => {
  const message = messageOf(parts, request);
  if (message === 'unauthorised') return message;
  const sid = request.params.mediaSid.replace(/\.json$/, '');
  const media = message?.media.some((each) => mediaSid(each) === sid)
    ? parts.media.get(sid.slice(2))
    : undefined;
  return message && media ? { message, media } : undefined;
};
