import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from '@playwright/test';
import type { Language } from '@sila/domain';
import { eventually } from '../support/eventually.js';
import { SLOW } from './console.support.js';
import { faultsOf, openPortal, PHONE, type PortalWorld, startPortalWorld } from './portal.support.js';

/** A picture of noise, three megabytes of it, as a camera would give; made in the page, which has a canvas. */
const NOISE = `(async () => {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [3000, 2000];
  const pen = canvas.getContext('2d');
  const image = pen.createImageData(3000, 2000);
  for (let at = 0; at < image.data.length; at += 1) image.data[at] = at % 4 === 3 ? 255 : Math.random() * 255;
  pen.putImageData(image, 0, 0);
  const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.9));
  return [...new Uint8Array(await blob.arrayBuffer())].map((byte) => String.fromCharCode(byte)).join('');
})()`;

describe('The portal on a phone', () => {
  let world: PortalWorld;
  beforeAll(async () => {
    world = await startPortalWorld();
  }, 120_000);
  afterAll(() => world?.close(), 60_000);

  const onPhone = async (work: (context: BrowserContext) => Promise<void>, dark = false): Promise<void> => {
    const context = await world.browser.newContext({
      viewport: PHONE,
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
    });
    try {
      await work(context);
    } finally {
      await context.close();
    }
  };
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
  const clean = async (page: Page) => expect(await faultsOf(page)).toEqual([]);
  const focused = (page: Page) => page.evaluate<string>('document.activeElement?.id ?? ""');
  const messageOf = (reference: string) =>
    eventually(
      async () => {
        const rows = await world.stack.database.query<{ text: string; language: Language; sizes: string[] }>(
          `SELECT m.text, c.language, (SELECT array_agg(a.size::text) FROM attachment a WHERE a.message_id = m.id) AS sizes
           FROM message m JOIN conversation c ON c.id = m.conversation_id
           WHERE m.meta->'form'->>'reference' = $1`,
          [reference],
        );
        expect(rows).toHaveLength(1);
        return rows[0];
      },
      { within: 30_000 },
    );

  const aboutOneself = async (page: Page): Promise<void> => {
    await page.getByLabel('الاسم الرباعي').fill('نورة بنت سالم الحربي');
    await page.getByLabel('رقم الهوية أو الإقامة').fill('١٠٥٧٣٩١٨٤٧');
    await page.getByLabel('اليوم').fill('١٢');
    await page.getByLabel('الشهر').fill('٥');
    await page.getByLabel('السنة').fill('١٤١٠');
  };
  const household = async (page: Page): Promise<void> => {
    await page.getByLabel('رقم الجوال').fill('٠٥٥ ١٢٣ ٤٥٦٧');
    await page.getByLabel('المدينة أو القرية').fill('مكة المكرمة');
    await press(page, 'التالي');
    await heading(page, 'الأسرة');
    await page.getByLabel('أرمل أو أرملة').check();
    await page.getByLabel('عدد أفراد الأسرة').fill('5');
    expect(await page.getByLabel('عدد الأيتام').count()).toBe(0);
    await page.getByLabel('نعم').check();
    await page.getByLabel('عدد الأيتام').fill('٤');
    await page.getByLabel('دخل الأسرة الشهري بالريال').fill('0');
    await clean(page);
    await press(page, 'التالي');
  };

  /** Begins, with mistakes and a reload on the way; ends at the page of the need, with the code to go on. */
  const firstPhone = async (page: Page): Promise<string> => {
    await page.getByRole('button', { name: /^طلب مساعدة/ }).click();
    await heading(page, 'بيانات مقدم الطلب');
    await page.getByLabel('رقم الهوية أو الإقامة').fill('1057391840');
    await press(page, 'التالي');
    await page.getByText('رقم الهوية غير صحيح').waitFor();
    expect(await focused(page)).toBe('name');
    await clean(page);
    await aboutOneself(page);
    await press(page, 'التالي');
    await heading(page, 'كيف نصل إليكم؟');
    await page.getByText('حُفظ', { exact: true }).waitFor();
    await page.reload();
    await press(page, 'أكمل الطلب');
    await household(page);
    await heading(page, 'الاحتياج');
    await press(page, 'الإكمال لاحقًا');
    await press(page, 'احصل على رمز');
    const code = await page.locator('.reference').innerText();
    await clean(page);
    return code;
  };

  /** Goes on by the code, to the page of the papers. */
  const secondPhone = async (page: Page, code: string): Promise<void> => {
    await press(page, 'لديّ رمز لإكمال طلب');
    await clean(page);
    await page.getByLabel('رقم الجوال أو البريد الإلكتروني').fill('0551234567');
    await page.getByLabel('الرمز', { exact: true }).fill(code);
    await press(page, 'أكمل الطلب');
    await heading(page, 'الاحتياج');
    await page.getByLabel('إيجار السكن').check();
    await page.getByLabel('الإيجار السنوي بالريال').fill('١٨٠٠٠');
    await page.getByLabel('اشرحوا احتياجكم باختصار').fill('تأخر علينا الإيجار.');
    await press(page, 'التالي');
    await heading(page, 'المستندات');
  };

  /** Sends a picture and the form; gives its number and how large the picture was. */
  const papersAndSend = async (page: Page): Promise<{ reference: string; size: number }> => {
    const buffer = Buffer.from(await page.evaluate<string>(NOISE), 'latin1');
    const picture = { name: 'عقد الإيجار.jpg', mimeType: 'image/jpeg', buffer };
    await page.getByLabel('عقد الإيجار').setInputFiles(picture);
    await page.getByRole('button', { name: /^إزالة/ }).waitFor();
    await clean(page);
    await press(page, 'التالي');
    await heading(page, 'مراجعة الطلب');
    await clean(page);
    await press(page, 'أرسل الطلب');
    await page.getByText('لا يمكن إرسال الطلب دون الموافقة.').waitFor();
    await page.getByLabel('أوافق على ما سبق').check();
    await press(page, 'أرسل الطلب');
    await heading(page, 'وصلنا طلبكم');
    await clean(page);
    return { reference: await page.locator('.reference').innerText(), size: buffer.length };
  };

  it(
    'carries a request for help from a phone to the queue: mistakes, a reload, another phone, a picture, the number',
    () =>
      onPhone(async (context) => {
        const { page, complaints, foreign } = await openPortal(context, world, 'ar');
        await clean(page);
        const code = await firstPhone(page);
        await onPhone(async (other) => {
          const second = (await openPortal(other, world, 'ar')).page;
          await secondPhone(second, code);
          const { reference, size } = await papersAndSend(second);
          const message = await messageOf(reference);
          expect(message?.text).toContain('تاريخ الميلاد: 12 جمادى الأولى 1410 هـ · 11 ديسمبر 1989');
          expect(message?.text).toContain('عدد الأيتام: 4');
          const [stored] = message?.sizes ?? [];
          expect(Number(stored)).toBeGreaterThan(50_000);
          expect(Number(stored)).toBeLessThan(size * 0.8);
          expect(await second.evaluate<string | null>("localStorage.getItem('sila-form')")).toBeNull();
        });
        expect([complaints, foreign]).toEqual([[], []]);
      }),
    240_000,
  );

  const volunteer = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: /^Volunteer with us/ }).click();
    await heading(page, 'About you');
    await page.getByLabel('Name').fill('Fatima Khan');
    await page.getByLabel('Gregorian').check();
    await page.getByLabel('Day').fill('31');
    await page.getByLabel('Month').fill('2');
    await page.getByLabel('Year').fill('1999');
    await page.getByLabel('Mobile number').fill('0551234567');
    await page.getByLabel('City').fill('Jeddah');
    await press(page, 'Next');
    await page.getByText('There is no such date').waitFor();
    await page.getByLabel('Day').fill('28');
    await clean(page);
  };

  it(
    'takes an offer to volunteer in English, in the dark, through a broken line',
    () =>
      onPhone(async (context) => {
        const { page, foreign } = await openPortal(context, world, 'en');
        await volunteer(page);
        await context.setOffline(true);
        await press(page, 'Next');
        await heading(page, 'How you would like to help');
        await page.getByText('No connection.').waitFor();
        await page.getByLabel('Health care').check();
        await page.getByLabel('Professional registration number').fill('12-R-345');
        await page.getByLabel('Friday and Saturday').check();
        await clean(page);
        await context.setOffline(false);
        await page.getByText('Saved', { exact: true }).waitFor();
        await press(page, 'Next');
        await page.getByLabel('I agree').check();
        await page.goBack();
        await heading(page, 'How you would like to help');
        await press(page, 'Next');
        await page.getByLabel('I agree').check();
        await press(page, 'Send');
        await heading(page, 'We have received it');
        await clean(page);
        const message = await messageOf(await page.locator('.reference').innerText());
        expect(message).toMatchObject({ language: 'en' });
        expect(message?.text).toContain('Date of birth: 11 Dhuʻl-Qiʻdah 1419 AH · 28 February 1999');
        expect(message?.text).toContain('Areas: Health care');
        expect(foreign).toEqual([]);
      }, true),
    240_000,
  );

  it(
    'mirrors, and has help in the same place on every page',
    () =>
      onPhone(async (context) => {
        const { page } = await openPortal(context, world, 'ar');
        expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
        const help = page.getByRole('contentinfo').getByRole('link');
        expect(await help.count()).toBe(2);
        await press(page, 'English');
        await heading(page, 'How can we help?');
        expect(await page.locator('html').getAttribute('dir')).toBe('ltr');
        expect(await help.first().getAttribute('href')).toBe('tel:+966112345678');
        await page.getByRole('button', { name: /^Request help/ }).click();
        await heading(page, 'About you');
        expect(await help.count()).toBe(2);
        await page.getByRole('button', { name: 'Next' }).waitFor(SLOW);
      }),
    120_000,
  );
});
