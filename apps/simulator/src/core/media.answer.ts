import type { FastifyReply } from 'fastify';
import type { StoredMedia } from './media.store.js';

/** Answers with a stored file, so that it can do nothing where it is opened. */
export const sendBytes = (reply: FastifyReply, media: StoredMedia): FastifyReply => {
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
