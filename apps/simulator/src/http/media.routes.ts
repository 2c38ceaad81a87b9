import type { FastifyInstance } from 'fastify';
import { sendBytes } from '../core/media.answer.js';
import { ProblemError } from '../core/problem.error.js';
import type { World } from '../core/simulator.world.js';

/** `GET /cdn/:key`: any stored file, by its unguessable address, without credentials. */
export const registerMedia = (app: FastifyInstance, world: World): void => {
  app.get<{ Params: { readonly key: string } }>('/cdn/:key', async (request, reply) => {
    const media = world.media.getByCdnKey(request.params.key);
    if (!media) throw new ProblemError(404, 'not-found', 'There is no such file');
    return sendBytes(reply, media);
  });
};
