import { type Browser, chromium, type Page } from '@playwright/test';
import type { AssociationSettings, VersionedSetting } from '@sila/contracts';
import { shutToday } from '../support/hours.js';
import { type Installation, startInstallation } from '../support/installation.js';
import type { Officer } from '../support/officer.js';
import { addTelephone } from '../support/telephone.js';
import { DESK, SLOW } from './console.support.js';

/** An association with a telephone, and an officer before their console. */
export interface TelephoneScene {
  readonly page: Page;
  readonly officer: Officer;
  readonly url: string;
  readonly simulator: Installation['simulator'];
  /** A supervisor of the same queue before a console of their own. */
  supervisor(): Promise<Page>;
  /** Closes the association, whatever the hour. */
  closeForToday(): Promise<void>;
  end(): Promise<void>;
}

/** Starts it; everything must be built. */
export async function startTelephoneScene(): Promise<TelephoneScene> {
  const sila = await startInstallation({ accounts: [addTelephone] });
  const url = sila.apiUrls[0] ?? '';
  const officer = await sila.officer('sara');
  await officer.put('/api/me/presence', { state: 'away' });
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'],
  });
  const page = await signedIn(browser, officer, url);
  const end = async () => {
    await browser.close();
    await sila.stop();
  };
  const supervisor = async () => {
    const huda = await sila.officer('huda', ['relations'], 'supervisor');
    return signedIn(browser, huda, url);
  };
  const closeForToday = () => closeNow(sila);
  return { page, officer, url, simulator: sila.simulator, supervisor, closeForToday, end };
}

async function signedIn(browser: Browser, officer: Officer, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: DESK });
  const [name = '', value = ''] = officer.cookie.split('=');
  await context.addCookies([{ name, value, url }]);
  const page = await context.newPage();
  page.setDefaultTimeout(SLOW.timeout);
  return page;
}

async function closeNow(sila: Installation): Promise<void> {
  const administrator = await sila.officer('munira', [], 'administrator');
  const path = '/api/settings/association';
  const { version, value } = await administrator.get<VersionedSetting<AssociationSettings>>(path);
  const hours = { ...value.hours, open: shutToday() };
  await administrator.put(path, { version, value: { ...value, hours } });
}
