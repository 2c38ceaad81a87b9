import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FaultsBoard } from '../core/faults.board.js';
import type { TimersSet } from '../core/timers.set.js';
import type { MediaStore, StoredMedia } from './media.store.js';
import { mediaResource } from './message.resource.js';
import type { TwilioMessage } from './messages.store.js';
import { messageOf, refuse, type TwilioRestParts } from './rest.routes.js';

type MediaParams = { readonly accountSid: string; readonly messageSid: string; readonly mediaSid: string };
type MediaRequest = FastifyRequest<{ Params: MediaParams }>;

export type TwilioMediaParts = Pick<TwilioRestParts, 'accounts' | 'messages'> & {
  readonly media: MediaStore;
  readonly faults: FaultsBoard;
  readonly timers: TimersSet;
};

const defaultHangMs = 60_000;

/** Media of messages: behind Basic credentials, by redirect to an unguessable address of the "CDN". */
export const registerTwilioMedia = (app: FastifyInstance, parts: TwilioMediaParts): void => {
  const path = '/2010-04-01/Accounts/:accountSid/Messages/:messageSid/Media';
  app.get<{ Params: MediaParams }>(`${path}/:mediaSid`, (request, reply) => serve(parts, request, reply));
  app.delete<{ Params: MediaParams }>(`${path}/:mediaSid`, (request, reply) => remove(parts, request, reply));
  app.get<{ Params: MediaParams }>(`${path}.json`, async (request, reply) => {
    const message = messageOf(parts, request);
    if (message === 'unauthorised') return refuse(reply, 401, 20003);
    if (!message) return refuse(reply, 404, 20404);
    return { media_list: message.media.map((media) => mediaResource(message, media)), next_page_uri: null };
  });
  app.get<{ Params: { readonly key: string } }>('/cdn/:key', async (request, reply) => {
    const media = parts.media.getByCdnKey(request.params.key);
    return media ? sendBytes(reply, media) : refuse(reply, 404, 20404);
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
    const { raw } = reply.hijack();
    parts.timers.after(fault.ms ?? defaultHangMs, () => void raw.destroy());
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
  parts.media.remove(found.media.sid);
  return reply.code(204).send();
};

const find = (
  parts: TwilioMediaParts,
  request: MediaRequest,
): { readonly message: TwilioMessage; readonly media: StoredMedia } | undefined | 'unauthorised' => {
  const message = messageOf(parts, request);
  if (message === 'unauthorised') return message;
  const sid = request.params.mediaSid.replace(/\.json$/, '');
  const media = message?.media.some((each) => each.sid === sid) ? parts.media.get(sid) : undefined;
  return message && media ? { message, media } : undefined;
};

const sendBytes = (reply: FastifyReply, media: StoredMedia): FastifyReply => {
  const name = media.fileName;
  if (name !== null)
    reply.header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(name)}`);
  return reply
    .header('content-type', media.contentType)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'private, max-age=600')
    .send(media.bytes);
};
