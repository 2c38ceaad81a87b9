import { BenchChild } from './children.js';
import { atLeast, type Figures, machine, ratios, type Report, Runs } from './figures.js';
import type { FloorReady, FloorSetting } from './floor.process.js';
import { type BenchOptions, type Ground, type Hook, onGround } from './ground.js';
import type { LoadAnswer, LoadQuestion } from './load.process.js';

const CONNECTIONS = 64;
const PEOPLE = 300;

type Load = BenchChild<LoadQuestion, LoadAnswer>;

/** Signed webhooks accepted (2xx after COMMIT) a second by one api process. */
export async function intakeBench(options: BenchOptions): Promise<Report> {
  return onGround(options, { workers: 0 }, (ground) => measure(ground, options));
}

async function measure({ sila, hook, floorUrl }: Ground, options: BenchOptions): Promise<Report> {
  const size = options.size ?? 5_000;
  const [ours, floor] = [new Runs(), new Runs()];
  const load: Load = BenchChild.start('./load.process.js');
  const setting: FloorSetting = { databaseUrl: floorUrl, pool: 16, emits: false };
  const floorServer = BenchChild.start<object, FloorReady>('./floor.process.js', setting);
  const { port } = await floorServer.ready();
  const floorHook: Hook = { url: `http://127.0.0.1:${port}/hook`, port, path: '/hook' };
  await run(load, hook, 'warm', 1_000);
  await run(load, floorHook, 'warm', 1_000);
  for (let n = 1; n <= options.runs; n++) {
    // No worker answers the bells here, so they are taken back: the next run rings every lane again.
    await sila.database.query('UPDATE lane SET rung = false WHERE rung');
    ours.add(await run(load, hook, `ours${n}`, size));
    floor.add(await run(load, floorHook, `floor${n}`, size));
  }
  load.stop();
  floorServer.stop();
  const stored = await sila.database.query<{ count: string }>('SELECT count(*) FROM inbound_event');
  return report(options, size, ours, floor, Number(stored[0]?.count));
}

async function run(load: Load, hook: Hook, name: string, count: number): Promise<Figures> {
  const { url, port } = hook;
  const answer = await load.ask({ url, port, name, count, connections: CONNECTIONS, people: PEOPLE });
  if (answer.refused > 0) throw new Error(`${answer.refused} webhooks were not accepted (${name})`);
  return { 'accepted/s': count / answer.seconds, p50: answer.p50, p99: answer.p99 };
}

function report(options: BenchOptions, size: number, ours: Runs, floor: Runs, stored: number): Report {
  const figures = { ours: ours.medians(), floor: floor.medians() };
  const ratio = ratios(figures.ours, figures.floor);
  const expected = 1_000 + size * options.runs;
  if (stored !== expected) throw new Error(`${stored} events are stored, ${expected} were accepted`);
  return {
    name: 'intake',
    store: options.redis ? 'redis' : 'postgresql',
    size,
    runs: options.runs,
    ...figures,
    ratio,
    spread: ours.spreads(),
    goals: [
      atLeast('rate by the floor', ratio['accepted/s'], 0.8),
      atLeast('rate by the floor, with shared commits', ratio['accepted/s'], 1),
    ],
    notes: [
      `${CONNECTIONS} connections, ${PEOPLE} people, one api process; every accepted event was found stored`,
    ],
    machine: machine(),
  };
}
