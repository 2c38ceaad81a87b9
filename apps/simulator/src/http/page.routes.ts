import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const programDir = fileURLToPath(new URL('../../../..', import.meta.url));

/** The built page lies in `dist/simulator-page`, whether the program runs from `dist` or from its sources. */
const findPage = (given: string | undefined): string | undefined =>
  [given, join(programDir, 'simulator-page'), join(programDir, 'dist/simulator-page')].find(
    (folder) => folder !== undefined && existsSync(join(folder, 'index.html')),
  );

const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self' data:",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** `GET /`: the page on which people play the beneficiary. */
export const registerPage = (app: FastifyInstance, pageDir: string | undefined): void => {
  const root = findPage(pageDir);
  if (root === undefined) {
    app.get('/', (_request, reply) =>
      reply
        .type('text/plain; charset=utf-8')
        .send('The page is not built yet: npx vite build -c apps/simulator/vite.config.ts\n'),
    );
    return;
  }
  void app.register(fastifyStatic, {
    root,
    prefix: '/',
    setHeaders: (reply) => void reply.header('content-security-policy', pagePolicy),
  });
};
