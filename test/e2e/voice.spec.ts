import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { CallbackPage, CallView, MessageView } from '@sila/contracts';
import { randomUUID } from 'node:crypto';
import type { FaultInput } from '../../apps/simulator/src/core/faults.board.js';
import { TelephoneClient } from '../../apps/simulator/src/twilio/voice/telephone.client.js';
import { eventually } from '../support/eventually.js';
import { shutToday } from '../support/hours.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { addTelephone, Caller, Desk } from '../support/telephone.js';

const FAULTS = { target: 'twilio-voice' };

interface Setting {
  readonly version: number;
  readonly value: { readonly hours: object };
}

describe('The telephone, from the caller to the officer and back', () => {
  let sila: Installation;
  let desks: Desk[] = [];
  let people = 0;

  beforeAll(async () => {
    sila = await startInstallation({ accounts: [addTelephone] });
  }, 120_000);
  afterAll(() => sila.stop(), 30_000);
  afterEach(async () => {
    await eventually(async () => {
      const live = await sila.database.query('SELECT state, work FROM phone_call WHERE ended_at IS NULL');
      expect(live).toEqual([]);
    });
    desks.forEach((desk) => desk.close());
    await Promise.all(desks.map(({ officer }) => officer.put('/api/me/presence', { state: 'offline' })));
    desks = [];
  });

  async function deskOf(
    name: string,
    queue = 'relations',
    role: 'officer' | 'supervisor' = 'officer',
  ): Promise<Desk> {
    const desk = await Desk.open(await sila.officer(name, [queue], role), sila.simulator);
    desks.push(desk);
    return desk;
  }

  /** Shuts the association for the day. */
  async function close(): Promise<void> {
    const administrator = await sila.officer('administrator', [], 'administrator');
    const { version, value } = await administrator.get<Setting>('/api/settings/association');
    const hours = { ...value.hours, open: shutToday() };
    await administrator.put('/api/settings/association', { version, value: { ...value, hours } });
  }

  const newNumber = () => `+9665552${String((people += 1)).padStart(5, '0')}`;
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

  /** Waits, hears the place, and presses 1. */
  async function asksToBeCalled(number: string): Promise<void> {
    const caller = await Caller.call(sila.simulator, number, '221');
    await caller.until(({ status }) => status === 'completed');
    const heard = await caller.heard();
    expect(heard).toContain('أنتم التالون في الانتظار');
    expect(heard).toContain('سجّلنا طلبكم');
  }

  /** What the provider made of our calls to a number. */
  const dialled = async (number: string) => {
    const calls = await new TelephoneClient(sila.simulator.url).calls({ person: number });
    return calls.filter(({ direction }) => direction !== 'inbound');
  };

  /** With its recording, and a note of what was said. */
  async function isKeptInTheThread(desk: Desk, started: CallView): Promise<void> {
    await desk.officer.put(`/api/calls/${started.id}/note`, { text: 'اتفقنا على موعد' });
    await eventually(async () => {
      const message = await callOf(desk, started);
      expect(message).toMatchObject({
        direction: 'out',
        attachments: [{ fileName: 'call.mp3', state: 'ready' }],
      });
    });
    expect((await desk.officer.messages(started.conversationId ?? '')).at(-1)).toMatchObject({
      direction: 'note',
      text: 'اتفقنا على موعد',
    });
  }

  /** A supervisor comes to listen, whispers to the officer, and leaves. */
  async function listens(chief: Desk, path: string): Promise<void> {
    expect(await chief.officer.post(`${path}/supervise`, { mode: 'listen' })).toMatchObject({
      state: 'talking',
    });
    await chief.answer();
    expect(await chief.officer.post(`${path}/supervise`, { mode: 'whisper' })).toMatchObject({
      parties: [{ role: 'officer' }, { role: 'supervisor', supervision: 'whisper', state: 'talking' }],
    });
    await chief.officer.post(`${path}/end`);
    expect((await chief.current()).call).toBeNull();
  }

  it('is handed over to a colleague who was asked first, while a supervisor listens', async () => {
    const [maha, sara] = [await deskOf('maha'), await deskOf('sara', 'research')];
    const chief = await deskOf('chief', 'relations', 'supervisor');
    const caller = await Caller.call(sila.simulator, newNumber(), '12');
    const { id } = await maha.answer();
    await caller.until(({ place }) => place?.kind === 'conference' && place.others === 1);
    const path = `/api/calls/${id}`;
    await listens(chief, path);
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

  it('is called back instead of waiting: one request for each caller, done once they talked', async () => {
    const number = newNumber();
    await asksToBeCalled(number);
    await asksToBeCalled(number);
    const desk = await deskOf('nora', 'research');
    const { items } = await desk.officer.get<CallbackPage>('/api/callbacks?view=open');
    expect(items).toMatchObject([{ address: number, state: 'open', calls: 0 }]);
    const callback = items[0];
    const clientId = randomUUID();
    const started = await desk.officer.post<CallView>(`/api/callbacks/${callback?.id}/call`, { clientId });
    expect(await desk.officer.post(`/api/callbacks/${callback?.id}/call`, { clientId })).toMatchObject({
      id: started.id,
    });
    await desk.answer();
    const person = await Caller.answer(sila.simulator, number);
    await person.press('1');
    await desk.until(({ state, recording }) => state === 'talking' && recording === 'on');
    await desk.officer.post(`/api/calls/${started.id}/end`);
    expect(await ended(desk, started)).toMatchObject({ outcome: 'answered', direction: 'out' });
    await person.until(({ status }) => status === 'completed');
    expect((await desk.officer.get<CallbackPage>('/api/callbacks?view=done')).items).toMatchObject([
      { id: callback?.id, state: 'done', calls: 1 },
    ]);
    await isKeptInTheThread(desk, started);
  }, 60_000);

  it('is looked for at a provider that fell silent, never dialled twice, and may have been made when nobody knows', async () => {
    const [silent, gone] = [newNumber(), newNumber()];
    for (const number of [silent, gone]) await asksToBeCalled(number);
    const desk = await deskOf('rana', 'research');
    const { items } = await desk.officer.get<CallbackPage>('/api/callbacks?view=open');
    const callTo = async (number: string, kind: string) => {
      await sila.simulator.client.addFault({ ...FAULTS, kind, ms: 300, count: 1, to: number });
      const { id } = items.find(({ address }) => address === number) ?? { id: '' };
      const call = await desk.officer.post<CallView>(`/api/callbacks/${id}/call`, { clientId: randomUUID() });
      await desk.answer();
      return call;
    };
    const found = await callTo(silent, 'hang');
    const person = await Caller.answer(sila.simulator, silent);
    await person.press('1');
    await desk.until(({ state }) => state === 'talking');
    await desk.officer.post(`/api/calls/${found.id}/end`);
    expect(await ended(desk, found)).toMatchObject({ outcome: 'answered' });
    await person.until(({ status }) => status === 'completed');
    expect(await dialled(silent)).toHaveLength(1);
    const lost = await callTo(gone, 'reset-before');
    expect(await ended(desk, lost)).toMatchObject({ outcome: 'unknown' });
    expect(await dialled(gone)).toEqual([]);
    expect((await callOf(desk, lost)).call).toMatchObject({ outcome: 'unknown' });
  }, 60_000);

  it('survives repeated and shuffled reports, and a provider that answers late or not at all', async () => {
    const [maha, huda] = [await deskOf('maha-2'), await deskOf('huda-2')];
    const program = (fault: FaultInput) => sila.simulator.client.addFault({ ...FAULTS, ...fault });
    await program({ kind: 'duplicate-callbacks' });
    await program({ kind: 'shuffle-callbacks', ms: 700 });
    await program({ kind: '500', count: 1, on: 'any' });
    const caller = await Caller.call(sila.simulator, newNumber(), '12');
    const ringing = await Promise.race(
      [maha, huda].map(async (desk) => ({
        desk,
        call: await desk.until(({ state }) => state === 'ringing'),
      })),
    );
    const other = ringing.desk === maha ? huda : maha;
    await ringing.desk.reject();
    const talking = await other.answer();
    await caller.until(({ place }) => place?.kind === 'conference' && place.others === 1);
    await caller.hangUp();
    expect(await ended(other, talking)).toMatchObject({ outcome: 'answered' });
    await sila.simulator.client.clearFaults();
    const calls = await sila.database.query(
      `SELECT (SELECT count(*)::int FROM message WHERE kind = 'call' AND address = $1) AS messages,
              (SELECT count(*)::int FROM call_leg WHERE call_id = $2 AND answered_at IS NOT NULL) AS answered`,
      [caller.number, talking.id],
    );
    expect(calls).toEqual([{ messages: 1, answered: 1 }]);
  }, 60_000);

  it('leaves a voicemail when the association is closed, which is heard in the thread', async () => {
    await close();
    const caller = await Caller.call(sila.simulator, newNumber());
    await caller.speak(7);
    await caller.until(({ status }) => status === 'completed');
    expect(await caller.heard()).toContain('خارج أوقات العمل');
    const desk = await deskOf('huda');
    const message = await eventually(async () => {
      const [item] = (await desk.officer.list('all')).filter(({ snippetKind }) => snippetKind === 'voice');
      const found = (await desk.officer.messages(item?.id ?? ''))[0];
      expect(found?.attachments).toMatchObject([{ fileName: 'voicemail.mp3', state: 'ready' }]);
      expect(item).toMatchObject({ waitingSince: expect.any(String), assignee: { id: desk.officer.id } });
      return found;
    });
    expect(message).toMatchObject({ kind: 'call', call: { outcome: 'voicemail', seconds: null } });
  }, 60_000);
});
