import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { addChat, startApi } from '../medium/visitor.support.js';
import { shutToday } from '../support/hours.js';
import { type Stack, startStack } from '../support/stack.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A worker, an api, a website that carries the chat, and a browser. */
export interface WidgetWorld {
  readonly stack: Stack;
  readonly browser: Browser;
  readonly site: string;
  close(): Promise<void>;
}

/** Starts them while the association is open, or closed; nothing here depends on the time of day. */
export async function startWidgetWorld(hours: 'open' | 'closed'): Promise<WidgetWorld> {
  const stack = await startStack('postgres');
  await stack.database.query(
    `UPDATE setting SET value = jsonb_set(value, '{hours,open}', $1::jsonb) WHERE key = 'association'`,
    [JSON.stringify(hours === 'open' ? [] : shutToday())],
  );
  const api = await startApi(stack);
  await api.listen(0, '127.0.0.1');
  const website = createServer();
  const site = await listen(website);
  const account = await addChat(stack, site);
  website.on('request', (request, reply) => {
    const language = request.url?.includes('en') ? 'en' : 'ar';
    reply.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(api),
    });
    reply.end(page(addressOf(api), account, language));
  });
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  return {
    stack,
    browser,
    site,
    close: async () => {
      await browser.close();
      website.closeAllConnections();
      website.close();
      await api.close();
      await stack.stop();
    },
  };
}

/** As a careful website would send it: one host for scripts and calls, nothing inline. */
function policy(api: NestFastifyApplication): string {
  const host = addressOf(api);
  return `default-src 'none'; script-src ${host}; connect-src ${host} ${host.replace('http', 'ws')}`;
}

function page(api: string, account: string, language: 'ar' | 'en'): string {
  return `<!doctype html><html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"><head>
<meta name="viewport" content="width=device-width, initial-scale=1"><title>جمعية البر</title></head>
<body><main><h1>جمعية البر</h1><p><a href="#more">المزيد</a></p></main>
<script async src="${api}/widget/loader.js" data-account="${account}"></script></body></html>`;
}

function addressOf(api: NestFastifyApplication): string {
  return `http://127.0.0.1:${(api.getHttpServer().address() as AddressInfo).port}`;
}

function listen(server: Server): Promise<string> {
  return new Promise((listening) => {
    server.listen(0, '127.0.0.1', () =>
      listening(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });
}

/** A page of the website; `faults` gathers what the browser complained about. */
export async function openSite(
  context: BrowserContext,
  world: WidgetWorld,
  language: 'ar' | 'en' = 'ar',
): Promise<{ page: Page; faults: string[] }> {
  const site = await context.newPage();
  const faults: string[] = [];
  site.on('pageerror', (error) => faults.push(error.message));
  site.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await site.goto(`${world.site}/${language}`);
  return { page: site, faults };
}

/** What axe finds wrong, as text. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const run = `axe.run(document, { runOnly: ${JSON.stringify(TAGS)} })`;
  const results = await page.evaluate<AxeResults>(run);
  return results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly target: readonly string[] }[];
  }[];
}
