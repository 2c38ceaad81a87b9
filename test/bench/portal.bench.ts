import type { ChannelAccountView } from '@sila/contracts';
import { chromium } from '@playwright/test';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Installation } from '../support/installation.js';
import { freePort } from '../support/ports.js';
import { atLeast, type Figures, machine, type Report, Runs } from './figures.js';
import { type BenchOptions, onGround } from './ground.js';

const FORMS = ['help-request', 'volunteering'] as const;
const GOAL = 95;
/** Fetched when it is first asked for: too heavy to be installed for every check. */
const LIGHTHOUSE = 'lighthouse@12.8.2';

/** Lighthouse's performance of both forms as a slow phone on a slow line meets them for the first time (its mobile settings). */
export async function portalBench(options: BenchOptions): Promise<Report> {
  const runs = new Runs();
  await onGround(options, { apis: 1, workers: 1 }, async ({ sila }) => {
    const pages = await openForms(sila);
    for (let run = 0; run < options.runs; run += 1)
      for (const [form, page] of pages) runs.add(named(form, await measured(page)));
  });
  const ours = runs.medians();
  return {
    name: 'portal',
    store: options.redis ? 'redis' : 'postgresql',
    size: FORMS.length,
    runs: options.runs,
    ours,
    floor: {},
    ratio: {},
    spread: runs.spreads(),
    goals: FORMS.map((form) => atLeast(`${form}, performance`, ours[`${form} score`], GOAL)),
    notes: ['LCP and TBT in milliseconds, bytes as they travelled; CLS in thousandths.'],
    machine: machine(),
  };
}

/** The address of each form's page. */
async function openForms(sila: Installation): Promise<readonly (readonly [string, string])[]> {
  const administrator = await sila.officer('portal', [], 'administrator');
  const account = { queueId: null, webhookUrl: null, settings: {} };
  return Promise.all(
    FORMS.map(async (channel) => {
      const made = { ...account, channel, label: channel };
      const { page } = await administrator.post<ChannelAccountView>('/api/channel-accounts', made);
      return [channel, page ?? ''] as const;
    }),
  );
}

/** One look at a page, by a browser that has never seen it. */
async function measured(page: string): Promise<Figures> {
  const port = await freePort();
  const args = ['--no-sandbox', `--remote-debugging-port=${port}`];
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
  try {
    const { audits, categories } = await lighthouse(page, port);
    const value = (audit: string): number => audits[audit]?.numericValue ?? Number.NaN;
    return {
      score: (categories['performance']?.score ?? Number.NaN) * 100,
      LCP: value('largest-contentful-paint'),
      TBT: value('total-blocking-time'),
      CLS: value('cumulative-layout-shift') * 1_000,
      bytes: value('total-byte-weight'),
    };
  } finally {
    await browser.close();
  }
}

interface Verdict {
  readonly audits: Readonly<Record<string, { readonly numericValue?: number } | undefined>>;
  readonly categories: Readonly<Record<string, { readonly score: number } | undefined>>;
}

/** What Lighthouse says of a page in the browser that listens at this port. */
async function lighthouse(page: string, port: number): Promise<Verdict> {
  const options = ['--quiet', '--output=json', '--only-categories=performance', `--port=${port}`];
  const command = ['--yes', LIGHTHOUSE, page, ...options];
  const { stdout } = await promisify(execFile)('npx', command, { maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout) as Verdict;
}

function named(form: string, figures: Figures): Figures {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${form} ${name}`, value]));
}
