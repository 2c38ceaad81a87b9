import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import type { CallView, MessageView } from '@sila/contracts';
import { type Simulator, startSimulator } from '../../apps/simulator/src/simulator.js';
import { eventually } from '../support/eventually.js';
import { keepOpen } from '../support/hours.js';
import { Officer } from '../support/officer.js';
import { startRedis, type TestRedis } from '../support/redis.js';
import { QUEUE_STORES, startWorker } from '../support/stack.js';
import { addTelephone, Caller, Desk } from '../support/telephone.js';
import { PASSWORD, startTestApi, type TestApi } from './access.support.js';

describe.each(QUEUE_STORES)('A telephone call, with the queue store on %s', (store) => {
  let redis: TestRedis | null = null;
  let api: TestApi;
  let worker: INestApplicationContext;
  let simulator: Simulator;
  let desks: Desk[] = [];
  let people = 0;

  beforeAll(async () => {
    redis = store === 'redis' ? await startRedis() : null;
    api = await startTestApi({
      PUBLIC_URL: 'https://sila.example',
      ...(redis ? { REDIS_URL: redis.url } : {}),
    });
    worker = await startWorker(api.env);
    simulator = await startSimulator({ port: 0, smtpPort: 0, imapPort: 0 });
    await keepOpen(worker);
    await addTelephone(worker, simulator, [api.url]);
  }, 60_000);
  afterEach(async () => {
    await eventually(async () => {
      const live = await api.database.query('SELECT state, work FROM phone_call WHERE ended_at IS NULL');
      expect(live).toEqual([]);
    });
    desks.forEach((desk) => desk.close());
    await Promise.all(desks.map(({ officer }) => officer.put('/api/me/presence', { state: 'offline' })));
    desks = [];
  });
  afterAll(async () => {
    await worker.close();
    await api.close();
    await simulator.stop();
    await redis?.stop();
  }, 60_000);

  async function deskOf(): Promise<Desk> {
    const { email } = await api.person('officer', [await api.queueId('relations')]);
    const officer = await Officer.signIn(api.url, email, PASSWORD);
    await officer.put('/api/me/presence', { state: 'online' });
    const desk = await Desk.open(officer, simulator);
    desks.push(desk);
    return desk;
  }

  async function strangerOf(queue: string): Promise<Officer> {
    const { email } = await api.person('supervisor', [await api.queueId(queue)]);
    return Officer.signIn(api.url, email, PASSWORD);
  }

  async function doesNotExistFor(stranger: Officer, { id }: CallView): Promise<void> {
    expect((await stranger.fetch(`/api/calls/${id}`)).status).toBe(404);
    const acts = [
      'decline',
      'end',
      'hold',
      'resume',
      'recording/pause',
      'recording/resume',
      'transfer/complete',
      'transfer/cancel',
    ];
    for (const act of acts)
      expect((await stranger.refusal('POST', `/api/calls/${id}/${act}`)).status).toBe(404);
    const transfer = { assigneeId: stranger.id, warm: false, reason: 'لي' };
    expect((await stranger.refusal('POST', `/api/calls/${id}/transfer`, transfer)).status).toBe(404);
    expect((await stranger.refusal('POST', `/api/calls/${id}/supervise`, { mode: 'listen' })).status).toBe(
      404,
    );
    expect((await stranger.refusal('PUT', `/api/calls/${id}/note`, { text: 'سرّ' })).status).toBe(404);
    expect(await stranger.get('/api/calls/current')).toEqual({ call: null });
  }

  const newNumber = () => `+9665551${String((people += 1)).padStart(5, '0')}`;
  const callOf = async (desk: Desk, { conversationId, id }: CallView): Promise<MessageView> => {
    const messages = await desk.officer.messages(conversationId ?? '');
    const found = messages.find(({ call }) => call?.id === id);
    if (!found) throw new Error('the call is no message');
    return found;
  };
  const ended = (desk: Desk, call: CallView) =>
    eventually(async () => {
      const now = await desk.call(call.id);
      expect(now.state).toBe('ended');
      return now;
    });

  /** The recording is heard in the thread, lies sealed, and is gone at the provider. */
  async function hasItsRecording(desk: Desk, talking: CallView): Promise<void> {
    const message = await eventually(async () => {
      const found = await callOf(desk, talking);
      expect(found.attachments).toMatchObject([{ fileName: 'call.mp3', state: 'ready' }]);
      return found;
    });
    expect(message).toMatchObject({ kind: 'call', direction: 'in', call: { outcome: 'answered' } });
    const file = await desk.officer.fetch(`/api/attachments/${message.attachments[0]?.id}`);
    expect([file.status, (await file.arrayBuffer()).byteLength]).toEqual([200, message.attachments[0]?.size]);
    await eventually(async () => {
      const [kept] = await api.database.query(
        `SELECT f.sealed, r.removed_at IS NOT NULL AS removed FROM call_recording r JOIN attachment f ON f.id = r.attachment_id WHERE r.call_id = $1`,
        [talking.id],
      );
      expect(kept).toEqual({ sealed: true, removed: true });
    });
  }

  /** Written twice, it is one note. */
  async function hasItsNote(desk: Desk, talking: CallView): Promise<void> {
    const path = `/api/calls/${talking.id}`;
    await desk.officer.put(`${path}/note`, { text: 'وعدنا بالرد غدًا' });
    expect(await desk.officer.put(`${path}/note`, { text: 'وعدنا بالرد يوم الأحد' })).toMatchObject({
      note: 'وعدنا بالرد يوم الأحد',
    });
    const notes = (await desk.officer.messages(talking.conversationId ?? '')).filter(
      ({ direction }) => direction === 'note',
    );
    expect(notes.map(({ text }) => text)).toEqual(['وعدنا بالرد يوم الأحد']);
  }

  it('goes through the menu and consent to whoever is free, is recorded, and is one message of the thread', async () => {
    const caller = await Caller.call(simulator, newNumber());
    await eventually(async () => expect(await caller.heard()).toContain('للبحث الاجتماعي: اضغطوا 2.'));
    await caller.press('11');
    const desk = await deskOf();
    const talking = await desk.answer();
    expect(talking).toMatchObject({ state: 'talking', direction: 'in', address: caller.number, held: false });
    await caller.until(({ place }) => place?.kind === 'conference' && place.others === 1);
    const heard = await caller.heard();
    expect(heard).toContain('السلام عليكم');
    expect(heard).toContain('لعلاقات المستفيدين: اضغطوا 1.');
    expect(heard).toContain('للموافقة اضغطوا 1');
    await desk.until(({ recording }) => recording === 'on');
    const path = `/api/calls/${talking.id}`;
    expect(await desk.officer.post(`${path}/recording/pause`)).toMatchObject({ recording: 'paused' });
    expect(await desk.officer.post(`${path}/recording/resume`)).toMatchObject({ recording: 'on' });
    expect(await desk.officer.post(`${path}/hold`)).toMatchObject({ held: true });
    await caller.until(({ moment }) => moment.kind === 'hold');
    expect(await desk.officer.post(`${path}/resume`)).toMatchObject({ held: false });
    await doesNotExistFor(await strangerOf('research'), talking);
    await caller.hangUp();
    expect(await ended(desk, talking)).toMatchObject({ outcome: 'answered', recording: 'done' });
    await hasItsRecording(desk, talking);
    await hasItsNote(desk, talking);
  }, 60_000);

  it('goes on to the next when it is declined, and disturbs nobody who talks', async () => {
    const [first, second] = [await deskOf(), await deskOf()];
    const caller = await Caller.call(simulator, newNumber(), '12');
    const ringing = await Promise.race(
      [first, second].map(async (desk) => ({
        desk,
        call: await desk.until(({ state }) => state === 'ringing'),
      })),
    );
    const other = ringing.desk === first ? second : first;
    await ringing.desk.reject();
    const talking = await other.answer();
    expect(talking.recording).toBe('refused');
    const next = await Caller.call(simulator, newNumber(), '12');
    const rest = await ringing.desk.answer();
    expect(rest.address).toBe(next.number);
    const third = await Caller.call(simulator, newNumber(), '12');
    await third.until(({ place }) => place?.kind === 'queue');
    await eventually(async () => expect(await third.heard()).toContain('أنتم التالون في الانتظار'));
    expect((await other.current()).call?.id).toBe(talking.id);
    await Promise.all([caller.hangUp(), next.hangUp(), third.hangUp()]);
    await Promise.all([ended(other, talking), ended(ringing.desk, rest)]);
  }, 60_000);
});
