import fastifyStatic from '@fastify/static';
import { DomainError } from '@sila/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sendProblem } from './problem.filter.js';

/** Paths that are never a page of the console: what is unknown there is not found. */
const NOT_PAGES = /^\/(api|hooks|health|widget|socket\.io)(\/|$)/i;
const YEAR_S = 31_536_000;

/** Folder of a built web app, from the build and from the sources alike. */
export function webFolder(name: 'console' | 'widget'): string {
  const places = [`../../../../${name}`, `../../../../dist/${name}`];
  const folders = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return folders.find((folder) => existsSync(join(folder, 'index.html'))) ?? folders[0] ?? '';
}

/**
 * Serves the console. Files with a hash in their name are kept by browsers for ever; every other path is a page of the
 * console and gets index.html, which is asked for anew each time.
 */
export async function serveConsole(fastify: FastifyInstance, folder = webFolder('console')): Promise<void> {
  await fastify.register(fastifyStatic, { root: folder, serve: false });
  const files = new Set(existsSync(folder) ? filesBelow(folder) : []);
  fastify.get('/*', (request, reply) => answer(request, reply, files));
}

function answer(request: FastifyRequest, reply: FastifyReply, files: ReadonlySet<string>): FastifyReply {
  const path = pathOf(request);
  if (files.has(path.slice(1))) return sendAsset(reply, path.slice(1));
  const isPage = !NOT_PAGES.test(path) && !/\.\w{1,8}$/.test(path) && files.has('index.html');
  if (isPage)
    return reply.header('cache-control', 'no-cache').sendFile('index.html', { cacheControl: false });
  sendProblem(reply, new DomainError('not-found'), request.id);
  return reply;
}

function sendAsset(reply: FastifyReply, file: string): FastifyReply {
  const hashed = /[-.][\w-]{8,}\.\w+$/.test(file) && file.startsWith('assets/');
  const caching = hashed ? `public, max-age=${YEAR_S}, immutable` : 'no-cache';
  return reply.header('cache-control', caching).sendFile(file, { cacheControl: false });
}

/** The path without its query; only what the router itself decoded is trusted to be one. */
function pathOf(request: FastifyRequest): string {
  const path = (request.raw.url ?? '/').split('?', 1)[0] ?? '/';
  return path.includes('%') || path.includes('//') || path.includes('..') ? '/api/' : path;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}
