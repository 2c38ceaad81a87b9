import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import type { Chat } from './core/chat.types.js';
import type { Fault } from './core/faults.board.js';
import { providers } from './provider.list.js';
import { startSimulator, type Simulator } from './simulator.js';
import { startCatcher } from './spec.harness.js';
import { pigeon } from './spec.provider.js';

describe('a provider that is a folder and a line', () => {
  let catcher: Awaited<ReturnType<typeof startCatcher>>;
  let simulator: Simulator;

  const call = async (path: string, body?: unknown): Promise<unknown> => {
    const posting = {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    };
    const answer = await fetch(simulator.url + path, body === undefined ? {} : posting);
    const text = await answer.text();
    return text === '' ? answer.status : JSON.parse(text);
  };
  const send = (more: object) => call('/send', { channel: 'pigeon', from: '966500000101', ...more });
  const chat = async () => ((await call('/chats')) as { chats: Chat[] }).chats[0];
  const statuses = () => catcher.caught.map(({ body }) => (JSON.parse(body) as { status?: string }).status);

  beforeEach(async () => {
    catcher = await startCatcher();
    simulator = await startSimulator({ port: 0, smtpPort: 0, imapPort: 0 }, [...providers, pigeon]);
    const hook = { webhookUrl: `${catcher.origin}/hook`, retryDelaysMs: [1, 1] };
    const timings = { sentMs: 1, deliveredMs: 5 };
    await call('/accounts', { pigeon: { name: 'loft', key: 'seed', timings, ...hook } });
  });

  afterEach(async () => {
    await simulator.stop();
    await catcher.stop();
  });

  it('describes itself to the page, without its secrets', async () => {
    expect(JSON.stringify(await call('/accounts'))).not.toContain('seed');
    expect(await call('/providers')).toMatchObject({
      providers: expect.arrayContaining([
        expect.objectContaining({ channel: 'whatsapp', accounts: [] }),
        expect.objectContaining({ channel: 'email', phone: null }),
        expect.objectContaining({
          channel: 'pigeon',
          accounts: ['loft'],
          phone: expect.objectContaining({
            reads: true,
            types: true,
            sends: expect.arrayContaining(['text', 'reaction', 'deletion']),
          }),
        }),
      ]),
    });
    const { people } = (await call('/people')) as { people: { addresses: object }[] };
    expect(people[0]?.addresses).toMatchObject({ whatsapp: '+966500000101', pigeon: '966500000101' });
  });

  it('refuses what its schema does not know', async () => {
    expect(await send({ text: 'مرحبا', wings: 2 })).toMatchObject({ status: 422, code: 'invalid' });
    expect(await send({ channel: 'raven' })).toMatchObject({ status: 422, code: 'no-channel' });
    expect(await call('/accounts', { raven: {} })).toMatchObject({ status: 422, code: 'invalid' });
  });

  it('delivers what a person writes, signed, and repeats what is not taken', async () => {
    await catcher.stop();
    const failing = await startCatcher((_request, nth) => (nth < 3 ? 503 : 200));
    catcher = failing;
    await call('/accounts', {
      pigeon: { name: 'loft', key: 'seed', webhookUrl: `${failing.origin}/hook`, retryDelaysMs: [1, 1] },
    });
    expect(await send({ text: 'مرحبا' })).toMatchObject({
      id: 'p-1',
      deliveries: [[{ status: 503 }, { status: 503 }, { status: 200 }]],
    });
    await send({ text: 'مزوّر', id: 'p-2', signature: 'wrong' });
    const [genuine, , , forged] = failing.caught.map(
      ({ body, headers }) => createHmac('sha256', 'seed').update(body).digest('hex') === headers['x-loft'],
    );
    expect([genuine, forged]).toEqual([true, false]);
    expect(await chat()).toMatchObject({ messages: [{ text: 'مرحبا' }, { text: 'مزوّر' }] });
  });

  it('holds reactions and deletions on the phone', async () => {
    await send({ text: 'مرحبا' });
    await send({ reaction: { to: 'p-1', emoji: '👍' } });
    expect((await chat())?.messages[0]?.reactions).toEqual([{ mine: true, emoji: '👍' }]);
    await send({ reaction: { to: 'p-1', emoji: null } });
    await send({ deletion: { of: 'p-1' } });
    expect((await chat())?.messages[0]).toMatchObject({ reactions: [], deleted: true, text: '' });
  });

  it('carries an answer with its file to the phone, reports its way, and is read', async () => {
    const form = new FormData();
    form.set('to', '966500000101');
    form.set('text', 'تفضلوا');
    form.set('file', new File(['letter'], 'خطاب.txt', { type: 'text/plain' }));
    const answer = await fetch(`${simulator.url}/pigeon/messages`, { method: 'POST', body: form });
    expect([answer.status, await answer.json()]).toEqual([202, { id: 'out-1' }]);
    const [received] = await simulator.client.received({ channel: 'pigeon', count: 1 });
    expect(received).toMatchObject({
      text: 'تفضلوا',
      details: { wings: 2 },
      media: [{ fileName: 'خطاب.txt' }],
    });
    expect(await (await fetch(simulator.url + received?.media[0]?.url)).text()).toBe('letter');
    await catcher.until(2);
    expect(statuses()).toEqual(['sent', 'delivered']);
    expect((await chat())?.unread).toBe(1);
    expect(await simulator.client.read('966500000101', undefined, 'pigeon')).toEqual(['out-1']);
    expect((await chat())?.unread).toBe(0);
    expect(await call('/typing', { channel: 'pigeon', from: '966500000101' })).toBe(204);
    await catcher.until(3);
  });

  it('fails on its own, under kinds that others have too', async () => {
    const fault = (await call('/faults', {
      target: 'pigeon',
      kind: '429',
      count: 1,
      retryAfter: 9,
    })) as Fault;
    expect(fault.target).toBe('pigeon');
    const fly = (text: string) =>
      fetch(`${simulator.url}/pigeon/messages`, {
        method: 'POST',
        body: new URLSearchParams({ to: '966500000101', text }),
      });
    const refused = await fly('لا');
    expect([refused.status, refused.headers.get('retry-after'), await refused.json()]).toEqual([
      429,
      '9',
      { wait: 9 },
    ]);
    expect(await simulator.client.ledger({ kind: 'fault' })).toMatchObject([{ channel: 'pigeon' }]);
    for (const kind of ['reset', 'half-json']) {
      await call('/faults', { target: 'pigeon', kind, count: 1 });
      await expect(fly('نعم').then((answer) => answer.json())).rejects.toBeDefined();
    }
    expect(await simulator.client.received({ channel: 'pigeon', count: 2 })).toHaveLength(2);
    await call('/faults', { target: 'pigeon', kind: 'undeliverable', count: 1 });
    await fly('ضاعت');
    await catcher.until(5);
    expect(statuses().at(-1)).toBe('failed');
  });
});
