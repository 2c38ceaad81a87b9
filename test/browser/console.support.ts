import { type Browser, type BrowserContext, chromium, type Locator, type Page } from '@playwright/test';
import type { Invite, QueueView } from '@sila/contracts';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SimulatorClient } from '../../apps/simulator/src/client.js';
import { eventually } from '../support/eventually.js';
import { Officer } from '../support/officer.js';
import { freePort } from '../support/ports.js';
import { startProcess, type TestProcess } from '../support/processes.js';

/** How long anything may take on a machine that is busy with other tests. */
export const SLOW = { timeout: 30_000 };
/** A desk's screen. */
export const DESK = { width: 1440, height: 900 } as const;

/** Sila as somebody who tries it has it: console, simulator, first conversations; and a browser. */
export interface Trial {
  readonly browser: Browser;
  readonly url: string;
  readonly simulator: SimulatorClient;
  readonly administrator: Officer;
  readonly supervisor: Officer;
  /** The printed password of one of the first staff. */
  printedPassword(email: string): string;
  /** A new colleague of the queue of relations, signed in and away. */
  colleague(name: string): Promise<Officer>;
  close(): Promise<void>;
}

/** Starts it with data of its own on free ports. */
export async function startTrial(): Promise<Trial> {
  const folder = await mkdtemp(join(tmpdir(), 'sila-console-'));
  const [page, simulator] = [await freePort(), await freePort()];
  const env = {
    PORT: String(page),
    SIMULATOR_PORT: String(simulator),
    DATA_DIR: folder,
    LOG_LEVEL: 'warn',
  };
  const sila = await startProcess({
    app: 'standalone',
    env,
    ready: { line: /To stop: Ctrl-C/ },
  });
  const api = `http://127.0.0.1:${page}`;
  const administrator = await firstAdministrator(sila, api);
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const printedPassword = (email: string) => new RegExp(`${email}\\s+(\\S+)`).exec(sila.logs())?.[1] ?? '';
  return {
    browser,
    url: `http://localhost:${page}`,
    simulator: new SimulatorClient(`http://127.0.0.1:${simulator}`),
    administrator,
    supervisor: await enterForTheFirstTime(api, SUPERVISOR, printedPassword(SUPERVISOR)),
    printedPassword,
    colleague: (name) => addColleague(api, administrator, name),
    close: async () => {
      await browser.close();
      await sila.terminate();
      await clear(folder);
    },
  };
}

const SUPERVISOR = 'supervisor@sila.example';

const newPassword = () => randomBytes(12).toString('base64url');

async function firstAdministrator(sila: TestProcess, api: string): Promise<Officer> {
  const link = /\S+\/invite\/[\w-]+/.exec(sila.logs())?.[0] ?? '';
  const body = { token: link.split('/').at(-1), name: 'منيرة السالم', password: newPassword() };
  const made = await accept(api, body);
  return Officer.signIn(api, made.email, body.password);
}

async function accept(api: string, body: object): Promise<{ readonly email: string }> {
  const answer = await fetch(`${api}/api/session/invite`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`the invitation was refused: ${await answer.text()}`);
  return (await answer.json()) as { readonly email: string };
}

async function enterForTheFirstTime(api: string, email: string, current: string): Promise<Officer> {
  const next = newPassword();
  await (await Officer.signIn(api, email, current)).put('/api/me/password', { current, next });
  return Officer.signIn(api, email, next);
}

async function addColleague(api: string, administrator: Officer, name: string): Promise<Officer> {
  const queues = await administrator.get<QueueView[]>('/api/queues');
  const relations = queues.filter((queue) => queue.purpose === 'relations').map((queue) => queue.id);
  const email = `${randomBytes(6).toString('hex')}@sila.example`;
  const { inviteUrl } = await administrator.post<Invite>('/api/staff', {
    name,
    email,
    role: 'officer',
    queueIds: relations,
  });
  const password = newPassword();
  await accept(api, { token: inviteUrl.split('/').at(-1), password });
  const officer = await Officer.signIn(api, email, password);
  await officer.put('/api/me/presence', { state: 'away' });
  return officer;
}

/** The database lies elsewhere where its user could not enter the folder. */
async function clear(folder: string): Promise<void> {
  const moved = await readFile(join(folder, 'postgres-folder'), 'utf8').catch(() => '');
  await rm(folder, { recursive: true, force: true });
  if (moved) await rm(moved.trim(), { recursive: true, force: true });
}

/** A window in which this person is signed in already. */
export async function windowOf(
  trial: Trial,
  person: Officer,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<BrowserContext> {
  const context = await trial.browser.newContext({ viewport: DESK, ...options });
  const [name = '', value = ''] = person.cookie.split('=');
  await context.addCookies([{ name, value, url: trial.url }]);
  return context;
}

/** What the browser complains about in this page, gathered from now on. */
export function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  return complaints;
}

/** A key as an Arabic keyboard sends it: its place is that of the Latin letter, its sign is not. */
export async function pressArabic(page: Page, key: string, code: string, shiftKey = false): Promise<void> {
  const event = JSON.stringify({ key, code, shiftKey, bubbles: true, cancelable: true });
  await page.evaluate(`document.body.dispatchEvent(new KeyboardEvent('keydown', ${event}))`);
}

/** The history of the open conversation. */
export const LOG = '[role=log][aria-live=off]';

/** The parts of the inbox, in Arabic. */
export const inbox = {
  row: (page: Page, text: string): Locator =>
    page.getByRole('grid', { name: 'المحادثات' }).getByRole('row').filter({ hasText: text }),
  said: (page: Page, text: string): Locator =>
    page.locator(LOG).getByRole('article').filter({ hasText: text }),
  reply: (page: Page): Locator => page.getByRole('textbox', { name: 'رد', exact: true }),
} as const;

/** The open conversation of a beneficiary who has just written. */
export function conversationOf(trial: Trial, text: string): Promise<string> {
  return eventually(
    async () => {
      const found = (await trial.supervisor.list('all')).find((item) => item.snippet === text);
      if (!found) throw new Error('the conversation did not come');
      return found.id;
    },
    { within: 20_000 },
  );
}
