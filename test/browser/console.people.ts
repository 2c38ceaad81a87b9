import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Locator, Page } from '@playwright/test';
import type { Officer } from '../support/officer.js';
import { look, settled } from './console.look.js';
import { complaintsOf, conversationOf, SLOW, type Trial, windowOf } from './console.support.js';

const WORDS = {
  ar: {
    menu: 'إجراءات هذا الشخص',
    merge: 'دمج مع شخص آخر…',
    search: 'الاسم أو الرقم أو البريد',
    nobody: 'لم يُعثر على أحد في المحادثات التي يحقّ لكم الرد فيها.',
    comparison: 'هل هما شخص واحد؟',
    reason: 'السبب',
    decide: 'دمج',
    undo: 'تراجع',
    back: 'عاد كل شيء كما كان.',
    apart: 'فصلهما من جديد…',
    part: 'فصل',
    parted: 'عادا شخصين منفصلين.',
    address: 'إجراءات هذا العنوان',
    elsewhere: 'يعود إلى شخص آخر…',
    away: 'هذا العنوان يعود إلى شخص آخر',
    give: 'نقل العنوان',
    given: 'أصبح العنوان لشخص آخر.',
  },
  en: {
    menu: 'What to do with this person',
    merge: 'Merge with another person…',
    search: 'Name, number or e-mail',
    nobody: 'Nobody was found in the conversations that you may answer.',
    comparison: 'Is this one person?',
    reason: 'Reason',
    decide: 'Merge',
    undo: 'Undo',
    back: 'It is as it was before.',
    apart: 'Take apart again…',
    part: 'Take apart',
    parted: 'They are two people again.',
    address: 'What to do with this address',
    elsewhere: 'Belongs to somebody else…',
    away: 'This address belongs to somebody else',
    give: 'Give it away',
    given: 'The address belongs to somebody else now.',
  },
} as const;
type Language = keyof typeof WORDS;

/** Who is one person with whom, decided by keyboard and mouse in both languages. */
export function people(trial: () => Trial): void {
  describe.each(['ar', 'en'] as const)('People who are one, %s', (language) => {
    const words = WORDS[language];
    const tail = language === 'ar' ? '1' : '2';
    const [first, second] = [`حصة الدوسري ${tail}`, `حصة من رقم آخر ${tail}`];
    let context: BrowserContext;
    let page: Page;
    let complaints: readonly string[];
    beforeAll(async () => {
      const officer = trial().supervisor;
      const id = await arrive(trial(), `+96650000091${tail}`, first);
      await arrive(trial(), `+96650000092${tail}`, second);
      ({ context, page } = await open(trial(), officer, language));
      complaints = complaintsOf(page);
      await page.goto(`${trial().url}/inbox/${id}?view=all`);
      await settled(page);
    }, 60_000);
    afterAll(() => context.close());
    const panel = () => page.locator('aside');
    const button = (name: string, inside: Locator | Page = page) =>
      inside.getByRole('button', { name, exact: true });
    const lookAt = async (over: string) => {
      for (const theme of ['light', 'dark'] as const) await look(page, { language, theme, over });
    };

    it('are found by typing, compared, and merged by the keyboard; undone from the note', async () => {
      await button(words.menu, panel()).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('menuitem', { name: words.merge }).press('Enter');
      const search = page.getByRole('searchbox', { name: words.search });
      await search.pressSequentially('قققققق');
      await page.getByText(words.nobody).waitFor();
      await lookAt('merge-nobody');
      await search.fill(second.replace('رقم', 'رَقم'));
      await page.getByRole('option', { name: second }).waitFor();
      await lookAt('merge-search');
      await search.press('ArrowDown');
      await search.press('Enter');
      const dialog = page.getByRole('dialog', { name: words.comparison });
      await dialog.getByRole('radio', { name: second }).click({ force: true });
      await dialog.getByLabel(words.reason).fill('هي نفسها، أكّدت ذلك في اتصال');
      await lookAt('merge-compare');
      await button(words.decide, dialog).click();
      await page.getByRole('heading', { level: 2, name: second }).waitFor();
      await dialog.waitFor({ state: 'detached' });
      await panel().getByText('هي نفسها، أكّدت ذلك في اتصال').waitFor();
      await page.getByRole('row').filter({ hasText: second }).first().waitFor();
      await lookAt('merged');
      await button(words.undo).last().click();
      await page.getByText(words.back).last().waitFor();
      await page.getByRole('heading', { level: 2, name: first }).waitFor();
    }, 120_000);

    it('are taken apart again from the ledger, with a reason', async () => {
      await page.keyboard.press('Control+KeyK');
      await page.getByRole('menuitem', { name: words.merge }).click();
      await page.getByRole('searchbox', { name: words.search }).fill(`+96650000092${tail}`);
      await page.getByRole('option', { name: second }).click();
      await page.getByLabel(words.reason).fill('هي نفسها');
      await button(words.decide).click();
      await button(words.apart, panel()).click();
      await page.getByLabel(words.reason).fill('أختان');
      await lookAt('take-apart');
      await button(words.part).click();
      await page.getByText(words.parted).waitFor();
      await panel().getByText('أختان').waitFor();
      await page.getByRole('heading', { level: 2, name: first }).waitFor();
    }, 120_000);

    it('lose an address that belongs to somebody else', async () => {
      await button(words.address, panel()).click();
      await page.getByRole('menuitem', { name: words.elsewhere }).click();
      const dialog = page.getByRole('dialog', { name: words.away });
      await dialog.getByLabel(words.reason).fill('بيع الرقم');
      await lookAt('move');
      await button(words.give, dialog).click();
      await page.getByText(words.given).waitFor();
      await panel().getByText('بيع الرقم').waitFor();
      await lookAt('moved');
      await button(words.undo).last().click();
      await page.getByText(words.back).last().waitFor();
      await panel().getByText(`+96650000091${tail}`).first().waitFor();
      expect(complaints).toEqual([]);
    }, 120_000);
  });
}

/** Somebody writes on WhatsApp; gives the conversation. */
async function arrive(trial: Trial, from: string, name: string): Promise<string> {
  const text = `أنا ${name}`;
  await trial.simulator.sendWhatsapp({ from, name, text });
  return conversationOf(trial, text);
}

async function open(
  trial: Trial,
  officer: Officer,
  language: Language,
): Promise<{ context: BrowserContext; page: Page }> {
  await officer.patch('/api/me/preferences', { language });
  const context = await windowOf(trial, officer);
  await context.addInitScript(`localStorage.setItem('sila.language', '${language}')`);
  const page = await context.newPage();
  page.setDefaultTimeout(SLOW.timeout);
  return { context, page };
}
