import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from '@playwright/test';
import { PICTURE } from '../e2e/pictures.js';
import { A_SECOND_AT_REST } from '../support/patience.js';
import { complaintsOf, DESK, inbox, LOG, pressArabic, SLOW, type Trial } from './console.support.js';

const EMAIL = 'officer@sila.example';
const PHONE = '+966500000901';
const FIRST = 'السلام عليكم، هل بدأ توزيع الحقيبة المدرسية في حي الروابي؟';
const ANSWER = 'وعليكم السلام، يبدأ التوزيع يوم الأحد بإذن الله.';
const NOTE = 'للأسرة طالبان، راجعت الكشف.';

/** What an officer does from signing in to closing a conversation, in one window. */
export function officersDay(trial: () => Trial): void {
  describe("An officer's day", () => {
    let context: BrowserContext;
    let page: Page;
    let complaints: readonly string[];
    beforeAll(async () => {
      context = await trial().browser.newContext({ viewport: DESK });
      page = await context.newPage();
      page.setDefaultTimeout(SLOW.timeout);
    });
    afterAll(() => context.close());

    it('begins with the one-time password, which is changed, and comes online', async () => {
      await begin(page, trial());
      complaints = complaintsOf(page);
    }, 60_000);

    it('brings what is sent on WhatsApp to the list and the thread without a reload', async () => {
      await page.evaluate('window.sameDocument = true');
      await sendAndTime(trial(), FIRST, () => inbox.row(page, FIRST).waitFor());
      await inbox.row(page, FIRST).click();
      await inbox.said(page, FIRST).waitFor();
      await page.mouse.move(DESK.width / 2, 10);
      await sendAndTime(trial(), 'ومتى يُغلق؟', () => inbox.said(page, 'ومتى يُغلق؟').waitFor());
    }, 60_000);

    it('answers by Ctrl+Enter; the ticks climb to read', () => answer(page, trial()), 60_000);

    it('keeps an internal note inside, and sends a file', () => noteAndFile(page, trial()), 60_000);

    it('goes up and down the list by the place of the keys, whatever their layout', async () => {
      const before = page.url();
      await page.locator(LOG).focus();
      await pressArabic(page, 'ت', 'KeyJ');
      await page.waitForURL((url) => url.href !== before);
      await pressArabic(page, 'ن', 'KeyK');
      await page.waitForURL(before);
      await pressArabic(page, '؟', 'Slash', true);
      await page.getByRole('dialog', { name: 'المفاتيح' }).getByText('المحادثة التالية').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('Control+KeyK');
      await page.getByRole('dialog', { name: 'البحث عن أمر' }).getByText('عرض المفاتيح').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }, 60_000);

    it('closes with an outcome, and finds it again by searching', () => closeAndFind(page, trial()), 60_000);

    it('turns the whole screen when the language changes, without a reload', () => turn(page), 60_000);

    it('goes away, and the browser never complained', async () => {
      await page.getByRole('button', { name: 'Your menu' }).click();
      await page.getByRole('radio', { name: 'Away' }).click({ force: true });
      await page.getByText('New conversations pass you by.').waitFor();
      expect(complaints).toEqual([]);
    }, 60_000);
  });
}

async function begin(page: Page, trial: Trial): Promise<void> {
  await page.goto(trial.url);
  await page.getByLabel('البريد الإلكتروني').fill(EMAIL);
  await page.getByLabel('كلمة المرور').fill(trial.printedPassword(EMAIL));
  await page.getByRole('button', { name: 'تسجيل الدخول' }).click();
  await page.waitForURL('**/password');
  // The address changes before the page does: the sign-in's own field would be filled instead.
  const save = page.getByRole('button', { name: 'حفظ والمتابعة' });
  await save.waitFor();
  const fields = page.locator('input[type=password]');
  await fields.nth(0).fill(trial.printedPassword(EMAIL));
  for (const field of [fields.nth(1), fields.nth(2)]) await field.fill('نخلة وقمر وباب أزرق');
  await save.click();
  await page.waitForURL('**/inbox');
  await page.getByRole('button', { name: 'ريم الأحمدي، متصل. قائمتك' }).waitFor();
  await page.getByRole('grid', { name: 'المحادثات' }).getByRole('row').first().waitFor();
}

