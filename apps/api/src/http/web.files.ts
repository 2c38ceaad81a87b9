import fastifyStatic from '@fastify/static';
import { DomainError } from '@sila/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sendProblem } from './problem.filter.js';

/** Paths that are never a page: what is unknown there is not found. */
const NOT_PAGES = /^\/(api|hooks|health|widget|socket\.io|portal\/api)(\/|$)/i;
const YEAR_S = 31_536_000;

/** A built web app: where its files lie, and below which path people find it. */
interface WebApp {
  readonly folder: string;
  readonly base: '/' | '/portal/';
  readonly files: ReadonlySet<string>;
  /** The content policy of its page, where it differs from that of every other answer. */
  readonly policy?: () => Promise<string>;
}

/** Folder of a built web app, from the build and from the sources alike. */
function webFolder(name: 'console' | 'portal'): string {
  const places = [`../../../../${name}`, `../../../../dist/${name}`];
  const folders = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return folders.find((folder) => existsSync(join(folder, 'index.html'))) ?? folders[0] ?? '';
}

/**
 * Serves the portal below /portal/ and the console everywhere else. Files with a hash in their name are kept by browsers
 * for ever; every other path is a page of its app and gets index.html, which is asked for anew each time. The build laid
 * compressed copies beside them, for browsers that take those. The console's page is given the policy that `consolePolicy`
 * says at that moment.
 */
export async function serveWebApps(
  fastify: FastifyInstance,
  consolePolicy: () => Promise<string>,
): Promise<void> {
  const portal = webApp('portal', '/portal/');
  const staff = { ...webApp('console', '/'), policy: consolePolicy };
  await fastify.register(fastifyStatic, { root: staff.folder, serve: false, preCompressed: true });
  fastify.get('/*', (request, reply) => {
    const path = pathOf(request);
    if (path === '/portal') return reply.redirect('/portal/');
    return answer(request, reply, path.startsWith(portal.base) ? portal : staff, path);
  });
}

function webApp(name: 'console' | 'portal', base: WebApp['base']): WebApp {
  const folder = webFolder(name);
  return { folder, base, files: new Set(existsSync(folder) ? filesBelow(folder) : []) };
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  app: WebApp,
  path: string,
): Promise<FastifyReply> {
  const file = path.slice(app.base.length);
  if (app.files.has(file)) return sendAsset(reply, app, file);
  const isPage = !NOT_PAGES.test(path) && !/\.\w{1,8}$/.test(path) && app.files.has('index.html');
  if (isPage) return sendPage(reply, app);
  sendProblem(reply, new DomainError('not-found'), request.id);
  return reply;
}

async function sendPage(reply: FastifyReply, { folder, policy }: WebApp): Promise<FastifyReply> {
  if (policy) void reply.header('content-security-policy', await policy());
  return reply.header('cache-control', 'no-cache').sendFile('index.html', folder, { cacheControl: false });
}

function sendAsset(reply: FastifyReply, { folder }: WebApp, file: string): FastifyReply {
  const hashed = /[-.][\w-]{8,}\.\w+$/.test(file) && file.startsWith('assets/');
  const caching = hashed ? `public, max-age=${YEAR_S}, immutable` : 'no-cache';
  return reply.header('cache-control', caching).sendFile(file, folder, { cacheControl: false });
}

/** The path without its query; only what the router itself decoded is trusted to be one. */
function pathOf(request: FastifyRequest): string {
  const path = (request.raw.url ?? '/').split('?', 1)[0] ?? '/';
  return path.includes('%') || path.includes('//') || path.includes('..') ? '/api/' : path;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}
