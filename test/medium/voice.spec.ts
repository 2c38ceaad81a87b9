import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import type { CallbackPage, CallView, MessageView } from '@sila/contracts';
import { randomUUID } from 'node:crypto';
import { type Simulator, startSimulator } from '../../apps/simulator/src/simulator.js';
import { eventually } from '../support/eventually.js';
import { keepClosed, keepOpen } from '../support/hours.js';
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
    await addTelephone(worker, simulator, [api.url]);
  }, 60_000);
  beforeEach(() => keepOpen(worker));
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

  async function deskOf(queue = 'relations', role: 'officer' | 'supervisor' = 'officer'): Promise<Desk> {
    const { email } = await api.person(role, [await api.queueId(queue)]);
    const officer = await Officer.signIn(api.url, email, PASSWORD);
    await officer.put('/api/me/presence', { state: 'online' });
    const desk = await Desk.open(officer, simulator);
    desks.push(desk);
    return desk;
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
    await caller.hangUp();
    expect(await ended(desk, talking)).toMatchObject({ outcome: 'answered', recording: 'done' });
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
    await desk.officer.put(`${path}/note`, { text: 'وعدنا بالرد غدًا' });
    expect(await desk.officer.put(`${path}/note`, { text: 'وعدنا بالرد يوم الأحد' })).toMatchObject({
      note: 'وعدنا بالرد يوم الأحد',
    });
    const notes = (await desk.officer.messages(talking.conversationId ?? '')).filter(
      ({ direction }) => direction === 'note',
    );
    expect(notes.map(({ text }) => text)).toEqual(['وعدنا بالرد يوم الأحد']);
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

  it('is handed over to a colleague who was asked first, while a supervisor listens', async () => {
    const [maha, sara] = [await deskOf(), await deskOf('research')];
    const chief = await deskOf('relations', 'supervisor');
    const caller = await Caller.call(simulator, newNumber(), '12');
    const { id } = await maha.answer();
    await caller.until(({ place }) => place?.kind === 'conference' && place.others === 1);
    const path = `/api/calls/${id}`;
    expect(await chief.officer.post(`${path}/supervise`, { mode: 'listen' })).toMatchObject({
      state: 'talking',
    });
    await chief.answer();
    expect(await chief.officer.post(`${path}/supervise`, { mode: 'whisper' })).toMatchObject({
      parties: [{ role: 'officer' }, { role: 'supervisor', supervision: 'whisper', state: 'talking' }],
    });
    await chief.officer.post(`${path}/end`);
    expect((await chief.current()).call).toBeNull();
    const warm = { assigneeId: sara.officer.id, warm: true, reason: 'تعرف الحالة' };
    expect(await maha.officer.post(`${path}/transfer`, warm)).toMatchObject({ call: { held: true } });
    await sara.answer();
    await caller.until(({ moment }) => moment.kind === 'hold');
    await maha.officer.post(`${path}/transfer/complete`);
    expect((await maha.current()).call).toBeNull();
    const call = await sara.until(({ held }) => !held);
    expect(call.parties).toMatchObject([{ role: 'officer', staff: { id: sara.officer.id } }]);
    await caller.until(({ moment }) => moment.kind === 'talking');
    expect(await sara.officer.detail(call.conversationId ?? '')).toMatchObject({
      assignee: { id: sara.officer.id },
    });
    await sara.officer.post(`${path}/end`);
    await caller.until(({ status }) => status === 'completed');
  }, 60_000);

  it('leaves a voicemail when the association is closed, which is heard in the thread', async () => {
    await keepClosed(worker);
    const caller = await Caller.call(simulator, newNumber());
    await caller.speak(7);
    await caller.until(({ status }) => status === 'completed');
    expect(await caller.heard()).toContain('خارج أوقات العمل');
    const desk = await deskOf();
    const message = await eventually(async () => {
      const [item] = (await desk.officer.list('all')).filter(({ snippetKind }) => snippetKind === 'voice');
      const found = (await desk.officer.messages(item?.id ?? ''))[0];
      expect(found?.attachments).toMatchObject([{ fileName: 'voicemail.mp3', state: 'ready' }]);
      expect(item).toMatchObject({ waitingSince: expect.any(String), assignee: { id: desk.officer.id } });
      return found;
    });
    expect(message).toMatchObject({ kind: 'call', call: { outcome: 'voicemail', seconds: null } });
  }, 60_000);

  it('is called back instead of waiting: one request for each caller, done once they talked', async () => {
    const number = newNumber();
    const waits = async () => {
      const caller = await Caller.call(simulator, number, '221');
      await caller.until(({ status }) => status === 'completed');
      expect(await caller.heard()).toContain('سجّلنا طلبكم');
    };
    await waits();
    await waits();
    const desk = await deskOf('research');
    const { items } = await desk.officer.get<CallbackPage>('/api/callbacks?view=open');
    expect(items).toMatchObject([{ address: number, state: 'open', calls: 0 }]);
    const callback = items[0];
    const clientId = randomUUID();
    const started = await desk.officer.post<CallView>(`/api/callbacks/${callback?.id}/call`, { clientId });
    expect(await desk.officer.post(`/api/callbacks/${callback?.id}/call`, { clientId })).toMatchObject({
      id: started.id,
    });
    await desk.answer();
    const person = await Caller.answer(simulator, number);
    await person.press('1');
    await desk.until(({ state, recording }) => state === 'talking' && recording === 'on');
    await desk.officer.post(`/api/calls/${started.id}/end`);
    expect(await ended(desk, started)).toMatchObject({ outcome: 'answered', direction: 'out' });
    await person.until(({ status }) => status === 'completed');
    expect((await desk.officer.get<CallbackPage>('/api/callbacks?view=done')).items).toMatchObject([
      { id: callback?.id, state: 'done', calls: 1 },
    ]);
    expect((await callOf(desk, started)).direction).toBe('out');
  }, 60_000);
});
