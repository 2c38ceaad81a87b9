import type { FastifyInstance } from 'fastify';
import type { World } from '../core/simulator.world.js';
import { type SiteFacts, sitePage } from './site.page.js';
import { siteWords } from './site.words.js';

/** `GET /site?lang=ar|en&account=…`: a home page that carries the website chat, on another origin than Sila's. */
export const registerSite = (app: FastifyInstance, world: World): void => {
  app.get<{ Querystring: { readonly lang?: string; readonly account?: string } }>(
    '/site',
    (request, reply) => {
      const lang = request.query.lang === 'en' ? 'en' : 'ar';
      const page = sitePage(siteWords[lang], factsOf(world, lang, request.query.account));
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page);
    },
  );
};

const factsOf = (world: World, lang: 'ar' | 'en', givenAccount: string | undefined): SiteFacts => {
  const { organisation, twilio, mailboxes, widget, apiUrl } = world.accounts.current;
  const accountId = givenAccount ?? widget.accountId;
  return {
    name: organisation[lang],
    number: twilio[0]?.number ?? '—',
    email: mailboxes[0]?.address ?? '—',
    widget: apiUrl === null || accountId === null ? null : { apiUrl: apiUrl.replace(/\/$/, ''), accountId },
  };
};
