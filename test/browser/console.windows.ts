import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from '@playwright/test';
import { eventually } from '../support/eventually.js';
import { conversationOf, inbox, LOG, SLOW, type Trial, windowOf } from './console.support.js';

const PHONE = '+966500000902';
const LONG = 'تفصيل طويل في سطور كثيرة.\n'.repeat(30);

/** Two windows, one officer each, over the same conversation. */
export function twoWindows(trial: () => Trial): void {
  describe('Two officers over one conversation', () => {
    let contexts: readonly BrowserContext[] = [];
    let maha: Page;
    let salma: Page;
    beforeAll(async () => {
      const staff = [await trial().colleague('مها العنزي'), await trial().colleague('سلمى القرني')];
      contexts = await Promise.all(staff.map((officer) => windowOf(trial(), officer)));
      const [first, second] = await Promise.all(contexts.map((context) => context.newPage()));
      if (!first || !second) throw new Error('two windows are needed');
      [maha, salma] = [first, second];
      for (const page of [maha, salma]) page.setDefaultTimeout(SLOW.timeout);
    }, 60_000);
    afterAll(() => Promise.all(contexts.map((context) => context.close())));

    const openBoth = async (text: string): Promise<void> => {
      await trial().simulator.sendWhatsapp({ from: PHONE, name: 'عبير الرشيدي', text: LONG });
      await trial().simulator.sendWhatsapp({ from: PHONE, name: 'عبير الرشيدي', text });
      const id = await conversationOf(trial(), text);
      await Promise.all([maha, salma].map((page) => page.goto(`${trial().url}/inbox/${id}?view=all`)));
      await Promise.all([maha, salma].map((page) => inbox.said(page, text).waitFor()));
    };

    it('see each other look and write', async () => {
      await openBoth('هل وصلكم طلبي؟');
      await maha.getByText('سلمى القرني يشاهد هذه المحادثة').waitFor();
      await salma.getByText('مها العنزي يشاهد هذه المحادثة').waitFor();
      await salma.getByRole('textbox', { name: 'رد', exact: true }).pressSequentially('وص');
      await maha.getByText('سلمى القرني يكتب ردًّا').waitFor();
      await inbox.reply(salma).fill('');
    }, 60_000);

    it('claim at once: one has it, the other is told who', () => race(contexts, maha, salma), 60_000);

    it('stop before sending over what they have not seen, and choose', async () => {
      await maha.locator(LOG).hover();
      await maha.mouse.wheel(0, -500);
      await inbox.reply(salma).fill('وصل طلبك، وهو قيد الدراسة.');
      await salma.keyboard.press('Control+Enter');
      await inbox.said(salma, 'وصل طلبك').locator('span[data-status]').waitFor();
      await maha.getByRole('button', { name: 'إلى الآخر' }).waitFor();
      await inbox.reply(maha).fill('سأراجعه وأعود إليك.');
      await maha.keyboard.press('Control+Enter');
      const stop = maha.getByRole('alert').filter({ hasText: 'لم تُرسل بعد' });
      await stop.getByText('وصل طلبك، وهو قيد الدراسة.').waitFor();
      expect(await inbox.said(salma, 'سأراجعه وأعود إليك.').count()).toBe(0);
      await stop.getByRole('button', { name: 'إرسال رغم ذلك' }).click();
      await inbox.said(salma, 'سأراجعه وأعود إليك.').waitFor();
    }, 60_000);

    it('see the same numbers in the supervisor’s room, without reading it again', async () => {
      await Promise.all([maha, salma].map((page) => page.goto(`${trial().url}/live`)));
      const numbers = (page: Page) => page.getByRole('region', { name: 'جميع القوائم معًا' }).innerText();
      const before = await numbers(maha);
      await trial().simulator.sendWhatsapp({
        from: '+966500000903',
        name: 'هيفاء',
        text: 'أين أجد النموذج؟',
      });
      await eventually(async () => {
        const [one, other] = [await numbers(maha), await numbers(salma)];
        expect(one).toBe(other);
        expect(one).not.toBe(before);
      });
    }, 60_000);
  });
}

/** Neither claim leaves before both were made. */
async function race(contexts: readonly BrowserContext[], maha: Page, salma: Page): Promise<void> {
  let asked = 0;
  let letGo: () => void = () => undefined;
  const both = new Promise<void>((go) => (letGo = go));
  for (const context of contexts)
    await context.route('**/claim', async (route) => {
      if ((asked += 1) === contexts.length) letGo();
      await both;
      await route.continue();
    });
  await Promise.all([maha, salma].map((page) => page.getByRole('button', { name: 'استلام' }).click()));
  const won = (page: Page, other: string) =>
    Promise.race([
      page
        .getByText('صارت المحادثة في عهدتك.')
        .waitFor()
        .then(() => true),
      page
        .getByText(`سبقك ${other} إلى المحادثة`)
        .waitFor()
        .then(() => false),
    ]);
  const results = await Promise.all([won(maha, 'سلمى القرني'), won(salma, 'مها العنزي')]);
  expect(results.filter(Boolean)).toHaveLength(1);
}
