import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServerToConsole, WatchResult } from '@sila/contracts';
import { newId } from '@sila/platform';
import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../support/eventually.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { Scene } from '../support/realtime-scene.js';
import { type ConsoleClient, type SocketNode, startSocketNode, WIDGET_ORIGIN } from '../support/realtime.js';
import { stuckConsole } from '../support/stuck-console.js';

type Heard<Name extends keyof ServerToConsole> = Parameters<ServerToConsole[Name]>[0][];

/** Everything of one kind that a console hears from now on. */
function hearing<Name extends keyof ServerToConsole>(client: ConsoleClient, name: Name): Heard<Name> {
  const heard: Heard<Name> = [];
  const keep = (message: Heard<Name>[number]) => heard.push(message);
  (client as unknown as { on(name: string, listener: typeof keep): void }).on(name, keep);
  return heard;
}

function watch(client: ConsoleClient, conversationId: string): Promise<WatchResult> {
  return new Promise((resolve) => client.emit('watch', { conversationId }, resolve));
}

function ended(client: ConsoleClient): Promise<string> {
  return new Promise((resolve) => client.once('disconnect', resolve));
}

const textsOf = (heard: Heard<'conversation:events'>) =>
  heard.flatMap(({ events }) => events.map(({ message }) => message?.text));
const seqsOf = (heard: Heard<'conversation:events'>) =>
  heard.flatMap(({ events }) => events.map(({ seq }) => seq));

