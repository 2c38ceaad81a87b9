import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parse } from 'node:querystring';

/** Lets a provider's routes take forms: `request.body` has the fields, repeated ones as lists. */
export const takeForms = (app: FastifyInstance): void => {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, parse(String(body), '&', '=', { maxKeys: 0 })),
  );
};

/** Lets a provider's routes take uploads: `request.body` is a FormData, with files as `File`. */
export const takeUploads = (app: FastifyInstance): void => {
  app.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => {
      const type = request.headers['content-type'] ?? '';
      return new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    },
  );
};
