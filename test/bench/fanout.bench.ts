import { CONSOLE_NAMESPACE, type ConsoleToServer, type ServerToConsole, SOCKET_PATH } from '@sila/contracts';
import { transactSql } from '@sila/database';
import { createFactBus, type FactBus, Log, newId } from '@sila/platform';
import type { Pool } from 'pg';
import { io, type Socket } from 'socket.io-client';
import { applyChange } from '../../libs/conversations/change.queries.js';
import { eventually } from '../support/eventually.js';
import { BenchChild } from './children.js';
import { atMost, machine, quantilesOf, ratios, type Report, Runs } from './figures.js';
import type { FloorQuestion, FloorReady, FloorSetting } from './floor.process.js';
import { type BenchOptions, type Ground, onGround, withPool } from './ground.js';
import { connected } from './screen.officers.js';
import { personNumber, webhookRequest } from './webhook.js';
import { Wires } from './wire.js';

/** Consoles one person may have open, at most 40; each person's are spread over the processes. */
const SOCKETS_EACH = 25;
const MESSAGES = 20;
const PAUSE_MS = 30;

/** Hears messages at all sockets of one side. */
class Ears {
  private hear: (() => void) | null = null;

  heard(): void {
    this.hear?.();
  }

  /** The milliseconds from `say` to each socket, once all have heard it. */
  async times(count: number, say: () => unknown): Promise<number[]> {
    const times: number[] = [];
    let from = 0;
    const all = new Promise<void>((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`${times.length} of ${count} sockets heard it`)),
        10_000,
      );
      this.hear = () => {
        times.push(performance.now() - from);
        if (times.length < count) return;
        clearTimeout(late);
        resolve();
      };
    });
    from = performance.now();
    say();
    await all;
    return times;
  }
}

/** One message to many sockets that watch its conversation, on two api processes. */
export async function fanoutBench(options: BenchOptions): Promise<Report> {
  return onGround(options, { apis: 2, workers: 1 }, (ground) => measure(ground, options));
}

async function measure(ground: Ground, options: BenchOptions): Promise<Report> {
  const size = options.size ?? 500;
  const { sila } = ground;
  const conversationId = await oneConversation(ground);
  const ours = new Ears();
  await openConsoles(sila, conversationId, size, ours);
  const floor = new Ears();
  const floors = await openFloor(ground.floorUrl, size, floor);
  const bus = createFactBus(
    { redisUrl: sila.redis?.url ?? null, databaseUrl: sila.database.url },
    new Log('silent', 'bench'),
  );
  const runs = { ours: new Runs(), floor: new Runs() };
  await withPool(sila.database.url, 2, async (pool) => {
    await heard(ours, size, () => tell(pool, bus, conversationId));
    for (let n = 1; n <= options.runs; n++) {
      runs.ours.add(quantilesOf('heard', await heard(ours, size, () => tell(pool, bus, conversationId))));
      runs.floor.add(quantilesOf('heard', await heard(floor, size, () => Promise.resolve(emitAt(floors)))));
    }
  });
  await bus.close();
  for (const one of floors) one.stop();
  return report(options, size, runs);
}

/** Says it some twenty times and gathers the times of all sockets; `prepare` gives what is timed. */
async function heard(ears: Ears, count: number, prepare: () => Promise<() => unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < MESSAGES; n++) {
    const say = await prepare();
    times.push(...(await ears.times(count, say)));
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return times;
}

/** Writes a message; what is timed begins when the processes are told of it. */
async function tell(pool: Pool, bus: FactBus, conversationId: string): Promise<() => void> {
  const at = new Date();
  const text = 'السلام عليكم، أرجو تحديث بياناتي';
  const changed = await transactSql(pool, (sql) =>
    applyChange(sql, {
      conversationId,
      patch: { snippet: text, snippetDirection: 'in', lastMessageAt: at },
      event: { type: 'message', at },
      message: { id: newId(), direction: 'in', text, shownAt: at, createdAt: at, status: 'received' },
    }),
  );
  return () => bus.publish(changed?.facts ?? []);
}

async function oneConversation({ sila, hook }: Ground): Promise<string> {
  const wires = new Wires(hook.port);
  await wires.send(webhookRequest(hook.url, { from: personNumber(1), text: 'السلام عليكم', key: 'first' }));
  wires.close();
  return eventually(async () => {
    const [row] = await sila.database.query<{ id: string }>('SELECT id FROM conversation');
    if (!row) throw new Error('the conversation is not there yet');
    return row.id;
  });
}

type Console = Socket<ServerToConsole, ConsoleToServer>;

async function openConsoles(sila: Ground['sila'], conversationId: string, count: number, ears: Ears) {
  for (let first = 0; first < count; first += SOCKETS_EACH) {
    const officer = await sila.officer(`fanout-${first}`);
    const opened = Array.from({ length: Math.min(SOCKETS_EACH, count - first) }, async (_, n) => {
      const socket: Console = io(`${sila.apiUrls[(first + n) % 2]}${CONSOLE_NAMESPACE}`, {
        path: SOCKET_PATH,
        transports: ['websocket'],
        reconnection: false,
        forceNew: true,
        extraHeaders: { origin: sila.apiUrls[0] ?? '', cookie: officer.cookie },
      });
      socket.on('conversation:events', ({ events }) => {
        if (events.some((event) => event.type === 'message')) ears.heard();
      });
      await connected(socket);
      const result = await socket.emitWithAck('watch', { conversationId });
      if (!result.ok) throw new Error('an officer may not watch the conversation');
    });
    await Promise.all(opened);
  }
}

type FloorServer = BenchChild<FloorQuestion, FloorReady>;

/** Two bare socket.io processes, with half of the sockets in a room of each. */
async function openFloor(databaseUrl: string, count: number, ears: Ears): Promise<FloorServer[]> {
  const setting: FloorSetting = { databaseUrl, pool: 1, emits: true };
  const servers: FloorServer[] = [];
  for (const half of [0, 1]) {
    const server: FloorServer = BenchChild.start('./floor.process.js', setting);
    const { port } = await server.ready();
    servers.push(server);
    for (let n = half; n < count; n += 2) {
      const socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true });
      socket.on('message', () => ears.heard());
      await connected(socket);
    }
  }
  return servers;
}

/** As many bytes as Sila's own event has. */
const PAYLOAD = JSON.stringify({
  events: [{ text: 'السلام عليكم، أرجو تحديث بياناتي', rest: 'x'.repeat(700) }],
});

function emitAt(servers: readonly FloorServer[]): () => void {
  return () => servers.forEach((server) => void server.ask({ emit: PAYLOAD }));
}

function report(options: BenchOptions, size: number, runs: { ours: Runs; floor: Runs }): Report {
  const figures = { ours: runs.ours.medians(), floor: runs.floor.medians() };
  const ratio = ratios(figures.ours, figures.floor);
  return {
    name: 'fanout',
    store: options.redis ? 'redis' : 'postgresql',
    size,
    runs: options.runs,
    ...figures,
    ratio,
    spread: runs.ours.spreads(),
    goals: [atMost('p99 by the floor', ratio['heard p99'], 1.5)],
    notes: [
      `${size} sockets on two api processes watch one conversation; ${MESSAGES} messages a run`,
      'timed from the fact on the bus to every socket; the floor is told over a pipe and emits at once',
      'the officers are in the queue, so each socket is also told of the changed row of its list',
    ],
    machine: machine(),
  };
}
