import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Fact } from '@sila/domain';
import { createFactBus, type FactBus, LocalFactBus, Log, newId, type Signal } from '@sila/platform';
import { eventually } from '../support/eventually.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { Scene } from '../support/realtime-scene.js';
import { type ConsoleClient, type SocketNode, startSocketNode } from '../support/realtime.js';
import { startRedis, type TestRedis } from '../support/redis.js';

const log = new Log('silent', 'test');

function factOf(seq: number): Fact {
  const conversationId = newId();
  return { type: 'conversation.changed', stream: conversationId, seq, ids: { conversationId } };
}

function ear(bus: FactBus) {
  const heard = { facts: [] as Fact[], signals: [] as Signal[], reconnects: 0 };
  bus.hear({
    onFacts: (facts) => heard.facts.push(...facts),
    onSignal: (signal) => heard.signals.push(signal),
    onReconnect: () => (heard.reconnects += 1),
  });
  return heard;
}

describe('the fact bus in one process', () => {
  it('tells each hearer once, and goes on when one throws', async () => {
    const bus = new LocalFactBus(log);
    bus.hear({
      onFacts: () => {
        throw new Error('broken hearer');
      },
    });
    const heard = ear(bus);
    const fact = factOf(1);
    bus.publish([fact]);
    await eventually(() => expect(heard.facts).toEqual([fact]));
  });
});

describe.each(['postgres', 'redis'] as const)('the fact bus over %s', (carrier) => {
  let database: TestDatabase;
  let redis: TestRedis | null = null;
  const buses: FactBus[] = [];

  const join = async () => {
    const bus = createFactBus({ redisUrl: redis?.url ?? null, databaseUrl: database.url }, log);
    buses.push(bus);
    await eventually(() => expect(bus.connected).toBe(true));
    return bus;
  };

  /** Takes the carrier away and gives it back. */
  const interrupt = async () => {
    if (redis) {
      await redis.kill();
      await redis.restart();
      return;
    }
    await database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'sila facts' AND datname = current_database()`,
    );
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    redis = carrier === 'redis' ? await startRedis() : null;
  }, 60_000);

  afterAll(async () => {
    await Promise.all(buses.map((bus) => bus.close()));
    await redis?.stop();
    await database.drop();
  }, 30_000);

  it('tells every process once, in order, the speaker included', async () => {
    const [a, b] = [await join(), await join()];
    const [here, there] = [ear(a), ear(b)];
    const facts = Array.from({ length: 1_000 }, (_, index) => factOf(index));
    for (let i = 0; i < facts.length; i += 10) a.publish(facts.slice(i, i + 10));
    a.signal({ kind: 'presence', data: { staffId: newId(), state: 'away' } });
    await eventually(() => expect(there.facts).toHaveLength(1_000));
    await eventually(() => expect([here.signals.length, there.signals.length]).toEqual([1, 1]));
    expect(there.facts).toEqual(facts);
    expect(here.facts).toEqual(facts);
  });

  it('says everything before it leaves, however soon that is', async () => {
    const there = ear(await join());
    const brief = createFactBus({ redisUrl: redis?.url ?? null, databaseUrl: database.url }, log);
    brief.publish([factOf(3)]);
    await brief.close();
    await eventually(() => expect(there.facts.map(({ seq }) => seq)).toEqual([3]));
  });

  it('is heard again within five seconds of a break, and says so', async () => {
    const [a, b] = [await join(), await join()];
    const there = ear(b);
    const from = performance.now();
    await interrupt();
    await eventually(() => expect(there.reconnects).toBeGreaterThan(0), { within: 5_000 });
    await eventually(
      () => {
        a.publish([factOf(7)]);
        expect(there.facts.length).toBeGreaterThan(0);
      },
      { within: 5_000, every: 100 },
    );
    expect(performance.now() - from).toBeLessThan(5_000);
  }, 15_000);

  it('brings a message from one node to a console at another', async () => {
    const nodes: SocketNode[] = [
      await startSocketNode(database.url, redis?.url),
      await startSocketNode(database.url, redis?.url),
    ];
    const [here, there] = nodes as [SocketNode, SocketNode];
    try {
      await eventually(() => expect([here.bus.connected, there.bus.connected]).toEqual([true, true]));
      const scene = new Scene(here);
      const queueId = await scene.queue();
      const { id } = await scene.conversation(queueId);
      const [a, b] = [await scene.person('officer', [queueId]), await scene.person('officer', [queueId])];
      const [first, second] = [await here.console(a), await there.console(b)];
      const seqs: number[] = [];
      second.on('conversation:events', ({ events }) => seqs.push(...events.map(({ seq }) => seq)));
      const viewers: unknown[] = [];
      first.on('viewers', (message) => viewers.push(message.viewers));
      await watch(first, id);
      await watch(second, id);
      await eventually(() => expect(viewers.at(-1)).toMatchObject([{ id: b.id }]));
      const seq = await scene.message(id, 'مرحبًا');
      await eventually(() => expect(seqs.filter((each) => each >= seq)).toEqual([seq]));
      const typing = new Promise((resolve) => first.once('typing', resolve));
      second.emit('typing', { conversationId: id, kind: 'reply' });
      expect(await typing).toMatchObject({ who: { id: b.id }, kind: 'reply' });
      const cut = new Promise((resolve) => second.once('disconnect', resolve));
      await scene.endSessions(b.id);
      expect(await cut).toBe('io server disconnect');
    } finally {
      await Promise.all(nodes.map((node) => node.close()));
    }
  }, 30_000);
});

function watch(client: ConsoleClient, conversationId: string): Promise<unknown> {
  return new Promise((resolve) => client.emit('watch', { conversationId }, resolve));
}
