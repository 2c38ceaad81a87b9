import { eventually } from '../support/eventually.js';
import { BenchChild } from './children.js';
import { cpuMs } from './cpu.js';
import {
  atLeast,
  atMost,
  type Figures,
  type Goal,
  machine,
  quantilesOf,
  ratios,
  type Report,
  Runs,
} from './figures.js';
import type { FloorReady, FloorSetting } from './floor.process.js';
import { type BenchOptions, type Ground, onGround } from './ground.js';
import type { LoadAnswer, LoadQuestion } from './load.process.js';
import { openFloorScreens, openScreens, type Screens } from './screen.officers.js';
import { personNumber, webhookRequest } from './webhook.js';
import { Wires } from './wire.js';

const OFFICERS = 10;
const PEOPLE = 300;
/** Messages a second, and for how many seconds. */
const PACES = [
  { rate: 20, seconds: 2 },
  { rate: 50, seconds: 1.5 },
  { rate: 200, seconds: 1 },
  { rate: 300, seconds: 1 },
] as const;
/** Two paces are enough to compare with. */
const FLOOR_PACES = [
  { rate: 20, seconds: 1 },
  { rate: 200, seconds: 0.5 },
] as const;

/** A way from a webhook to screens: Sila's, or the floor's. */
interface Side {
  readonly name: string;
  readonly url: string;
  readonly port: number;
  readonly screens: Screens;
  readonly wires: Wires;
}

type Load = BenchChild<LoadQuestion, LoadAnswer>;

/** From the POST of a webhook to the message on an officer's screen, through lanes and routing; one api, one worker. */
export async function screenBench(options: BenchOptions): Promise<Report> {
  return onGround(options, { workers: 1 }, (ground) => measure(ground, options));
}

async function measure(ground: Ground, options: BenchOptions): Promise<Report> {
  const size = options.size ?? 1_000;
  const load: Load = BenchChild.start('./load.process.js');
  const ours = await sidesOf(ground);
  const setting: FloorSetting = { databaseUrl: ground.floorUrl, pool: 16, emits: true };
  const server = BenchChild.start<object, FloorReady>('./floor.process.js', setting);
  const floor = await floorSide((await server.ready()).port);
  await burst(ours, load, 'first', PEOPLE);
  await burst(floor, load, 'first', PEOPLE);
  await everybodyRouted(ground);
  await burst(ours, load, 'warm', PEOPLE * 2);
  const runs = { ours: new Runs(), floor: new Runs() };
  for (let n = 1; n <= options.runs; n++) {
    runs.ours.add(await atPaces(ours, `o${n}`, PACES));
    runs.ours.add(await costOf(ground, () => burst(ours, load, `o${n}`, size), size));
    runs.floor.add(await atPaces(floor, `f${n}`, FLOOR_PACES));
    runs.floor.add({ 'visible/s': await burst(floor, load, `f${n}`, size) });
  }
  for (const side of [ours, floor]) side.wires.close();
  load.stop();
  server.stop();
  return report(options, size, runs.ours, runs.floor);
}

/** Everybody has written once: their conversations belong to an officer before the clock runs. */
async function everybodyRouted({ sila }: Ground): Promise<void> {
  const allAssigned = async () => {
    const [row] = await sila.database.query<{ left: number }>(
      'SELECT count(*)::int AS left FROM conversation WHERE assignee_id IS NULL',
    );
    if (row?.left !== 0) throw new Error(`${row?.left} conversations were not routed`);
  };
  await eventually(allAssigned, { within: 20_000 });
}

async function sidesOf({ sila, hook }: Ground): Promise<Side> {
  const screens = await openScreens(sila, OFFICERS);
  return { name: 'ours', url: hook.url, port: hook.port, screens, wires: new Wires(hook.port) };
}

async function floorSide(port: number): Promise<Side> {
  const screens = await openFloorScreens(port, OFFICERS);
  return { name: 'floor', url: `http://127.0.0.1:${port}/hook`, port, screens, wires: new Wires(port) };
}

