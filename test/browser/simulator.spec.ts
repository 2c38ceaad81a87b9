import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, chromium, type Page } from '@playwright/test';
import { providers } from '../../apps/simulator/src/provider.list.js';
import { startSimulator, type Simulator } from '../../apps/simulator/src/simulator.js';
import {
  startCatcher,
  testAccount,
  testMailbox,
  twilioLibraryFor,
} from '../../apps/simulator/src/spec.harness.js';
import { pigeon } from '../../apps/simulator/src/spec.provider.js';
import { eventually } from '../support/eventually.js';
import { look } from './console.look.js';
import { DESK, SLOW } from './console.support.js';

const PERSON = '966500000101';

/** What an installation answers to calls, by path. */
const TWIML: Readonly<Record<string, string>> = {
  '/calls':
    '<Gather numDigits="1" action="/message"><Say language="ar-AE">لترك رسالة اضغطوا 1</Say></Gather>',
  '/message': '<Record action="/thanks"/>',
  '/thanks': '<Say language="ar-AE">شكرًا لكم</Say>',
};

/** The page as it draws itself from its providers: WhatsApp, and one that can do everything. */
describe('The page of the simulator', () => {
  let catcher: Awaited<ReturnType<typeof startCatcher>>;
  let simulator: Simulator;
  let browser: Browser;

  beforeAll(async () => {
    catcher = await startCatcher(undefined, ({ url }) => `<Response>${TWIML[url] ?? ''}</Response>`);
    simulator = await startSimulator({ port: 0, smtpPort: 0, imapPort: 0 }, [...providers, pigeon]);
    simulator.configure({
      twilio: { ...testAccount, webhookUrl: `${catcher.origin}/hooks/wa` },
      twilioVoice: {
        ...testAccount,
        webhookUrl: `${catcher.origin}/calls`,
        pace: { speech: 0.1 },
      },
      mailbox: testMailbox,
    });
    const hook = { name: '@charity', key: 'seed', webhookUrl: `${catcher.origin}/hook` };
    await post('/accounts', { pigeon: hook });
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await simulator.stop();
    await catcher.stop();
  });

  const open = async (query: string): Promise<Page> => {
    const page = await browser.newPage({ viewport: DESK });
    page.setDefaultTimeout(SLOW.timeout);
    await page.goto(`${simulator.url}/?${query}`);
    return page;
  };
  const post = (path: string, body: object) =>
    fetch(simulator.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const fly = (to: string, text: string, buttons: readonly string[] = []) =>
    post('/pigeon/messages', { to, text, buttons });
  const told = () =>
    catcher.caught
      .filter(({ url }) => url === '/hook')
      .map(({ body }) => JSON.parse(body) as Record<string, unknown>)
      .filter((content) => !('typing' in content));
  const bubble = (page: Page, text: string) => page.locator('.bubble-line').filter({ hasText: text });
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

  it('lets one choose the app, and write there', async () => {
    const page = await open('lang=ar');
    await page.getByRole('button', { name: 'حمام زاجل' }).click();
    await page.getByRole('textbox', { name: 'اكتب رسالة' }).fill('السلام عليكم');
    await page.keyboard.press('Enter');
    await bubble(page, 'السلام عليكم').locator('.ticks.taken').waitFor();
    expect(told()).toMatchObject([{ text: 'السلام عليكم', name: 'أم عبدالله الزهراني' }]);
    expect(catcher.caught.some(({ body }) => body.includes('typing'))).toBe(true);
    await page.getByRole('button', { name: 'واتساب' }).click();
    await page.locator('.chat-empty').waitFor();
    await page.close();
  }, 60_000);

  it('counts what comes in an app that is not open, and reads it once it is', async () => {
    const page = await open('lang=en');
    await page.getByRole('button', { name: 'WhatsApp', exact: true }).waitFor();
    await fly(PERSON, 'وعليكم السلام، تفضلي');
    await page.getByRole('button', { name: 'Pigeon 1 unread' }).click();
    await bubble(page, 'وعليكم السلام').waitFor();
    await page.getByRole('button', { name: 'Pigeon', exact: true }).waitFor();
    await eventually(
      async () => expect(await simulator.client.read(PERSON, undefined, 'pigeon')).toEqual([]),
      SLOWLY,
    );
    await page.close();
  }, 60_000);

  it('sends a voice note, a place and a contact card', async () => {
    const page = await open('lang=ar');
    await press(page, 'حمام زاجل');
    for (const [name, sight] of [
      ['رسالة صوتية', 'audio'],
      ['موقع', 'text=منزلنا'],
      ['بطاقة اتصال', 'text=+966500000199'],
    ] as const) {
      await press(page, 'إرفاق');
      await press(page, name);
      await page.locator(`.bubble >> ${sight}`).first().waitFor();
    }
    expect(told().slice(-3)).toMatchObject([
      { media: [{ contentType: 'audio/wav' }] },
      { location: { label: 'منزلنا' } },
      { contact: { phone: '+966500000199' } },
    ]);
    await page.close();
  }, 60_000);

  it('answers, reacts, edits, deletes and presses, as the app can', async () => {
    const page = await open('lang=ar');
    await fly(PERSON, 'هل يناسبكم الأحد؟', ['نعم', 'لا']);
    await press(page, 'حمام زاجل');
    await press(page, 'نعم');
    await bubble(page, 'هل يناسبكم الأحد؟')
      .filter({ has: page.locator('blockquote') })
      .waitFor();
    const act = async (text: string, name: string) => {
      await bubble(page, text).last().getByRole('button', { name: 'خيارات الرسالة' }).click();
      await press(page, name);
    };
    await act('تفضلي', '👍');
    await bubble(page, 'تفضلي').locator('.reactions').waitFor();
    await act('السلام عليكم', 'تعديل الرسالة');
    await page.getByRole('textbox', { name: 'اكتب رسالة' }).fill('السلام عليكم ورحمة الله');
    await page.keyboard.press('Enter');
    await bubble(page, 'معدّلة').waitFor();
    await act('ورحمة الله', 'حذف الرسالة');
    await bubble(page, 'حُذفت هذه الرسالة').waitFor();
    expect(told().slice(-4)).toMatchObject([
      { press: { button: 'نعم' } },
      { reaction: { emoji: '👍' } },
      { edit: { text: 'السلام عليكم ورحمة الله' } },
      { deletion: {} },
    ]);
    await page.close();
  }, 60_000);

  it('telephones: hears, presses, leaves a message, and answers when it rings', async () => {
    const page = await open('lang=ar&theme=dark');
    const caption = (text: string) => page.locator('.captions').getByText(text);
    await press(page, 'المكالمات');
    await press(page, 'اتصل بالجمعية');
    await caption('لترك رسالة اضغطوا 1').waitFor();
    await look(page, { language: 'ar', theme: 'dark', over: 'call' });
    await press(page, 'المفتاح 1');
    await press(page, 'إنهاء الرسالة (#)');
    await caption('شكرًا لكم').waitFor();
    await caption('انتهت المكالمة').waitFor();
    await press(page, 'واتساب');
    await twilioLibraryFor(`${simulator.url}/twilio/voice`).calls.create({
      from: testAccount.number,
      to: `+${PERSON}`,
      twiml: '<Response><Say language="ar-AE">السلام عليكم</Say><Pause length="600"/></Response>',
    });
    await press(page, 'الرد');
    await caption('السلام عليكم').waitFor();
    await look(page, { language: 'ar', theme: 'dark', over: 'call', width: 390 });
    await press(page, 'إنهاء المكالمة');
    await caption('انتهت المكالمة').waitFor();
    await page.close();
  }, 60_000);

  it('shows the faults of what is set up, and programs them', async () => {
    const page = await open('lang=en');
    await page.getByText('Pigeons').click();
    await page.getByRole('switch', { name: 'Reports get lost' }).last().click();
    await eventually(async () => {
      expect(await simulator.client.faults()).toMatchObject([{ target: 'pigeon', kind: 'lost-callback' }]);
    }, SLOWLY);
    await press(page, 'Stop all');
    await page.close();
  }, 60_000);

  it.each(['ar', 'en'] as const)(
    'looks right, %s',
    async (language) => {
      await simulator.client.sendWhatsapp({ from: `+${PERSON}`, text: 'السلام عليكم' });
      for (const theme of ['light', 'dark'] as const) {
        const page = await open(`lang=${language}&theme=${theme}`);
        await press(page, pigeon.label[language]);
        await bubble(page, 'تفضلي').getByRole('button').first().click();
        await look(page, { language, theme, over: 'pigeon' });
        await page.getByRole('button', { name: language === 'ar' ? 'إرفاق' : 'Attach', exact: true }).click();
        await look(page, { language, theme, over: 'menu', width: 390 });
        await page.close();
      }
    },
    120_000,
  );
});

const SLOWLY = { within: 15_000 };
