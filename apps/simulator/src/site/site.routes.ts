import type { FastifyInstance } from 'fastify';
import type { OpenProviders } from '../core/open.providers.js';
import type { World } from '../core/simulator.world.js';
import { type SiteFacts, sitePage } from './site.page.js';
import { siteWords } from './site.words.js';

/** `GET /site?lang=ar|en&account=…`: a home page that carries the website chat, on another origin than Sila's. */
export const registerSite = (app: FastifyInstance, world: World, opened: OpenProviders): void => {
  app.get<{ Querystring: { readonly lang?: string; readonly account?: string } }>(
    '/site',
    (request, reply) => {
      const lang = request.query.lang === 'en' ? 'en' : 'ar';
      const page = sitePage(siteWords[lang], factsOf(world, opened, lang, request.query.account));
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page);
    },
  );
};

const factsOf = (
  world: World,
  opened: OpenProviders,
  lang: 'ar' | 'en',
  givenAccount: string | undefined,
): SiteFacts => {
  const { organisation, widget, apiUrl } = world.accounts.current;
  const accountId = givenAccount ?? widget.accountId;
  return {
    name: organisation[lang],
    ways: opened
      .all()
      .flatMap(({ provider: { account, label } }) =>
        world.accounts.of(account).map((each) => ({ label: label[lang], value: account.nameOf(each) })),
      ),
    widget: apiUrl === null || accountId === null ? null : { apiUrl: apiUrl.replace(/\/$/, ''), accountId },
  };
};
