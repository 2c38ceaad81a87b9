import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import { eventually } from '../support/eventually.js';
import type { Officer } from '../support/officer.js';
import { look, settled } from './console.look.js';
import { conversationOf, DESK, SLOW, type Trial, windowOf } from './console.support.js';

const THEMES = ['light', 'dark'] as const;
const LANGUAGES = ['ar', 'en'] as const;
const PLACES = [
  'staff',
  'queues',
  'skills',
  'work',
  'promises',
  'reports',
  'channels',
  'channel-health',
  'routing',
  'settings',
  'forms',
  'dead-letters',
] as const;
/** Administration in Arabic, and the button that opens its form. */
const FORMS = { staff: 'إضافة زميل', queues: 'إضافة قائمة', channels: 'ربط قناة', routing: 'إضافة قاعدة' };
const ASKED = 'أريد تحديث عنواني، فقد انتقلنا إلى حي النرجس.';

type Language = (typeof LANGUAGES)[number];

/** Every page in both languages and both colours, narrow where people use it so, and what opens over it. */
export function looks(trial: () => Trial): void {
  describe('Its looks', () => {
    let thread: string;
    const contexts: BrowserContext[] = [];
    const pageOf = async (person: Officer | null, language: Language): Promise<Page> => {
      await person?.patch('/api/me/preferences', { language });
      const context = await (person
        ? windowOf(trial(), person)
        : trial().browser.newContext({ viewport: DESK }));
      contexts.push(context);
      await context.addInitScript(`localStorage.setItem('sila.language', '${language}')`);
      const page = await context.newPage();
      page.setDefaultTimeout(SLOW.timeout);
      return page;
    };
    beforeAll(async () => {
      thread = await aThread(trial());
    }, 60_000);
    afterAll(() => Promise.all(contexts.map((context) => context.close())));

    it.each(LANGUAGES)(
      'of the inbox, the live page and one’s own, %s',
      async (language) => {
        const page = await pageOf(trial().supervisor, language);
        await lookAtInbox(page, `${trial().url}/inbox/${thread}?view=all`, language);
        for (const place of ['live', 'me']) {
          await goTo(page, trial(), place);
          for (const theme of THEMES) await look(page, { language, theme, parts: ['rail'] });
        }
      },
      120_000,
    );

    it.each(LANGUAGES)(
      'of the administration, %s',
      async (language) => {
        const page = await pageOf(trial().administrator, language);
        for (const place of PLACES) {
          await goTo(page, trial(), place);
          for (const theme of THEMES) await look(page, { language, theme, parts: ['rail'] });
        }
      },
      120_000,
    );

    it.each(LANGUAGES)(
      'of the sign-in and the simulator, %s',
      async (language) => {
        const page = await pageOf(null, language);
        await goTo(page, trial(), 'sign-in');
        for (const theme of THEMES) await look(page, { language, theme });
        for (const theme of THEMES) {
          await page.goto(`${trial().simulator.url}/?lang=${language}&theme=${theme}`);
          await page.locator('.bubble').first().waitFor();
          await look(page, { language, theme });
        }
      },
      120_000,
    );

    it('of a narrow window', async () => {
      const page = await pageOf(trial().supervisor, 'ar');
      const narrow = { language: 'ar', theme: 'light' } as const;
      await page.goto(`${trial().url}/inbox/${thread}?view=all`);
      await look(page, { ...narrow, width: 1024, parts: ['rail', 'list', 'thread'] });
      await look(page, { ...narrow, width: 390, parts: ['thread'] });
      await page.goto(`${trial().url}/inbox?view=all`);
      await look(page, { ...narrow, width: 390, parts: ['list'], over: 'list' });
      await goTo(page, trial(), 'live');
      for (const width of [1024, 390] as const) await look(page, { ...narrow, width });
    }, 120_000);

    it('of what opens over the inbox', async () => {
      const page = await pageOf(trial().supervisor, 'ar');
      await page.goto(`${trial().url}/inbox/${thread}?view=all`);
      await page.getByRole('log', { name: 'الرسائل' }).focus();
      for (const keys of ['Shift+Slash', 'Control+KeyK', 'KeyE', 'KeyA', 'KeyT']) {
        await page.keyboard.press(keys);
        await lookOver(page, keys);
      }
      await page.getByRole('button', { name: 'قائمتك' }).click();
      await lookOver(page, 'person');
      await page.getByRole('button', { name: 'لماذا؟' }).click();
      await lookOver(page, 'decision');
    }, 120_000);

    it('of the forms of the administration', async () => {
      const page = await pageOf(trial().administrator, 'ar');
      for (const [place, button] of Object.entries(FORMS)) {
        await goTo(page, trial(), place);
        await page.getByRole('button', { name: button }).click();
        await lookOver(page, 'form');
      }
    }, 120_000);
  });
}

async function goTo(page: Page, trial: Trial, place: string): Promise<void> {
  await page.goto(`${trial.url}/${place}`);
  await settled(page);
}

async function lookAtInbox(page: Page, url: string, language: Language): Promise<void> {
  await page.goto(url);
  await settled(page);
  const parts = ['rail', 'list', 'thread', 'details'] as const;
  for (const theme of THEMES) await look(page, { language, theme, parts });
}

/** Looks at the dialog that is open, in both colours, and closes it. */
async function lookOver(page: Page, over: string): Promise<void> {
  await page.getByRole('dialog').first().waitFor();
  for (const theme of THEMES) await look(page, { language: 'ar', theme, over });
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** A conversation with something of everything in it. */
async function aThread(trial: Trial): Promise<string> {
  const someone = { from: '+966500000903', name: 'لطيفة الشهري' };
  const [free] = [await trial.colleague('مها العتيبي'), await trial.colleague('سارة القحطاني')];
  await free?.put('/api/me/presence', { state: 'online' });
  await trial.simulator.sendWhatsapp({ ...someone, text: 'السلام عليكم ورحمة الله' });
  await trial.simulator.sendWhatsapp({ ...someone, text: ASKED });
  const id = await conversationOf(trial, ASKED);
  await eventually(async () => expect((await trial.supervisor.detail(id)).assignee?.id).toBe(free?.id));
  const note = { clientId: randomUUID(), kind: 'note', text: 'العنوان السابق: حي النسيم.' };
  await trial.supervisor.post(`/api/conversations/${id}/messages`, note);
  await trial.supervisor.reply(id, 'وعليكم السلام، حياكِ الله. نحدّثه الآن.');
  return id;
}