async function atPaces(side: Side, name: string, paces: typeof PACES | typeof FLOOR_PACES): Promise<Figures> {
  const figures: Record<string, number> = {};
  for (const { rate, seconds } of paces) {
    const times = await paced(side, `${name}-${rate}`, rate, rate * seconds);
    Object.assign(figures, quantilesOf(`${rate}/s`, times));
  }
  return figures;
}

/** How fast a burst is, and the CPU time each of its messages costs, in milliseconds, of each kind of process. */
async function costOf(
  { sila, serverPid }: Ground,
  work: () => Promise<number>,
  count: number,
): Promise<Figures> {
  const kinds = { api: sila.apis[0]?.pid, worker: sila.workers[0]?.pid, postgresql: serverPid };
  const used = () => Object.entries(kinds).map(([kind, pid]) => [kind, cpuMs(pid ?? 0)] as const);
  const before = new Map(used());
  const rate = await work();
  const costs = Object.fromEntries(
    used().map(([kind, ms]) => [`CPU ${kind}`, (ms - (before.get(kind) ?? 0)) / count]),
  );
  return { 'visible/s': rate, ...costs };
}

/** Sends at a steady pace, whatever the answers take; gives the milliseconds from each POST to the first screen. */
async function paced(side: Side, name: string, rate: number, count: number): Promise<number[]> {
  const texts = Array.from({ length: count }, (_, n) => `${name}-${n}`);
  const requests = texts.map((text, n) =>
    webhookRequest(side.url, { from: personNumber(n % PEOPLE), text, key: text }),
  );
  const posted: number[] = [];
  const answers: Promise<number>[] = [];
  const began = performance.now();
  for (const [n, request] of requests.entries()) {
    await until(began + (n * 1_000) / rate);
    posted[n] = performance.now();
    answers.push(side.wires.send(request));
  }
  const refused = (await Promise.all(answers)).filter((status) => status !== 200);
  if (refused.length > 0) throw new Error(`${refused.length} webhooks were not accepted (${name})`);
  await side.screens.all(texts);
  return texts.map((text, n) => (side.screens.timeOf(text) ?? Number.NaN) - (posted[n] ?? Number.NaN));
}

/** Sends as fast as it is accepted; gives how many a second came to a screen, from the first POST to the last event. */
async function burst(side: Side, load: Load, name: string, count: number): Promise<number> {
  const { url, port } = side;
  const answer = await load.ask({ url, port, name, count, connections: 64, people: PEOPLE });
  if (answer.refused > 0) throw new Error(`${answer.refused} webhooks were not accepted (${name})`);
  const texts = Array.from({ length: count }, (_, n) => `${name}-${n}`);
  await side.screens.all(texts);
  const last = Math.max(...texts.map((text) => side.screens.timeOf(text) ?? Number.NaN));
  return count / ((last + performance.timeOrigin - answer.startedAt) / 1_000);
}

function until(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, time - performance.now())));
}

function report(options: BenchOptions, size: number, ours: Runs, floor: Runs): Report {
  const figures = { ours: ours.medians(), floor: floor.medians() };
  const ratio = ratios(figures.ours, figures.floor);
  return {
    name: 'screen',
    store: options.redis ? 'redis' : 'postgresql',
    size,
    runs: options.runs,
    ...figures,
    ratio,
    spread: ours.spreads(),
    goals: goalsOf(options.redis, figures.ours, ratio),
    notes: [
      `${PEOPLE} people, ${OFFICERS} officers of one queue, one api and one worker process`,
      '“20/s p50” is the time from a POST to the first officer’s screen at 20 messages a second',
      `“visible/s” is ${size} webhooks as fast as they are accepted, until the last is on a screen`,
      '“CPU” is milliseconds of processor time for each message of such a burst',
    ],
    machine: machine(),
  };
}

function goalsOf(redis: boolean, ours: Figures, ratio: Figures): Goal[] {
  return [
    atLeast('visible/s', ours['visible/s'], redis ? 1_000 : 500),
    atMost('p95 at 50/s', ours['50/s p95'], redis ? 15 : 25),
    atMost('p95 at 300/s', ours['300/s p95'], redis ? 40 : 60),
    atMost('p50 at 20/s by the floor', ratio['20/s p50'], 3),
    atMost('p50 at 200/s by the floor', ratio['200/s p50'], 3),
  ];
}
