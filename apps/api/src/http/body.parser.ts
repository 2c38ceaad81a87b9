import { DomainError } from '@sila/domain';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Largest body of an ordinary request; uploads are streamed and have limits of their own. */
export const LARGEST_BODY = 1024 * 1024;
/** Largest webhook. */
export const LARGEST_WEBHOOK = 8 * 1024 * 1024;
export const HOOKS = '/hooks/';

/**
 * Reads bodies: a webhook's stay the bytes that were signed, whatever they claim to be; everywhere else only JSON is
 * read. Uploads (`multipart/form-data`) have their own parser.
 */
export function readBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.addHook('onRoute', (route) => {
    if (route.url.startsWith(HOOKS)) route.bodyLimit = LARGEST_WEBHOOK;
  });
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (isWebhook(request)) return done(null, body);
    if (body.length === 0) return done(null, undefined);
    if (!isJson(request)) return done(new DomainError('unsupported-media'));
    return void parseJson(request, body.toString('utf8'), done);
  });
}

function isWebhook(request: FastifyRequest): boolean {
  return request.routeOptions.url?.startsWith(HOOKS) === true;
}

function isJson(request: FastifyRequest): boolean {
  return /^application\/(?:[\w.+-]+\+)?json(?:\s*;|$)/i.test(request.headers['content-type'] ?? '');
}
