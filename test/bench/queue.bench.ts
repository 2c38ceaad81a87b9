import { ApiRefusal, type Officer } from '../support/officer.js';
import { daysTable } from '../support/day.table.js';
import { seededDay } from '../support/seeded-day.js';
import { atLeast, atMost, type Figures, machine, quantilesOf, type Report, Runs } from './figures.js';
import { type BenchOptions, type Ground, onGround } from './ground.js';
import { busyOfficers, watchGiven } from './queue.officers.js';
import { seedWaiting } from './queue.seed.js';

const OFFICERS = 20;
const QUEUES = ['relations', 'research'] as const;
/** So many try to take the same conversation at once. */
const RIVALS = 4;
const PATIENCE_MS = 240_000;

/**
 * How soon somebody who is free has their next conversation, over two apis and two workers, while people come and go; and races
 * for one conversation. Beside it the same rules on a day without clocks, against round robin and people who only take.
 */
export async function queueBench(options: BenchOptions): Promise<Report> {
  return onGround(options, { apis: 2, workers: 2 }, (ground) => measure(ground, options));
}

async function measure({ sila }: Ground, options: BenchOptions): Promise<Report> {
  const size = options.size ?? 1_000;
  const queueIds = await Promise.all(QUEUES.map((key) => sila.queueId(key)));
  const officers: Officer[] = [];
  for (let n = 0; n < OFFICERS; n++) officers.push(await sila.officer(`queue-${n}`, [...QUEUES]));
  await sila.database.query(`UPDATE presence SET state = 'away'`);
  const runs = new Runs();
  runs.add(await day(sila, officers, queueIds, size));
  runs.add(await races(sila, officers, queueIds, size));
  return report(options, size, runs);
}

/** Everything is closed in the end, by whoever had it; gives how long people with room waited for work. */
async function day(
  sila: Ground['sila'],
  officers: readonly Officer[],
  queueIds: readonly string[],
  size: number,
): Promise<Figures> {
  const ids = await seedWaiting(sila.database, queueIds, size);
  await sila.database.query('ANALYZE');
  const busy = await busyOfficers(sila.database, officers, sila.apiUrls, queueIds);
  let over = false;
  const isOver = () => over;
  const watching = watchGiven(sila.database, busy, isOver);
  const working = busy.map((officer) => officer.work(isOver));
  const until = performance.now() + PATIENCE_MS;
  let open = ids.length;
  while (open > 0 && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const [row] = await sila.database.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM conversation WHERE status = 'open'`,
    );
    open = row?.n ?? 0;
  }
  over = true;
  await Promise.all(working);
  const given = await watching;
  const [firsts, waits] = [busy.flatMap((one) => one.firsts), busy.flatMap((one) => one.waits)];
  return {
    ...quantilesOf('first ones', firsts),
    ...quantilesOf('next one', waits),
    given,
    'left open': open,
  };
}

/** Several people take the same conversation at once, through both apis; gives how many races had exactly one winner. */
async function races(
  sila: Ground['sila'],
  officers: readonly Officer[],
  queueIds: readonly string[],
  size: number,
): Promise<Figures> {
  await sila.database.query(`UPDATE queue SET state = 'paused'`);
  const ids = await seedWaiting(sila.database, queueIds, size);
  let fair = 0;
  const lane = async (from: number): Promise<void> => {
    for (let n = from; n < ids.length; n += 5) {
      const rivals = Array.from({ length: RIVALS }, (_, k) => officers[(n + k) % officers.length] as Officer);
      const won = await Promise.all(
        rivals.map((rival, k) =>
          claims(rival.through(sila.apiUrls[k % sila.apiUrls.length] ?? ''), ids[n] ?? ''),
        ),
      );
      if (won.filter(Boolean).length === 1) fair += 1;
    }
  };
  await Promise.all([0, 1, 2, 3, 4].map(lane));
  return { 'races with one winner': fair };
}

async function claims(officer: Officer, id: string): Promise<boolean> {
  try {
    await officer.post(`/api/conversations/${id}/claim`, { version: 0 });
    return true;
  } catch (error) {
    if (error instanceof ApiRefusal && error.status === 409) return false;
    throw error;
  }
}

function report(options: BenchOptions, size: number, runs: Runs): Report {
  const ours = runs.medians();
  return {
    name: 'queue',
    store: options.redis ? 'redis' : 'postgresql',
    size,
    runs: 1,
    ours,
    floor: {},
    ratio: {},
    spread: runs.spreads(),
    goals: [
      atMost('p95 from room to the next conversation, ms', ours['next one p95'], 300),
      atMost('conversations left open', ours['left open'], 0),
      atLeast('races with one winner', ours['races with one winner'], size),
    ],
    notes: [
      `${OFFICERS} people with room for 4, 2 apis, 2 workers, two transfers in ten, everybody away now and then; counted from the beginning of the request that makes room`,
      'first ones: everybody comes on shift in the same moment, to apis that have just started',
      `the same rules over a day of 30 people and 5,000 conversations, minutes:\n${daysTable(seededDay(7, 5_000))}`,
      'round robin here knows skills, room and queues, but neither priority nor whom people know; who only takes looks every other moment',
    ],
    machine: machine(),
  };
}
