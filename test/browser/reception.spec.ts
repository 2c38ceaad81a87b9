import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from '@playwright/test';
import type { DeskTicket, ReceptionStart } from '@sila/contracts';
import { eventually } from '../support/eventually.js';
import type { Officer } from '../support/officer.js';
import { look, settled } from './console.look.js';
import { complaintsOf, inbox, SLOW, startTrial, type Trial, windowOf } from './console.support.js';

const NAME = 'سلمى الدوسري';
/** A television. */
const TELEVISION = { width: 1920, height: 1080 };

describe('The reception desk', () => {
  let trial: Trial;
  let desk: Officer;
  let deskId: string;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    trial = await startTrial();
    desk = await trial.colleague('هدى العمري');
    deskId = (await desk.get<ReceptionStart>('/api/reception')).desks[0]?.id ?? '';
  }, 150_000);
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await trial?.close();
  }, 60_000);

  const pageAt = async (path: string, options: Parameters<typeof windowOf>[2] = {}): Promise<Page> => {
    const context = await windowOf(trial, desk, options);
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(SLOW.timeout);
    await page.goto(`${trial.url}${path}`);
    return page;
  };
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const tickets = () => desk.get<DeskTicket[]>(`/api/reception/${deskId}/tickets`);
  const search = (page: Page) => page.getByRole('searchbox', { name: /الاسم أو الجوال/ });

  const enterByKeyboard = async (page: Page): Promise<void> => {
    await search(page).focus();
    const began = Date.now();
    await page.keyboard.type(NAME);
    await page.keyboard.press('Enter');
    await movedOn(page);
    await page.keyboard.type('تسأل عن كفالة ابنها');
    await page.keyboard.press('Enter');
    await page.getByText('A-1', { exact: true }).first().waitFor();
    const took = (Date.now() - began) / 1_000;
    process.stdout.write(`A walk-in: name, Enter, reason, Enter; ${took.toFixed(1)} s to the number\n`);
    expect(took).toBeLessThan(20);
    for (const theme of ['light', 'dark'] as const)
      await look(page, { language: 'ar', theme, parts: ['rail'] });
  };
  const callOnScreen = async (page: Page): Promise<void> => {
    const { path } = await desk.get<{ path: string }>(`/api/reception/${deskId}/screen`);
    const screen = await pageAt(path, { viewport: TELEVISION });
    await screen.getByText('Please wait to be called').waitFor();
    await inbox.row(page, NAME).click();
    await press(page, 'نداء');
    await screen.getByText('A-1', { exact: true }).waitFor();
    expect(await screen.locator('body').innerText()).not.toContain('سلمى');
    await lookAtScreen(screen);
    await screen.context().setOffline(true);
    await screen.getByText('Reconnecting').waitFor();
    await screen.context().setOffline(false);
    await screen.getByText('Reconnecting').waitFor({ state: 'detached' });
  };
  const interview = async (page: Page): Promise<void> => {
    await press(page, 'المقابلة');
    await press(page, 'بدء: مقابلة مستفيد');
    await fill(page);
    for (const theme of ['light', 'dark'] as const) await look(page, { language: 'ar', theme, over: 'form' });
    await press(page, 'قراءته على المستفيد');
    await page.locator('aside').getByText('كفالة ابنها الأكبر').waitFor();
    await look(page, { language: 'ar', theme: 'light', over: 'read-back' });
    await press(page, 'التوقيع على الشاشة');
    await draw(page);
    await look(page, { language: 'ar', theme: 'light', over: 'signature' });
    await press(page, 'توقيع');
    await inbox
      .said(page, 'وُقّع على الشاشة')
      .getByText(/مقابلة مستفيد.*\.pdf/)
      .waitFor();
  };

  it('takes somebody in by keyboard, calls them on the screen, interviews them, and they sign', async () => {
    const page = await pageAt('/reception');
    const complaints = complaintsOf(page);
    await enterByKeyboard(page);
    await page.goto(`${trial.url}/inbox?view=all`);
    await inbox.row(page, NAME).waitFor();
    await expectText(inbox.row(page, NAME), 'A-1');
    await page.getByRole('grid', { name: 'المحادثات' }).getByText('واتساب').first().waitFor();
    await callOnScreen(page);
    await press(page, 'بدء الخدمة');
    await interview(page);
    await press(page, 'إنهاء الزيارة');
    await eventually(async () => expect((await tickets())[0]?.state).toBe('done'));
    expect(complaints).toEqual([]);
  }, 180_000);

  it('keeps who comes while the network is away, and sends them once', async () => {
    const page = await pageAt('/reception');
    await search(page).waitFor();
    await page.context().setOffline(true);
    await search(page).focus();
    await page.keyboard.type('أبو فهد');
    await page.keyboard.press('Enter');
    await movedOn(page);
    await page.keyboard.type('تسليم مستند');
    await page.keyboard.press('Enter');
    await page.getByText('محفوظ على هذا الجهاز').waitFor();
    await look(page, { language: 'ar', theme: 'light', over: 'offline' });
    await page.context().setOffline(false);
    await page.getByText('محفوظ على هذا الجهاز').waitFor({ state: 'detached' });
    await eventually(async () =>
      expect((await tickets()).filter(({ name }) => name === 'أبو فهد')).toHaveLength(1),
    );
  }, 90_000);

  it('books a time, and looks right in English', async () => {
    await desk.patch('/api/me/preferences', { language: 'en' });
    const page = await pageAt('/reception');
    await page.getByRole('tab', { name: 'Appointments' }).click();
    const agree = page.getByRole('button', { name: 'Agree on a time' });
    await eventually(
      async () => {
        const opened = await agree.click({ timeout: 3_000 }).then(
          () => true,
          () => false,
        );
        if (!opened) await press(page, 'The day after');
        expect(opened).toBe(true);
      },
      { within: 40_000 },
    );
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('searchbox').fill('سلمى');
    await dialog.getByRole('option', { name: NAME }).click();
    await dialog.getByRole('textbox', { name: 'What about' }).fill('Follow-up');
    await look(page, { language: 'en', theme: 'light', over: 'book' });
    await dialog.getByRole('button', { name: 'Agree', exact: true }).click();
    await page.getByText('Follow-up').waitFor();
    for (const theme of ['light', 'dark'] as const) await look(page, { language: 'en', theme, over: 'day' });
    await press(page, 'Is here');
    await page.getByText('Arrived', { exact: true }).waitFor();
    await page.getByRole('tab', { name: 'At the desk' }).click();
    await page.getByText('A-3', { exact: true }).first().waitFor();
    await settled(page);
    await look(page, { language: 'en', theme: 'light', parts: ['rail'] });
  }, 120_000);
});

