import { randomUUID } from 'node:crypto';
import type { ConversationPage } from '@sila/contracts';
import { countedOf, recount } from '../support/live-recount.js';
import { LiveScreen } from '../support/live-screen.js';
import type { Officer } from '../support/officer.js';
import { seeded } from '../support/seeded-day.js';
import { cpuMs } from './cpu.js';
import { atMost, type Figures, machine, type Report, Runs } from './figures.js';
import { type BenchOptions, type Ground, onGround } from './ground.js';
import { seedPeople, seedQueues } from './live.seed.js';
import { seedWaiting } from './queue.seed.js';
import { personNumber, webhookRequest } from './webhook.js';
import { Wires } from './wire.js';

const QUEUES = 12;
const PEOPLE = 60;
const EVENTS_PER_SECOND = 50;
const ACTING = 8;
const OPEN_BEFORE = 2_000;
const PROMISED_MINUTES = 1;
const PHASE_MS = 20_000;

/** What the supervisor's room costs while everything moves, and whether its numbers are those of a recount in the end. */
export async function liveBench(options: BenchOptions): Promise<Report> {
  return onGround(options, { apis: 2, workers: 1 }, (ground) => measure(ground, options));
}

async function measure(ground: Ground, options: BenchOptions): Promise<Report> {
  const { sila } = ground;
  const scene = await setScene(ground);
  const load = new Load(ground, scene.officers);
  const [closed, open] = [new Runs(), new Runs()];
  const rooms: LiveScreen[] = [];
  for (let run = 0; run < options.runs; run++) {
    closed.add(await load.phase(sila.apis[0]?.pid ?? 0, []));
    for (const apiUrl of sila.apiUrls)
      rooms.push(await LiveScreen.open(scene.viewer.through(apiUrl), sila.apiUrls[0] ?? ''));
    open.add(await load.phase(sila.apis[0]?.pid ?? 0, rooms));
    if (run < options.runs - 1) rooms.splice(0).forEach((room) => room.close());
  }
  const wrong = await wrongNumbers(ground, rooms);
  rooms.forEach((room) => room.close());
  load.end();
  return report(options, closed, open, wrong);
}

async function setScene({ sila }: Ground) {
  const viewer = await sila.officer('viewer', [], 'administrator');
  const queueIds = await seedQueues(sila.database, QUEUES);
  const officers: Officer[] = [];
  for (let n = 0; n < ACTING; n++) officers.push(await sila.officer(`acting-${n}`, []));
  await seedPeople(sila.database, queueIds, PEOPLE);
  const rule = {
    id: 'all',
    name: 'الجميع',
    when: {},
    firstMinutes: PROMISED_MINUTES,
    nextMinutes: PROMISED_MINUTES,
  };
  const rules = [{ ...rule, warnAtPercent: 50, raiseBy: 0, moveTo: null }];
  await viewer.put('/api/settings/promises', { version: 0, value: { rules } });
  await seedWaiting(sila.database, queueIds, OPEN_BEFORE);
  await sila.database.query('ANALYZE');
  return { viewer, officers };
}

/** People who write, and officers who answer, close, hand on, come and go. */
class Load {
  private readonly wires: Wires;
  private readonly random = seeded(5);
  private sent = 0;
  private failed = 0;

  constructor(
    private readonly ground: Ground,
    private readonly officers: readonly Officer[],
  ) {
    this.wires = new Wires(ground.hook.port);
  }

  end(): void {
    this.wires.close();
  }

  /** One stretch of events; gives what an api used of a core, and what each room was told. */
  async phase(pid: number, rooms: readonly LiveScreen[]): Promise<Figures> {
    const [cpu, sent, failed] = [cpuMs(pid), this.sent, this.failed];
    const bytes = rooms.map((room) => room.bytes);
    const began = performance.now();
    const running: Promise<void>[] = [];
    while (performance.now() - began < PHASE_MS) {
      running.push(this.act().catch(() => void (this.failed += 1)));
      const due = began + ((this.sent - sent) * 1_000) / EVENTS_PER_SECOND;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    }
    await Promise.all(running);
    const seconds = (performance.now() - began) / 1_000;
    return {
      'api, % of a core': (cpuMs(pid) - cpu) / seconds / 10,
      'events a second': (this.sent - sent - (this.failed - failed)) / seconds,
      'bytes a second to a room': Math.max(
        0,
        ...rooms.map((room, n) => (room.bytes - (bytes[n] ?? 0)) / seconds),
      ),
    };
  }

