import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import { ZodError } from 'zod';
import { ProblemError } from '../core/problem.error.js';

const largestBody = 64 * 1024 * 1024;

/**
 * The bare HTTP server: problem+json for errors, connections dropped at close. It takes JSON alone, which a foreign page can't
 * send unasked; providers add what they take to their own routes.
 */
export const createHttpServer = (): FastifyInstance => {
  const app = Fastify({ bodyLimit: largestBody, forceCloseConnections: true, keepAliveTimeout: 60_000 });
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler((error: FastifyError | Error, _request, reply) => answerError(error, reply));
  app.setNotFoundHandler((_request, reply) =>
    sendProblem(reply, 404, 'not-found', 'There is nothing at this address'),
  );
  return app;
};

const answerError = (error: FastifyError | Error, reply: FastifyReply): FastifyReply => {
  if (error instanceof ZodError) {
    const faults = error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
    const detail = faults
      .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
      .join('; ');
    return sendProblem(reply, 422, 'invalid', detail, { faults });
  }
  if (error instanceof ProblemError) return sendProblem(reply, error.status, error.code, error.message);
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
  return sendProblem(reply, status, status < 500 ? 'bad-request' : 'internal', error.message);
};

const sendProblem = (
  reply: FastifyReply,
  status: number,
  code: string,
  detail: string,
  more: object = {},
): FastifyReply =>
  reply
    .code(status)
    .type('application/problem+json')
    .send(JSON.stringify({ status, code, title: code, detail, ...more }));
