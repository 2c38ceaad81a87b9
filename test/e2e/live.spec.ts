import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BehindView, LiveView } from '@sila/contracts';
import { ConsoleScreen } from '../support/console-screen.js';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { countedOf, recount } from '../support/live-recount.js';
import { LiveScreen } from '../support/live-screen.js';
import { ApiRefusal, type Officer } from '../support/officer.js';

const PEOPLE = 12;
const PROMISED_MINUTES = 1;

describe('the supervisor’s room, open at two api processes', () => {
  let sila: Installation;
  let supervisor: Officer;
  let officer: Officer;
  let stranger: Officer;
  let queueId: string;
  const rooms: LiveScreen[] = [];

  beforeAll(async () => {
    sila = await startInstallation({ apis: 2 });
    const administrator = await sila.officer('admin', [], 'administrator');
    const rule = {
      id: 'all',
      name: 'الجميع',
      when: {},
      firstMinutes: PROMISED_MINUTES,
      nextMinutes: PROMISED_MINUTES,
    };
    const rules = [{ ...rule, warnAtPercent: 50, raiseBy: 0, moveTo: null }];
    await administrator.put('/api/settings/promises', { version: 0, value: { rules } });
    supervisor = await sila.officer('noura', ['relations'], 'supervisor');
    officer = await sila.officer('maha');
    await officer.put('/api/me/presence', { state: 'away' });
    stranger = await sila.officer('salem', ['research'], 'supervisor');
    queueId = await sila.queueId('relations');
    for (const apiUrl of sila.apiUrls)
      rooms.push(await LiveScreen.open(supervisor.through(apiUrl), sila.apiUrls[0] ?? ''));
  }, 120_000);
  afterAll(async () => {
    rooms.forEach((room) => room.close());
    await sila.stop();
  }, 30_000);

  const behind = async (who: Officer, query: string) =>
    who.get<BehindView>(`/api/queues/live/behind?${query}`);
  const agree = async () => {
    const counted = await recount(sila.database, PROMISED_MINUTES);
    const { [queueId]: own } = counted.queues;
    for (const room of rooms) expect(countedOf(room.view).queues).toEqual({ [queueId]: own });
    return own;
  };

  it('holds the numbers of a recount, and the same ones on both screens', async () => {
    for (let n = 0; n < PEOPLE; n++)
      await sila.simulator.client.sendWhatsapp({ from: `+96655220000${n % 10}${n}`, text: `سؤال ${n}` });
    await eventually(async () => expect((await agree())?.[0]).toBe(PEOPLE));
    const [first, second, third] = await officer.list('unassigned');
    if (!first || !second || !third) throw new Error('nobody waits');
    await officer.post(`/api/conversations/${first.id}/claim`, { version: first.version });
    await officer.reply(first.id, 'حيّاك الله');
    await officer.post(`/api/conversations/${second.id}/close`, {
      version: second.version,
      outcome: 'answered',
      tell: false,
    });
    await officer.post(`/api/conversations/${third.id}/refer`, { version: third.version, reason: 'بحث' });
    await eventually(async () =>
      expect((await agree())?.slice(0, 3)).toEqual([PEOPLE - 3, expect.any(String), 1]),
    );
    await eventually(() => {
      for (const { view } of rooms)
        expect(view.people.find(({ id }) => id === officer.id)).toMatchObject({ load: 1, presence: 'away' });
    });
    const rest = await supervisor.get<LiveView>('/api/queues/live');
    expect(countedOf(rest).queues).toEqual(countedOf(rooms[0]?.view ?? rest).queues);
  }, 60_000);

  it('opens the list behind every number, and lets who steers put one before others', async () => {
    const { items, total } = await behind(supervisor, `figure=waiting&queueId=${queueId}`);
    expect([items.length, total]).toEqual([PEOPLE - 3, PEOPLE - 3]);
    const waits = items.map(({ waitingSince }) => waitingSince ?? '');
    expect(waits).toEqual([...waits].sort());
    expect((await behind(supervisor, `figure=held&staffId=${officer.id}`)).total).toBe(1);
    const last = items.at(-1);
    if (!last) throw new Error('nobody waits');
    const body = { priority: 1, version: last.version };
    await supervisor.put(`/api/conversations/${last.id}/priority`, body);
    await expect(officer.put(`/api/conversations/${last.id}/priority`, body)).rejects.toMatchObject({
      status: 403,
    });
    await expect(stranger.put(`/api/conversations/${last.id}/priority`, body)).rejects.toMatchObject({
      status: 404,
    });
    await officer.put('/api/me/presence', { state: 'online' });
    await eventually(async () => expect((await supervisor.detail(last.id)).assignee?.id).toBe(officer.id));
    await eventually(agree);
  }, 60_000);

  it('tells nothing of a queue to those outside it, and nothing to officers without the room', async () => {
    const outside = await LiveScreen.open(stranger, sila.apiUrls[0] ?? '');
    expect(outside.view.queues.map(({ id }) => id)).toEqual([await sila.queueId('research')]);
    const heard = rooms[0]?.news.length ?? 0;
    await sila.simulator.client.sendWhatsapp({ from: '+966552200088', text: 'السلام عليكم' });
    await eventually(() => expect(rooms[0]?.news.length).toBeGreaterThan(heard));
    expect(outside.news.filter(({ news }) => news.queue.id === queueId)).toEqual([]);
    outside.close();
    await expect(behind(stranger, `figure=waiting&queueId=${queueId}`)).rejects.toThrow(ApiRefusal);
    const plain = await ConsoleScreen.open(officer, sila.apiUrls[0] ?? '');
    expect(plain.all('live:changed')).toEqual([]);
    plain.close();
  }, 60_000);

  it('is told of a queue at most once a second', () => {
    for (const { news } of rooms) {
      const times = news.filter((one) => one.news.queue.id === queueId).map(({ at }) => at);
      const gaps = times.slice(1).map((at, n) => at - (times[n] ?? 0));
      // The second is counted where it is sent; on the way here the pushes come a little closer or farther apart.
      expect(Math.min(...gaps)).toBeGreaterThan(500);
    }
  });
});