  private async act(): Promise<void> {
    const n = (this.sent += 1);
    if (n % 5 < 3) return this.write(n);
    const officer = this.officers[n % this.officers.length] as Officer;
    const through = officer.through(this.ground.sila.apiUrls[n % 2] ?? '');
    if (n % 50 === 4)
      return through.put('/api/me/presence', { state: this.random() < 0.3 ? 'away' : 'online' });
    await this.serve(through);
  }

  private async write(n: number): Promise<void> {
    const { hook } = this.ground;
    const from = personNumber(Math.floor(this.random() * 600));
    await this.wires.send(webhookRequest(hook.url, { from, text: `سؤال ${n}`, key: `live-${n}` }));
  }

  /** What somebody holds is answered or closed; who holds nothing takes one. */
  private async serve(officer: Officer): Promise<void> {
    const [mine] = await firstOf(officer, 'mine');
    const [next] = mine ? [mine] : await firstOf(officer, 'unassigned');
    if (!next) return;
    const { id, version } = next;
    if (!mine) await officer.post(`/api/conversations/${id}/claim`, { version });
    else if (this.random() < 0.5)
      await officer.post(`/api/conversations/${id}/messages`, {
        clientId: randomUUID(),
        kind: 'reply',
        text: 'أبشر',
      });
    else await officer.post(`/api/conversations/${id}/close`, { version, outcome: 'answered', tell: false });
  }
}

async function firstOf(officer: Officer, view: 'mine' | 'unassigned'): Promise<ConversationPage['items']> {
  return (await officer.get<ConversationPage>(`/api/conversations?view=${view}&limit=1`)).items;
}

/** How many numbers of the rooms differ from the tables once everything is quiet. */
async function wrongNumbers({ sila }: Ground, rooms: readonly LiveScreen[]): Promise<number> {
  let wrong = Infinity;
  for (let look = 0; look < 30 && wrong > 0; look++) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const counted = await recount(sila.database, PROMISED_MINUTES);
    wrong = rooms.reduce((sum, { view }) => sum + differences(countedOf(view), counted), 0);
  }
  return wrong;
}

type Counted = ReturnType<typeof countedOf>;

function differences(shown: Counted, counted: Counted): number {
  const numbers = ({ queues, loads }: Counted) =>
    new Map([
      ...Object.entries(queues).flatMap(([id, values]) =>
        values.map((value, n) => [`${id} ${n}`, value] as const),
      ),
      ...Object.entries(loads),
    ]);
  const [ours, theirs] = [numbers(shown), numbers(counted)];
  return [...theirs].filter(([name, value]) => ours.get(name) !== value).length;
}

function report(options: BenchOptions, closed: Runs, open: Runs, wrong: number): Report {
  const [before, after] = [closed.medians(), open.medians()];
  const share = (after['api, % of a core'] ?? NaN) - (before['api, % of a core'] ?? NaN);
  const ours = { ...after, 'of it by the room, %': share, 'numbers that differ from a recount': wrong };
  return {
    name: 'live',
    store: options.redis ? 'redis' : 'postgresql',
    size: EVENTS_PER_SECOND,
    runs: options.runs,
    ours,
    floor: before,
    ratio: {},
    spread: open.spreads(),
    goals: [
      atMost('share of a core that an open room takes of an api, %', share, 5),
      atMost('bytes a second to each room', after['bytes a second to a room'], 20_000),
      atMost('numbers that differ from a recount, over two rooms at two apis', wrong, 0),
    ],
    notes: [
      `${QUEUES} queues, ${PEOPLE} people, ${OPEN_BEFORE} open conversations before, ${EVENTS_PER_SECOND} events a second: three of five are messages of people, the rest claims, answers, closings, people who come and go`,
      'floor: the same stretch of events with the room closed',
    ],
    machine: machine(),
  };
}
