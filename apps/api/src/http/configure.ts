import multipart from '@fastify/multipart';
import { CallReader } from '@sila/calls';
import { StandardSchemaValidationPipe } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Env } from '@sila/config';
import { DomainError } from '@sila/domain';
import { ENV, Log, newId } from '@sila/platform';
import type { FastifyRequest } from 'fastify';
import { LARGEST_BODY, readBodies } from './body.parser.js';
import { serveWebApps } from './web.files.js';
import { describeApi } from '../openapi.document.js';
import { OpenApiDocument } from '../controllers/openapi.controller.js';
import { ProblemFilter } from './problem.filter.js';
import { consolePagePolicy, securityHeaders } from './security.headers.js';

/** What strangers from other origins may call: providers, and chats on the association's websites, which have doors of their own. */
const FOREIGN_PATHS = /^\/(hooks|widget)\/[^/]/;
/** Answers that no cache may keep. */
const PRIVATE_PATHS = /^\/(portal\/)?api\//;
const LARGEST_FILE = 26 * 1024 * 1024;
const MOST_ISSUES = 20;

/** The HTTP adapter of every api process: exactly `TRUSTED_PROXIES` hops are believed about where a request came from. */
export function createAdapter(env: Env): FastifyAdapter {
  return new FastifyAdapter({
    trustProxy: (_address, hop) => hop < env.TRUSTED_PROXIES,
    bodyLimit: LARGEST_BODY,
    genReqId: () => newId(),
    requestTimeout: 60_000,
    connectionTimeout: 75_000,
    keepAliveTimeout: 65_000,
    routerOptions: { maxParamLength: 300 },
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  });
}

/** Options for `NestFactory.create` that go with `configureApi`. */
export const API_OPTIONS = { bodyParser: false, abortOnError: false } as const;

/**
 * Everything between the socket and the controllers, the same in production, in the trial and in tests: bodies, validation,
 * errors, headers, cross-site protection, the web apps' files. Call it once, before `init` or `listen`.
 */
export async function configureApi(app: NestFastifyApplication): Promise<void> {
  const env = app.get<Env>(ENV);
  const fastify = app.getHttpAdapter().getInstance();
  readBodies(fastify);
  await fastify.register(multipart, { limits: { fileSize: LARGEST_FILE, files: 1, fields: 5, parts: 6 } });
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    if (PRIVATE_PATHS.test(request.raw.url ?? '')) void reply.header('cache-control', 'no-store');
  });
  app.useSecurityHeaders(securityHeaders(env.PUBLIC_URL));
  app.enableCsrfProtection({
    trustedOrigins: [new URL(env.PUBLIC_URL).origin],
    exclude: (request: FastifyRequest) => FOREIGN_PATHS.test(request.raw.url ?? ''),
  });
  app.useGlobalPipes(new StandardSchemaValidationPipe({ exceptionFactory: invalid }));
  app.useGlobalFilters(new ProblemFilter(app.get(Log)));
  app.get(OpenApiDocument).describeBy(() => describeApi(app));
  await serveWebApps(fastify, () => consolePolicy(app));
}

/** A page without its telephone is better than none, so that a database that rests does not withhold it. */
async function consolePolicy(app: NestFastifyApplication): Promise<string> {
  const origins = app.get(CallReader).softphoneOrigins();
  return consolePagePolicy(await origins.catch(() => []));
}

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** The issues of a body or query: where and what, never the value. */
function invalid(issues: readonly Issue[]): DomainError {
  return new DomainError('bad-request', {
    issues: issues.slice(0, MOST_ISSUES).map((issue) => ({ path: pathOf(issue), message: issue.message })),
  });
}

function pathOf({ path = [] }: Issue): string {
  return path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
}
