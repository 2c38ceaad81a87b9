import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from '@playwright/test';
import { eventually } from '../support/eventually.js';
import { addOfficer } from '../support/stack.js';
import { answerAs } from '../medium/visitor.support.js';
import { openSite, startWidgetWorld, violations, type WidgetWorld } from './widget.support.js';

const SLOW = { timeout: 60_000 };

describe('The website chat in a browser', () => {
  let world: WidgetWorld;
  let officer: string;
  beforeAll(async () => {
    world = await startWidgetWorld('open');
    officer = await addOfficer(world.stack, 'maha', ['relations', 'research']);
  }, 120_000);
  afterAll(() => world.close(), 60_000);

  const launcher = (page: Page) => page.locator('sila-chat button.launcher');
  const field = (page: Page) => page.locator('sila-chat textarea');
  const said = (page: Page, text: string) => page.locator('sila-chat .log').getByText(text, { exact: true });
  const open = async (page: Page): Promise<void> => {
    await launcher(page).click(SLOW);
    await field(page).waitFor(SLOW);
  };
  const say = async (page: Page, text: string): Promise<void> => {
    await field(page).fill(text);
    await page.locator('sila-chat button.send').click();
  };
  const stored = (text: string) =>
    eventually(
      async () => {
        const rows = await world.stack.database.query<{ id: string }>(
          `SELECT conversation_id AS id FROM message WHERE text = $1 AND direction = 'in'`,
          [text],
        );
        expect(rows).toHaveLength(1);
        return rows[0]?.id ?? '';
      },
      { within: 30_000 },
    );
  const answer = (conversationId: string, text: string) =>
    answerAs(world.stack, officer, conversationId, 'reply', text);
  const inContext = async (work: (context: BrowserContext) => Promise<void>, options = {}): Promise<void> => {
    const context = await world.browser.newContext(options);
    try {
      await work(context);
    } finally {
      await context.close();
    }
  };

  it(
    'carries a question to the officer and the answer back, without a reload and without a complaint of the browser',
    () =>
      inContext(async (context) => {
        const { page, faults } = await openSite(context, world);
        await open(page);
        await say(page, 'هل تستقبلون التبرعات العينية؟');
        const conversation = await stored('هل تستقبلون التبرعات العينية؟');
        await page
          .locator('sila-chat .mine')
          .getByText('وصلت')
          .waitFor({ state: 'attached', ...SLOW });
        await answer(conversation, 'نعم، حياك الله في المقر.');
        await said(page, 'نعم، حياك الله في المقر.').waitFor(SLOW);
        expect(faults).toEqual([]);
      }),
    120_000,
  );

  it(
    'counts the next day what was missed, and says when it was read',
    () =>
      inContext(async (context) => {
        const { page } = await openSite(context, world);
        await open(page);
        await say(page, 'سأعود غدًا');
        const conversation = await stored('سأعود غدًا');
        await page.close();
        const message = await answer(conversation, 'نحن بانتظارك');
        const { page: tomorrow } = await openSite(context, world);
        await launcher(tomorrow).getByText(/^\d+$/).waitFor(SLOW);
        expect(await launcher(tomorrow).getAttribute('aria-label')).toMatch(/الرسائل الجديدة: \d/);
        await open(tomorrow);
        await said(tomorrow, 'نحن بانتظارك').waitFor(SLOW);
        expect(await said(tomorrow, 'سأعود غدًا').count()).toBe(1);
        await eventually(
          async () => {
            const rows = await world.stack.database.query('SELECT status FROM message WHERE id = $1', [
              message,
            ]);
            expect(rows).toEqual([{ status: 'read' }]);
          },
          { within: 30_000 },
        );
        await tomorrow.keyboard.press('Escape');
        expect(await launcher(tomorrow).getAttribute('aria-label')).not.toMatch(/\d/);
      }),
    120_000,
  );

  it(
    'hears answers where WebSocket is blocked',
    () =>
      inContext(async (context) => {
        await context.routeWebSocket(/socket\.io/, (socket) => socket.close());
        const { page } = await openSite(context, world);
        await open(page);
        await say(page, 'لا منافذ عندنا');
        await answer(await stored('لا منافذ عندنا'), 'وصلتنا مع ذلك');
        await said(page, 'وصلتنا مع ذلك').waitFor(SLOW);
      }),
    120_000,
  );

  it(
    'keeps a message that could not be sent over a reload, and sends it once',
    () =>
      inContext(async (context) => {
        const { page } = await openSite(context, world);
        await open(page);
        await context.route('**/widget/messages', (route) =>
          route.request().method() === 'POST' ? route.abort() : route.continue(),
        );
        await say(page, 'انقطع الاتصال عندي');
        await page.locator('sila-chat').getByRole('button', { name: 'أعد الإرسال' }).waitFor(SLOW);
        await page.reload();
        await open(page);
        await said(page, 'انقطع الاتصال عندي').waitFor(SLOW);
        await context.unroute('**/widget/messages');
        await page.locator('sila-chat').getByRole('button', { name: 'أعد الإرسال' }).click(SLOW);
        await stored('انقطع الاتصال عندي');
      }),
    120_000,
  );

  it(
    'sends a file',
    () =>
      inContext(async (context) => {
        const { page } = await openSite(context, world);
        await open(page);
        const file = { name: 'صك الولاية.txt', mimeType: 'text/plain', buffer: Buffer.from('نص') };
        await page.locator('sila-chat input[type=file]').setInputFiles(file);
        await page.locator('sila-chat button.send[aria-disabled=false]').click(SLOW);
        await page.locator('sila-chat .log a.file').waitFor(SLOW);
        const download = page.waitForEvent('download');
        await page.locator('sila-chat .log a.file[href]').click(SLOW);
        expect((await download).suggestedFilename()).toBe('صك الولاية.txt');
      }),
    120_000,
  );

  it(
    'is used by keyboard alone',
    () =>
      inContext(async (context) => {
        const { page } = await openSite(context, world, 'en');
        await page.locator('sila-chat').waitFor({ state: 'attached', ...SLOW });
        const focused = () =>
          page.evaluate<string>(
            "document.querySelector('sila-chat').shadowRoot.activeElement?.className ?? ''",
          );
        await page.keyboard.press('Tab');
        await page.keyboard.press('Tab');
        expect(await focused()).toBe('launcher');
        await page.keyboard.press('Enter');
        await field(page).waitFor(SLOW);
        await page.keyboard.type('By keyboard');
        await page.keyboard.press('Enter');
        await stored('By keyboard');
        await page.keyboard.press('Escape');
        expect(await field(page).isVisible()).toBe(false);
        expect(await focused()).toBe('launcher');
      }),
    120_000,
  );

  const looks = (['ar', 'en'] as const).flatMap((language) =>
    (['light', 'dark'] as const).flatMap((colorScheme) =>
      [390, 1280].map((width) => ({ language, colorScheme, width })),
    ),
  );
  it.each(looks)(
    'has nothing for axe to find: $language, $colorScheme, $width px',
    ({ language, colorScheme, width }) =>
      inContext(
        async (context) => {
          const { page } = await openSite(context, world, language);
          await open(page);
          await say(page, language === 'ar' ? 'رقم الطلب CASE-2026-00417' : 'Case CASE-2026-00417');
          await page.locator('sila-chat .mine').waitFor(SLOW);
          expect(await violations(page)).toEqual([]);
          const overflow = await page.evaluate<number>(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth',
          );
          expect(overflow).toBe(0);
        },
        { colorScheme, viewport: { width, height: 800 } },
      ),
    120_000,
  );
});