describe('sockets', () => {
  let database: TestDatabase;
  let node: SocketNode;
  let scene: Scene;
  let queueId: string;
  const clients: { disconnect(): unknown }[] = [];

  const open = async (...args: Parameters<SocketNode['console']>) => {
    const client = await node.console(...args);
    clients.push(client);
    return client;
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    node = await startSocketNode(database.url);
    scene = new Scene(node);
    queueId = await scene.queue();
  }, 60_000);

  afterEach(() => clients.splice(0).forEach((client) => client.disconnect()));

  afterAll(async () => {
    await node.close();
    await database.drop();
  }, 30_000);

  it('are refused to other sites, to nobody, and to people without a session', async () => {
    const officer = await scene.person('officer', [queueId]);
    await expect(node.console(officer, { origin: 'https://evil.example' })).rejects.toThrow();
    await expect(node.console(officer, { origin: 'null' })).rejects.toThrow();
    await expect(node.console(officer, { origin: WIDGET_ORIGIN })).rejects.toThrow('unauthenticated');
    await expect(node.console({ ...officer, cookie: 'sila=nobody-nobody-nobody-nobody' })).rejects.toThrow(
      'unauthenticated',
    );
    await expect(node.console({ ...officer, cookie: '' })).rejects.toThrow('unauthenticated');
    await expect(open(officer)).resolves.toBeDefined();
  });

  it('bring a message to whoever watches, in order and once', async () => {
    const conversation = await scene.conversation(queueId);
    const officer = await open(await scene.person('officer', [queueId]));
    const heard = hearing(officer, 'conversation:events');
    const result = await watch(officer, conversation.id);
    expect(result).toMatchObject({ ok: true, seq: 1 });
    const texts = ['واحد', 'اثنان', 'ثلاثة', 'أربعة', 'خمسة'];
    await Promise.all(texts.map((text) => scene.message(conversation.id, text)));
    const fresh = () => seqsOf(heard).filter((seq) => seq > 1);
    await eventually(() => expect(fresh()).toEqual([2, 3, 4, 5, 6]), { within: 3_000 });
    expect(textsOf(heard)).toEqual(expect.arrayContaining(texts));
  });

  it('refuse a foreign conversation in the words for one that does not exist', async () => {
    const { id } = await scene.conversation(await scene.queue());
    const officer = await open(await scene.person('officer', [await scene.queue()]));
    const administrator = await open(await scene.person('administrator'));
    const refused = { ok: false, code: 'not-found' };
    expect(await watch(officer, id)).toEqual(refused);
    expect(await watch(officer, newId())).toEqual(refused);
    expect(await watch(officer, 'no id')).toEqual(refused);
    expect(await watch(administrator, id)).toEqual(refused);
    const heard = [
      hearing(officer, 'conversation:events'),
      hearing(officer, 'list:changed'),
      hearing(administrator, 'list:changed'),
    ];
    officer.emit('typing', { conversationId: id, kind: 'reply' });
    await scene.message(id, 'كلمة سرية');
    await delay(300);
    expect(heard.flat()).toEqual([]);
  });

  it('write down who follows a conversation that is not their own, once', async () => {
    const { id } = await scene.conversation(queueId);
    const person = await scene.person('supervisor', [queueId]);
    for (const client of [await open(person), await open(person)]) await watch(client, id);
    const entries = await database.query('SELECT action, actor_id FROM audit_entry WHERE object_id = $1', [
      id,
    ]);
    expect(entries).toEqual([{ action: 'conversation.watch', actor_id: person.id }]);
  });

  it('tell lists once for all and apart for those who have read', async () => {
    const { id } = await scene.conversation(queueId);
    const [reader, other] = [
      await scene.person('officer', [queueId]),
      await scene.person('officer', [queueId]),
    ];
    await database.query('INSERT INTO read_cursor (staff_id, conversation_id, seq) VALUES ($1, $2, 1)', [
      reader.id,
      id,
    ]);
    const [first, second] = [
      hearing(await open(reader), 'list:changed'),
      hearing(await open(other), 'list:changed'),
    ];
    await scene.message(id, 'هل من جديد؟');
    const rows = (heard: Heard<'list:changed'>) =>
      heard.flatMap(({ items }) => items).filter((item) => item.id === id);
    await eventually(() => expect([rows(first).length, rows(second).length]).toEqual([1, 1]));
    expect(rows(first)[0]).toMatchObject({ readSeq: 1, unread: 1, snippet: 'هل من جديد؟' });
    expect(rows(second)[0]).toMatchObject({ readSeq: 0, unread: 2 });
  });

  it('take a conversation away from those whose queue it left, before anything more is told', async () => {
    const { id } = await scene.conversation(queueId);
    const officer = await open(await scene.person('officer', [queueId]));
    const [events, revoked, lists] = [
      hearing(officer, 'conversation:events'),
      hearing(officer, 'revoked'),
      hearing(officer, 'list:changed'),
    ];
    await watch(officer, id);
    await scene.move(id, await scene.queue());
    await eventually(() => expect(revoked).toEqual([{ conversationId: id }]));
    await eventually(() => expect(lists.flatMap(({ gone }) => gone)).toContain(id));
    await scene.message(id, 'بعد النقل');
    await delay(300);
    expect(events).toEqual([]);
  });

  it('lose a right within a second of its end', async () => {
    const { id } = await scene.conversation(queueId);
    const person = await scene.person('officer', [queueId]);
    const officer = await open(person);
    const [events, revoked] = [hearing(officer, 'conversation:events'), hearing(officer, 'revoked')];
    await watch(officer, id);
    const from = performance.now();
    await scene.leaveQueues(person.id);
    await eventually(() => expect(revoked).toHaveLength(1), { within: 1_000 });
    expect(performance.now() - from).toBeLessThan(1_000);
    await scene.message(id, 'لم يعد يراه');
    await delay(200);
    expect(events).toEqual([]);
    expect(await watch(officer, id)).toEqual({ ok: false, code: 'not-found' });
  });

  it('are cut within a second when the session ends', async () => {
    const person = await scene.person('officer', [queueId]);
    const officer = await open(person);
    const cut = ended(officer);
    // What is asked when a socket enters has been answered by then.
    await watch(officer, (await scene.conversation(queueId)).id);
    const from = performance.now();
    await scene.endSessions(person.id);
    expect(await cut).toBe('io server disconnect');
    expect(performance.now() - from).toBeLessThan(1_000);
  });

  it('find what the bus lost', async () => {
    const { id } = await scene.conversation(queueId);
    const officer = await open(await scene.person('officer', [queueId]));
    const heard = hearing(officer, 'conversation:events');
    await watch(officer, id);
    await scene.message(id, 'لم يخبر به أحد', 'in', false);
    await eventually(() => expect(textsOf(heard)).toEqual(['لم يخبر به أحد']), { within: 8_000 });
    const seq = await scene.message(id, 'والتالي');
    await eventually(() => expect(seqsOf(heard)).toEqual([seq - 1, seq]));
  }, 15_000);

  it('show who looks and who types, to the others', async () => {
    const { id } = await scene.conversation(queueId);
    const [a, b] = [await scene.person('officer', [queueId]), await scene.person('officer', [queueId])];
    const [first, second] = [await open(a), await open(b)];
    const [viewers, typing, own] = [
      hearing(first, 'viewers'),
      hearing(first, 'typing'),
      hearing(second, 'typing'),
    ];
    await watch(first, id);
    expect(await watch(second, id)).toMatchObject({ ok: true, viewers: [{ id: a.id }] });
    await eventually(() => expect(viewers.at(-1)?.viewers).toMatchObject([{ id: b.id }]));
    second.emit('typing', { conversationId: id, kind: 'note' });
    await eventually(() =>
      expect(typing).toMatchObject([{ conversationId: id, who: { id: b.id }, kind: 'note' }]),
    );
    expect(own).toEqual([]);
    second.disconnect();
    await eventually(() => expect(viewers.at(-1)?.viewers).toEqual([]));
  });

  it('tell a visitor that there is something, and nothing of notes', async () => {
    const { id, accountId, visitorId } = await scene.conversation(queueId);
    const visitor = await node.widget(`visitor|${accountId}|${visitorId}`);
    clients.push(visitor);
    let changes = 0;
    visitor.on('changed', () => (changes += 1));
    await scene.message(id, 'للزملاء فقط', 'note');
    await scene.message(id, 'وعليكم السلام', 'out');
    await eventually(() => expect(changes).toBe(1));
    await delay(100);
    expect(changes).toBe(1);
  });

  it('refuse a visitor on a foreign site or with a made-up token, and show that one types', async () => {
    const { id, accountId, visitorId } = await scene.conversation(queueId);
    const token = `visitor|${accountId}|${visitorId}`;
    await expect(node.widget(token, 'https://evil.example')).rejects.toThrow();
    await expect(node.widget(token, node.url)).rejects.toThrow('unauthenticated');
    await expect(node.widget('made-up')).rejects.toThrow('unauthenticated');
    const visitor = await node.widget(token);
    clients.push(visitor);
    const officer = await open(await scene.person('officer', [queueId]));
    const typing = hearing(officer, 'typing');
    await watch(officer, id);
    visitor.emit('typing');
    await eventually(() =>
      expect(typing).toMatchObject([{ conversationId: id, who: { name: 'نورة' }, kind: 'visitor' }]),
    );
  });

  it('drop a line that reads nothing, without harm to others', async () => {
    const { id } = await scene.conversation(queueId);
    const slow = await stuckConsole(node.url, await scene.person('officer', [queueId]), id);
    const officer = await open(await scene.person('officer', [queueId]));
    const heard = hearing(officer, 'conversation:events');
    await watch(officer, id);
    const text = 'س'.repeat(50_000);
    for (let i = 0; i < 160; i++) await scene.message(id, text);
    await eventually(() => expect(textsOf(heard)).toHaveLength(160), { within: 20_000 });
    await eventually(() => expect(slow.isGone()).toBe(true), { within: 5_000 });
    expect(officer.connected).toBe(true);
  }, 60_000);

  it('say when to come back, and close, when the process ends', async () => {
    const another = await startSocketNode(database.url);
    const officer = await another.console(await new Scene(another).person('officer', [queueId]));
    const draining = hearing(officer, 'draining');
    officer.on('draining', () => officer.disconnect());
    const from = performance.now();
    await another.close();
    expect(performance.now() - from).toBeLessThan(6_000);
    await eventually(() => expect(draining).toHaveLength(1));
    expect(draining[0]?.afterMs).toBeLessThanOrEqual(5_000);
  }, 20_000);
});