async function sendAndTime(trial: Trial, text: string, shown: () => Promise<void>): Promise<void> {
  const from = performance.now();
  await Promise.all([trial.simulator.sendWhatsapp({ from: PHONE, name: 'خالد المطيري', text }), shown()]);
  const took = performance.now() - from;
  process.stdout.write(`On the screen ${Math.round(took)} ms after it was sent on WhatsApp\n`);
  expect(took).toBeLessThan(A_SECOND_AT_REST);
}

async function answer(page: Page, trial: Trial): Promise<void> {
  await inbox.reply(page).fill(ANSWER);
  await page.keyboard.press('Control+Enter');
  await inbox.said(page, ANSWER).waitFor();
  await arrived(trial, ANSWER);
  const tick = (status: string) => inbox.said(page, ANSWER).locator(`span[data-status=${status}]`).waitFor();
  await tick('delivered');
  await trial.simulator.read(PHONE);
  await tick('read');
}

/** Resolves when the text is on the phone, and gives everything that is. */
async function arrived(trial: Trial, text: string) {
  for (let count = 1; ; count++) {
    const messages = await trial.simulator.received({ to: PHONE, count, waitMs: 20_000 });
    if (messages.some((message) => message.text.includes(text))) return messages;
    if (messages.length < count) throw new Error(`"${text}" did not reach the phone`);
    count = messages.length;
  }
}

async function noteAndFile(page: Page, trial: Trial): Promise<void> {
  await page.getByRole('radio', { name: 'ملاحظة داخلية' }).click();
  await page.getByRole('textbox', { name: 'ملاحظة داخلية' }).fill(NOTE);
  await page.keyboard.press('Control+Enter');
  const note = inbox.said(page, NOTE);
  await note.getByText('ملاحظة داخلية').waitFor();
  expect(await colourOf(page, NOTE)).toBe('rgb(255, 246, 220)');
  const file = { name: 'كشف.png', mimeType: 'image/png', buffer: PICTURE };
  await page.locator('input[type=file]').setInputFiles(file);
  await inbox.reply(page).fill('مرفق الكشف');
  await page.getByRole('button', { name: 'إرسال', exact: true }).click();
  const received = await arrived(trial, 'مرفق الكشف');
  expect(received.flatMap(({ media }) => media.map(({ contentType }) => contentType))).toEqual(['image/png']);
  expect(received.filter(({ text }) => text.includes(NOTE))).toEqual([]);
}

/** The background of the entry of the thread with these words. */
function colourOf(page: Page, text: string): Promise<string> {
  return page.evaluate<string>(
    `getComputedStyle([...document.querySelectorAll('${LOG} article')].find(({ textContent }) =>
       textContent.includes(${JSON.stringify(text)}))).backgroundColor`,
  );
}

async function closeAndFind(page: Page, trial: Trial): Promise<void> {
  await inbox.said(page, ANSWER).waitFor();
  await page.getByRole('button', { name: 'إغلاق', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'إغلاق المحادثة' });
  await dialog.getByText('قُدّمت الخدمة').click();
  await dialog.getByRole('button', { name: 'إغلاق المحادثة' }).click();
  await dialog.waitFor({ state: 'detached' });
  await inbox.row(page, 'خالد المطيري').waitFor({ state: 'detached' });
  await arrived(trial, 'أُغلقت هذه المحادثة');
  await page.getByRole('radio', { name: 'المغلقة' }).click();
  await page.keyboard.press('Escape');
  await pressArabic(page, 'ظ', 'Slash');
  await page.keyboard.insertText('الحقيبه المدرسيه');
  await inbox.row(page, 'خالد المطيري').click();
  await inbox.said(page, FIRST).waitFor();
}

async function turn(page: Page): Promise<void> {
  const sides = () =>
    page.evaluate<readonly [string, boolean]>(
      `[document.documentElement.dir, document.querySelector('[role=grid]').getBoundingClientRect().x
         > document.querySelector('${LOG}').getBoundingClientRect().x]`,
    );
  expect(await sides()).toEqual(['rtl', true]);
  await page.getByRole('button', { name: 'قائمتك' }).click();
  await page.getByText('English', { exact: true }).click();
  await page.getByRole('heading', { name: 'Inbox' }).waitFor({ state: 'attached' });
  expect(await sides()).toEqual(['ltr', false]);
  expect(await page.evaluate('window.sameDocument')).toBe(true);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}
