import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { eventually } from '../support/eventually.js';
import { look, settled } from './console.look.js';
import { complaintsOf, DESK, inbox, LOG, SLOW } from './console.support.js';
import { TEMPLATE } from '../support/accounts.js';
import { closeTheWindow, type Kinds, sayEverything, startKinds } from './kinds.support.js';

/** The oldest message that has a quote. */
const EDITED = 'السلام عليكم، أحتاج سلة غذائية لخمسة أفراد';

describe('Everything that a message can be, in a browser', () => {
  let kinds: Kinds;
  let browser: Browser;
  let thread: string;
  let context: BrowserContext;
  let page: Page;
  let complaints: readonly string[];

  beforeAll(async () => {
    kinds = await startKinds();
    browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'],
    });
    thread = await sayEverything(kinds, await aPicture(browser));
    context = await browser.newContext({
      viewport: DESK,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const [name = '', value = ''] = kinds.officer.cookie.split('=');
    await context.addCookies([{ name, value, url: kinds.url }]);
    page = await context.newPage();
    page.setDefaultTimeout(SLOW.timeout);
    complaints = complaintsOf(page);
    await open('ar');
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await kinds?.close();
  }, 60_000);

  const open = async (language: 'ar' | 'en'): Promise<void> => {
    await kinds.officer.patch('/api/me/preferences', { language });
    await page.goto(`${kinds.url}/inbox/${thread}?view=all`);
    await page.evaluate(`localStorage.setItem('sila.language', '${language}')`);
    await page.reload();
    await settled(page);
    await page.locator(LOG).locator('input[type=range]').waitFor();
  };
  const log = () => page.locator(LOG);
  /** Brings a line of the history into sight. */
  const showing = async (text: string) => {
    await log().evaluate((element) => element.scrollTo({ top: 0 }));
    const line = log().getByRole('article').filter({ hasText: text }).first();
    await line.scrollIntoViewIfNeeded();
    return line;
  };

  it('is said in the list in words', async () => {
    await inbox.row(page, 'نورة العتيبي').getByText('رسالة صوتية').waitFor();
  });

  it('plays a voice note from any place, by keyboard, at three speeds', async () => {
    const player = log().getByRole('article').last();
    const seek = player.getByRole('slider', { name: 'الموضع في الرسالة الصوتية' });
    const place = async () => Number(await seek.inputValue());
    await eventually(async () => expect(await seek.getAttribute('aria-valuetext')).toContain('0:07'));
    await player.getByRole('button', { name: 'تشغيل الرسالة الصوتية' }).click();
    await eventually(async () => expect(await place()).toBeGreaterThan(0));
    await player.getByRole('button', { name: 'إيقاف مؤقت' }).click();
    await player.getByRole('button', { name: 'تشغيل الرسالة الصوتية' }).waitFor();
    const before = await place();
    await seek.focus();
    for (let press = 0; press < 4; press++) await page.keyboard.press('ArrowUp');
    await eventually(async () => expect(await place()).toBeGreaterThanOrEqual(before + 1));
    await player.getByRole('button', { name: 'السرعة 1×' }).click();
    await player.getByRole('button', { name: 'السرعة 1.5×' }).click();
    await player.getByRole('button', { name: 'السرعة 2×' }).click();
    await player.getByRole('button', { name: 'السرعة 1×' }).waitFor();
  }, 60_000);

  it('leads from an answer to the message it answers', async () => {
    const quote = (await showing('هذا البيت')).getByRole('button', { name: EDITED });
    await quote.click();
    await log().locator('[data-found]').filter({ hasText: EDITED }).waitFor();
  }, 60_000);

  it('shows what an edited message said before', async () => {
    const edited = await showing(EDITED);
    await edited.getByRole('button', { name: 'مُعدّلة' }).click();
    const history = page.getByRole('dialog', { name: 'نص الرسالة قبل التعديل' });
    await history.getByText('لثلاثة أفراد').waitFor();
    await page.keyboard.press('Escape');
    await history.waitFor({ state: 'detached' });
  }, 60_000);

  it('shows reactions, who wrote elsewhere, and that something was taken back', async () => {
    const echo = await showing('أرسلي موقعك');
    await echo.getByText('كُتبت في تطبيق مزوّد الخدمة').waitFor();
    await echo.getByRole('list', { name: 'التفاعلات' }).getByText('🙏').waitFor();
    await showing('سحب المستفيد هذه الرسالة');
    expect(await log().getByText('رقم حسابي').count()).toBe(0);
  }, 60_000);

  it('opens places in maps, and lets numbers be copied', async () => {
    const place = await showing('حي النرجس');
    expect(await place.getByRole('link', { name: 'فتح في الخرائط' }).getAttribute('href')).toContain(
      '24.71355',
    );
    const card = await showing('+966554000009');
    await card.getByRole('button', { name: 'نسخ +966554000009' }).click();
    await card.getByRole('button', { name: 'نُسخ' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('+966554000009');
  }, 60_000);

  it('shows a picture large, and closes it by keyboard', async () => {
    const message = await showing('هذا البيت');
    await message.getByRole('button', { name: 'تكبير house.png' }).click();
    await page.getByRole('dialog').getByRole('img').waitFor();
    await look(page, { language: 'ar', theme: 'light', over: 'picture' });
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }, 60_000);

  it('follows live: a reaction and a taking back stand there without a reload', async () => {
    const from = {
      kind: 'phone',
      value: '+966554000001',
      name: null,
      assurance: 'verified',
      aliases: [],
    } as const;
    await kinds.door.message({ from, providerId: 'L1', text: 'سأحذف هذه' });
    await log().getByText('سأحذف هذه').waitFor();
    await kinds.door.effect({ type: 'reaction', from, target: 'L1', emoji: '🌹', at: null });
    await log().getByText('🌹').waitFor();
    await kinds.door.effect({ type: 'deletion', from, target: 'L1', at: null });
    await log().getByText('سأحذف هذه').waitFor({ state: 'detached' });
    await inbox.row(page, 'نورة العتيبي').getByText('رسالة مسحوبة').waitFor();
  }, 60_000);

  it.each(['ar', 'en'] as const)(
    'looks right, %s',
    async (language) => {
      await open(language);
      for (const theme of ['light', 'dark'] as const) {
        for (const [over, share] of [
          ['start', 0],
          ['middle', 0.5],
          ['end', 1],
        ] as const) {
          await log().evaluate(
            (element, part) => element.scrollTo({ top: element.scrollHeight * part }),
            share,
          );
          await look(page, { language, theme, over });
        }
      }
    },
    120_000,
  );

  it('looks right in a narrow window', async () => {
    await open('ar');
    await log().evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
    await look(page, { language: 'ar', theme: 'light', width: 390, over: 'end' });
  }, 60_000);

  it('says when the time for free replies has passed, and offers what is open instead', async () => {
    await closeTheWindow(kinds);
    await page.setViewportSize(DESK);
    await open('en');
    await page.getByText('The time for free replies has passed').waitFor();
    await look(page, { language: 'en', theme: 'light', over: 'window' });
    await open('ar');
    await page.getByText('يمكن الآن إرسال قالب معتمد فقط').waitFor();
    await page.getByRole('button', { name: /قالب/ }).first().click();
    await page.getByRole('option', { name: TEMPLATE.name }).click();
    await page.getByText('لدينا جديد في طلبكم').waitFor();
    await look(page, { language: 'ar', theme: 'dark', over: 'window' });
    const others = page.getByRole('group', { name: 'طرق أخرى للرد' });
    await others.getByRole('button', { name: 'رسائل نصية' }).click();
    await inbox.reply(page).fill('نتابع معكم برسالة نصية');
  }, 60_000);

  it('never makes the browser complain', () => {
    expect(complaints).toEqual([]);
  });
});

/** A picture of a house, drawn by the browser. */
async function aPicture(browser: Browser): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 640, height: 420 } });
  await page.setContent(
    '<body style="margin:0;background:#bcd9ee"><div style="position:absolute;left:170px;top:170px;width:300px;height:250px;background:#c89b6a"></div></body>',
  );
  const picture = await page.screenshot();
  await page.close();
  return picture;
}
