import { expect } from '@jest/globals';
import type { Page } from '@playwright/test';
import type { Language } from '@sila/domain';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '../support/eventually.js';
import { barriers } from './console.axe.js';
import { DESK } from './console.support.js';

/** Where pictures go for people who want to look; nowhere when it is not set. */
const PICTURES = process.env['SILA_LOOKS'];

/** A way of looking at a page. */
export interface Look {
  readonly language: Language;
  readonly theme: 'light' | 'dark';
  /** Of the window, in pixels; a desk's when missing. */
  readonly width?: 1024 | 390;
  /** What must stand beside each other, from the start of the line to its end. */
  readonly parts?: readonly Part[];
  /** What lies over the page, for the name of the picture. */
  readonly over?: string;
}

const PARTS = {
  rail: 'nav',
  list: '[role=grid][aria-label]',
  thread: '[role=log][tabindex]',
  details: 'aside',
} as const;
type Part = keyof typeof PARTS;

/** Holds the page to it: direction and sides right, nothing wider than the window, no barrier that axe knows. */
export async function look(page: Page, { language, theme, width, parts = [], over }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.setViewportSize(width === 390 ? { width, height: 844 } : { ...DESK, ...(width && { width }) });
  const where = [new URL(page.url()).pathname, over, language, theme, width ?? DESK.width].join(' ');
  const expected = language === 'ar' ? parts.toReversed() : parts;
  await eventually(async () => expect([where, await fromTheLeft(page, parts)]).toEqual([where, expected]), {
    within: 15_000,
  });
  await picture(page, where);
  const direction = await page.evaluate('document.documentElement.dir');
  expect([where, direction]).toEqual([where, language === 'ar' ? 'rtl' : 'ltr']);
  const wider = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  expect([where, Math.max(0, wider)]).toEqual([where, 0]);
  expect([where, ...(await barriers(page))]).toEqual([where]);
}

/** The parts that are in sight, by where they stand. */
async function fromTheLeft(page: Page, parts: readonly Part[]): Promise<readonly Part[]> {
  const shown = await Promise.all(
    parts.map(async (part) => ({ part, box: await page.locator(PARTS[part]).first().boundingBox() })),
  );
  return shown
    .flatMap(({ part, box }) => (box ? [{ part, x: box.x }] : []))
    .sort((one, other) => one.x - other.x)
    .map(({ part }) => part);
}

/** The page is there with what it shows, and stands still. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
  const loading = page.locator('[aria-label="جارٍ التحميل"], [aria-label="Loading"]');
  await loading.first().waitFor({ state: 'detached' });
  await page.evaluate('document.fonts.ready.then(() => true)');
}

async function picture(page: Page, where: string): Promise<void> {
  if (!PICTURES) return;
  await mkdir(PICTURES, { recursive: true });
  const name = where
    .replace(/\/[0-9a-f-]{36}/, '')
    .replaceAll(/[^\w]+/g, '-')
    .replace(/^-/, '');
  await page.screenshot({ path: join(PICTURES, `${name}.png`), caret: 'hide' });
}