/** The step before led on: the person was chosen, or the form is empty again. */
const FOCUS_MOVED = `document.activeElement?.tagName === 'INPUT' && document.activeElement.value === ''`;

async function movedOn(page: Page): Promise<void> {
  await eventually(async () => expect(await page.evaluate(FOCUS_MOVED)).toBe(true));
}

async function expectText(row: ReturnType<typeof inbox.row>, text: string): Promise<void> {
  await eventually(async () => expect(await row.innerText()).toContain(text));
}

async function lookAtScreen(screen: Page): Promise<void> {
  const pictures = process.env['SILA_LOOKS'];
  for (const colorScheme of ['light', 'dark'] as const) {
    await screen.emulateMedia({ colorScheme });
    if (pictures) await screen.screenshot({ path: `${pictures}/waiting-room-${colorScheme}.png` });
  }
  const wider = await screen.evaluate<number>('document.documentElement.scrollHeight - innerHeight');
  expect(wider).toBeLessThanOrEqual(0);
}

async function fill(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'الاسم الرباعي' }).fill('سلمى بنت ناصر الدوسري');
  await page.getByRole('textbox', { name: 'عدد أفراد الأسرة' }).fill('٥');
  await page.getByRole('textbox', { name: 'دخل الأسرة' }).fill('3000');
  await page.getByText('ملك', { exact: true }).click();
  await page.getByText('سلة غذائية', { exact: true }).click();
  await page.getByText('لا', { exact: true }).click();
  await page.getByRole('textbox', { name: 'ما ذكره المستفيد' }).fill('تسأل عن كفالة ابنها الأكبر.');
}

async function draw(page: Page): Promise<void> {
  const box = await page.getByRole('img', { name: 'مساحة التوقيع' }).boundingBox();
  if (!box) throw new Error('no pad');
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
  await page.mouse.move(...at(0.2, 0.6));
  await page.mouse.down();
  for (const [x, y] of [
    [0.3, 0.2],
    [0.4, 0.7],
    [0.55, 0.3],
    [0.7, 0.65],
  ] as const)
    await page.mouse.move(...at(x, y), { steps: 4 });
  await page.mouse.up();
}
