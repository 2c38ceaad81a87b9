import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { Problem } from '@sila/contracts';
import { DomainError, type ErrorCode } from '@sila/domain';
import type { Log } from '@sila/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import { isDatabaseAway } from './database.errors.js';

const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'bad-request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-found',
  409: 'conflict',
  410: 'gone',
  413: 'too-large',
  415: 'unsupported-media',
  429: 'too-many-requests',
  503: 'unavailable',
};
/** What a caller waits before trying again when nothing better is known, in seconds. */
const RETRY_AFTER_S = 2;

/** Turns whatever was thrown into a problem document (RFC 9457) with a stable code; the unknown says nothing of itself. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') return;
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const error = this.understand(thrown, request);
    if (reply.sent) return;
    sendProblem(reply, error, request.id);
  }

  private understand(thrown: unknown, request: FastifyRequest): DomainError {
    if (thrown instanceof DomainError) return thrown;
    const status = statusOf(thrown);
    if (status !== null && status < 500) return new DomainError(CODE_OF_STATUS[status] ?? 'bad-request');
    const away = status === 503 || isDatabaseAway(thrown);
    const route = request.routeOptions.url ?? 'unknown';
    this.log.fail(away ? 'the database is away' : 'a request failed', thrown, {
      method: request.method,
      route,
      requestId: request.id,
    });
    return new DomainError(away ? 'unavailable' : 'internal');
  }
}

/** Sends a problem document; used where no exception travels through Nest. */
export function sendProblem(reply: FastifyReply, error: DomainError, requestId: string): void {
  const after = retryAfterOf(error);
  if (after !== null) void reply.header('retry-after', String(after));
  void reply
    .status(error.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemOf(error, requestId)));
}

function problemOf(error: DomainError, requestId: string): Problem {
  const details = Object.keys(error.details).length > 0 ? { details: { ...error.details } } : {};
  return {
    type: 'about:blank',
    title: STATUS_CODES[error.status] ?? 'Error',
    status: error.status,
    code: error.code,
    ...details,
    requestId,
  };
}

function retryAfterOf(error: DomainError): number | null {
  const stated = error.details['retryAfter'];
  if (typeof stated === 'number') return stated;
  return error.status === 503 ? RETRY_AFTER_S : null;
}

/** The status that Nest or Fastify gave to what they refused themselves. */
function statusOf(thrown: unknown): number | null {
  if (thrown instanceof HttpException) return thrown.getStatus();
  if (thrown instanceof Error && 'statusCode' in thrown && typeof thrown.statusCode === 'number')
    return thrown.statusCode;
  return null;
}
