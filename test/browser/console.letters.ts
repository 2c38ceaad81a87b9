import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from '@playwright/test';
import type { LetterItem, LetterPage } from '@sila/contracts';
import { PAPER_TEXT, scanOf } from '../support/letters.js';
import { eventually } from '../support/eventually.js';
import type { Officer } from '../support/officer.js';
import { look, settled } from './console.look.js';
import { complaintsOf, SLOW, type Trial, windowOf } from './console.support.js';

const SOON = { within: 20_000 };
const SENDER = 'نورة بنت عبدالله القحطاني';
const ANSWER = 'وعليكم السلام ورحمة الله، وصل خطابكم وسنزوركم يوم الأحد 29/11/2026 بإذن الله.';

/** What the letters' desk does with paper, in one window: scan, compare, confirm, answer, print, post, take back. */
export function lettersDesk(trial: () => Trial): void {
  describe("The letters' desk", () => {
    let context: BrowserContext;
    let page: Page;
    let clerk: Officer;
    let complaints: readonly string[];
    beforeAll(async () => {
      clerk = await trial().colleague('سارة الحربي');
      context = await windowOf(trial(), clerk);
      page = await context.newPage();
      page.setDefaultTimeout(SLOW.timeout);
      complaints = complaintsOf(page);
    }, 60_000);
    afterAll(() => context.close());

    const open = async (path: string): Promise<void> => {
      await page.goto(`${trial().url}${path}`);
      await settled(page);
    };
    /** A button rests while the step before it is being saved. */
    const askFor = (button: string, field: string) =>
      eventually(async () => {
        await page.getByRole('button', { name: button }).click({ timeout: 2_000 });
        await page.getByRole('textbox', { name: field }).waitFor({ timeout: 1_000 });
      }, SOON);
    const letterOf = async (view: string): Promise<LetterItem> => {
      const { items } = await clerk.get<LetterPage>(`/api/letters?view=${view}`);
      if (!items[0]) throw new Error(`no letter is ${view}`);
      return items[0];
    };
    const lookBothWays = async (path: string, over: string): Promise<void> => {
      for (const language of ['en', 'ar'] as const) {
        await clerk.patch('/api/me/preferences', { language });
        await page.evaluate(`localStorage.setItem('sila.language', '${language}')`);
        await open(path);
        for (const theme of ['dark', 'light'] as const) await look(page, { language, theme, over });
      }
    };

    it('takes a scan, reads it, and says when the same one comes again', async () => {
      await open('/letters');
      const scan = {
        name: 'خطاب.pdf',
        mimeType: 'application/pdf',
        buffer: await scanOf(`مقدمة الطلب: ${SENDER}\n${PAPER_TEXT}`, 'خطاب'),
      };
      await page.locator('input[type=file]').setInputFiles(scan);
      await page.getByText('وصل، وهو قيد القراءة').waitFor();
      await page
        .getByRole('row')
        .filter({ hasText: 'بانتظار الاعتماد' })
        .first()
        .waitFor({ timeout: 90_000 });
      await page.locator('input[type=file]').setInputFiles(scan);
      await page.getByText('أُدخل هذا الملف نفسه من قبل').waitFor();
      await lookBothWays('/letters', 'desk');
    }, 180_000);

    it('shows the scan beside the text, and lets nobody confirm before every number is ticked', async () => {
      const { id } = await letterOf('incoming');
      await lookBothWays(`/letters/${id}`, 'letter');
      const confirm = page.getByRole('button', { name: 'اعتماد الخطاب' });
      expect(await confirm.isDisabled()).toBe(true);
      await page.getByRole('button', { name: 'تكبير' }).click();
      await page.getByRole('textbox', { name: 'اسم المرسِل' }).fill(SENDER);
      for (const box of await page.getByRole('checkbox').all()) await box.check({ force: true });
      await confirm.click();
      await page.getByText('تحقّق منه').waitFor();
      await page.getByText('سارة الحربي').first().waitFor();
    }, 120_000);

    it('answers on the association’s paper after a look at it', async () => {
      const { conversationId } = await letterOf('done');
      await open(`/inbox/${conversationId}?view=all`);
      const reply = page.getByRole('textbox', { name: 'رد', exact: true });
      await reply.fill(ANSWER);
      await page.getByRole('button', { name: 'معاينة' }).click();
      await page.getByRole('img', { name: 'الخطاب كما سيُطبع' }).waitFor();
      await look(page, { language: 'ar', theme: 'light', over: 'preview' });
      await page.keyboard.press('Escape');
      // The dialog gives the focus back a moment after it is gone; only then it can be moved on.
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.waitForFunction(`document.activeElement?.textContent?.includes('معاينة')`);
      await reply.press('Control+Enter');
      await page.getByText('بانتظار الطباعة').first().waitFor();
      await look(page, { language: 'ar', theme: 'light', over: 'thread' });
    }, 120_000);

    it('prints it, posts it, and finds it by its barcode when it comes back', async () => {
      await open('/letters');
      await page.getByRole('tab', { name: 'للطباعة' }).click();
      await page.getByRole('button', { name: 'طُبع', exact: true }).click();
      await page.getByRole('tab', { name: 'للتوقيع والإرسال' }).click();
      await page.getByRole('button', { name: 'وُقّع', exact: true }).click();
      await page.getByRole('row').filter({ hasText: 'موقّع' }).waitFor();
      await askFor('أُرسل بالبريد…', 'رقم التتبّع');
      await page.getByRole('textbox', { name: 'رقم التتبّع' }).fill('RR123456789SA');
      await page.getByRole('button', { name: 'حفظ' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      const { reference } = await letterOf('posted');
      await page.getByRole('searchbox', { name: 'البحث بالرمز الشريطي' }).fill(reference ?? '');
      await page.getByText('RR123456789SA').waitFor();
      await askFor('أُعيد…', 'سبب الإعادة');
      await page.getByRole('textbox', { name: 'سبب الإعادة' }).fill('العنوان غير صحيح');
      await page.getByRole('button', { name: 'حفظ' }).click();
      await page.getByRole('row').filter({ hasText: 'أُعيد' }).first().waitFor();
      await look(page, { language: 'ar', theme: 'light', over: 'barcode' });
      expect(complaints).toEqual([]);
    }, 120_000);
  });
}
