import type { Actor } from '@sila/access';
import { type ConversationPage, listConversations, type ListConversations } from '@sila/contracts';
import { sqlOf } from '@sila/database';
import { type ListCursor, listItems } from '../../libs/conversations/conversation-list.queries.js';
import type { Officer } from '../support/officer.js';
import { atMost, type Figures, machine, quantilesOf, ratios, type Report, Runs } from './figures.js';
import { type BenchOptions, type Ground, onGround, withPool } from './ground.js';
import { seedInbox } from './list.seed.js';
import { Wires } from './wire.js';

const RATE = 20;
const SECONDS = 2;
/** The deep page is the one behind this many. */
const DEEP = 25;

type Page = () => Promise<unknown>;
interface Pages {
  readonly 'first page': Page;
  readonly 'deep page': Page;
}

/** An officer's list, first page and a deep one, 20 a second, beside the same SQL without anything around it. */
export async function listBench(options: BenchOptions): Promise<Report> {
  return onGround(options, { workers: 0 }, (ground) => measure(ground, options));
}

async function measure({ sila }: Ground, options: BenchOptions): Promise<Report> {
  const size = options.size ?? 10_000;
  const officer = await sila.officer('bench', []);
  return withPool(sila.database.url, 4, async (pool) => {
    const { queueIds, messagesEach } = await seedInbox(pool, officer.id, size);
    const seen = await signedInAgain(sila, officer);
    const deep = await cursorBehind(seen, DEEP);
    const wires = new Wires(Number(new URL(seen.apiUrl).port));
    const actor = { id: officer.id, role: 'officer', queueIds } as unknown as Actor;
    const sql = sqlOf(pool);
    const directly = (cursor: ListCursor | null) => () => listItems(sql, actor, QUERY, cursor);
    const pages = {
      ours: { 'first page': over(wires, seen, null), 'deep page': over(wires, seen, deep) },
      floor: { 'first page': directly(null), 'deep page': directly(decoded(deep)) },
    };
    const runs = { ours: new Runs(), floor: new Runs() };
    await oneRun(pages, new Runs(), new Runs());
    for (let n = 1; n <= options.runs; n++) await oneRun(pages, runs.ours, runs.floor);
    wires.close();
    return report(options, size, messagesEach, runs);
  });
}

const QUERY: ListConversations = listConversations.parse({ view: 'all' });
const PATH = '/api/conversations?view=all';

/** The rights of a session are read when it begins: the queues were given later. */
async function signedInAgain(sila: Ground['sila'], officer: Officer): Promise<Officer> {
  const page = await officer.get<ConversationPage>(PATH);
  if (page.items.length !== QUERY.limit)
    throw new Error(`the first page has ${page.items.length} of ${QUERY.limit} rows at ${sila.apiUrls[0]}`);
  return officer;
}

async function cursorBehind(officer: Officer, pages: number): Promise<string> {
  let cursor = '';
  for (let n = 0; n < pages; n++) {
    const query = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const page: ConversationPage = await officer.get(`${PATH}${query}`);
    if (!page.nextCursor) return cursor;
    cursor = page.nextCursor;
  }
  return cursor;
}

function decoded(cursor: string): ListCursor {
  return JSON.parse(Buffer.from(cursor, 'base64url').toString()) as ListCursor;
}

function over(wires: Wires, officer: Officer, cursor: string | null): Page {
  const query = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
  const { host } = new URL(officer.apiUrl);
  const request = Buffer.from(
    `GET ${PATH}${query} HTTP/1.1\r\nhost: ${host}\r\ncookie: ${officer.cookie}\r\n\r\n`,
  );
  return async () => {
    const status = await wires.send(request);
    if (status !== 200) throw new Error(`the list answered ${status}`);
  };
}

/** Both sides take turns within the run, each at its pace, half a step apart. */
async function oneRun(pages: { ours: Pages; floor: Pages }, ours: Runs, floor: Runs): Promise<void> {
  for (const name of ['first page', 'deep page'] as const) {
    const [mine, least] = await Promise.all([paced(pages.ours[name], 0), paced(pages.floor[name], 0.5)]);
    ours.add(figuresOf(name, mine));
    floor.add(figuresOf(name, least));
  }
}

const figuresOf = (name: string, times: readonly number[]): Figures => quantilesOf(name, times);

async function paced(page: Page, shift: number): Promise<number[]> {
  const began = performance.now();
  const asked = Array.from({ length: RATE * SECONDS }, async (_, n) => {
    const at = began + ((n + shift) * 1_000) / RATE;
    await new Promise((resolve) => setTimeout(resolve, at - performance.now()));
    const from = performance.now();
    await page();
    return performance.now() - from;
  });
  return Promise.all(asked);
}

function report(
  options: BenchOptions,
  size: number,
  messagesEach: number,
  runs: { ours: Runs; floor: Runs },
): Report {
  const figures = { ours: runs.ours.medians(), floor: runs.floor.medians() };
  const ratio = ratios(figures.ours, figures.floor);
  const most = size <= 20_000 ? 15 : 20;
  return {
    name: 'list',
    store: options.redis ? 'redis' : 'postgresql',
    size,
    runs: options.runs,
    ...figures,
    ratio,
    spread: runs.ours.spreads(),
    goals: [
      atMost('first page p95', figures.ours['first page p95'], most),
      atMost('deep page p95', figures.ours['deep page p95'], most),
      atMost('first page p50 by the floor', ratio['first page p50'], 2),
      atMost('deep page p50 by the floor', ratio['deep page p50'], 2),
    ],
    notes: [
      `${size} conversations of ${messagesEach} messages, 30 rows a page, ${RATE} pages a second, an officer of 3 in 6 queues`,
      `the deep page is the one behind ${DEEP} others`,
    ],
    machine: machine(),
  };
}
