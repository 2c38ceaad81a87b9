import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import type { Language } from '@sila/domain';
import type { AddressInfo } from 'node:net';
import { openForm } from '../medium/portal.support.js';
import { startApi } from '../medium/visitor.support.js';
import { type Stack, startStack } from '../support/stack.js';
import { barriers } from './console.axe.js';
import { complaintsOf, SLOW } from './console.support.js';

/** A phone's screen. */
export const PHONE = { width: 390, height: 844 } as const;

/** A worker, an api with both forms open, and a browser. */
export interface PortalWorld {
  readonly stack: Stack;
  readonly browser: Browser;
  readonly url: string;
  close(): Promise<void>;
}

export async function startPortalWorld(): Promise<PortalWorld> {
  const stack = await startStack('postgres');
  const api: NestFastifyApplication = await startApi(stack);
  await api.listen(0, '127.0.0.1');
  for (const channel of ['help-request', 'volunteering']) await openForm(stack, channel);
  await stack.database.query(
    `UPDATE setting SET value = jsonb_set(value, '{help}', '{"phone": "+966112345678", "whatsapp": "+966512345678"}')
     WHERE key = 'forms'`,
  );
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  return {
    stack,
    browser,
    url: `http://127.0.0.1:${(api.getHttpServer().address() as AddressInfo).port}/portal/`,
    close: async () => {
      await browser.close();
      await api.close();
      await stack.stop();
    },
  };
}

/** The portal on a phone; `complaints` gathers what the browser complains about, `foreign` requests to other hosts. */
export async function openPortal(
  context: BrowserContext,
  world: PortalWorld,
  language: Language,
): Promise<{ page: Page; complaints: readonly string[]; foreign: readonly string[] }> {
  const page = await context.newPage();
  page.setDefaultTimeout(SLOW.timeout);
  const complaints = complaintsOf(page);
  const foreign: string[] = [];
  page.on('request', (request) => {
    const address = request.url();
    if (!address.startsWith(new URL(world.url).origin) && !address.startsWith('blob:')) foreign.push(address);
  });
  await page.goto(`${world.url}?lang=${language}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { page, complaints, foreign };
}

/** Fails when a page can't be used by everybody, or is wider than the phone. Gives how it was. */
export async function faultsOf(page: Page): Promise<string[]> {
  const overflow = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  const small = await page.evaluate<string[]>(
    `[...document.querySelectorAll('button, input:not([type=radio], [type=checkbox], .trap *), .option, .pick, .help a')]
      .filter((one) => one.getBoundingClientRect().height < 44 && one.offsetParent)
      .map((one) => one.outerHTML.slice(0, 80))`,
  );
  return [...(await barriers(page)), ...(overflow > 0 ? [`${overflow} px too wide`] : []), ...small];
}
