import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApi, type TestApi } from './access.support.js';

let api: TestApi;
let admin: string;
let supervisor: string;
let queueId: string;

beforeAll(async () => {
  api = await startTestApi();
  admin = await api.signIn((await api.person('administrator')).email);
  const queues = (await api.call('GET', '/api/queues', { cookie: admin })).body as unknown as {
    id: string;
    key: string;
  }[];
  queueId = queues.find(({ key }) => key === 'relations')?.id ?? '';
  const person = await api.person('supervisor');
  await api.call('PATCH', `/api/queues/${queueId}`, { cookie: admin, body: { memberIds: [person.id] } });
  supervisor = await api.signIn(person.email);
}, 60_000);
afterAll(() => api.close());

const addSkill = async (nameEn: string) =>
  (
    await api.call('POST', '/api/skills', {
      cookie: admin,
      body: { nameAr: `مهارة ${nameEn}`, nameEn, kind: 'language' },
    })
  ).body as { id: string };

describe('skills', () => {
  it('are named, given to people with a level, and asked for by rules', async () => {
    const { id } = await addSkill('Urdu');
    const { id: staffId } = await api.person('officer');
    const skills = [{ skillId: id, level: 4 }];
    const changed = await api.call('PATCH', `/api/staff/${staffId}`, { cookie: admin, body: { skills } });
    expect(changed.body).toMatchObject({ skills, capacity: null });
    const list = await api.call('GET', '/api/skills', { cookie: admin });
    expect(list.body).toMatchObject([{ id, nameEn: 'Urdu', people: 1, archived: false }]);
    const { version, value } = (await api.call('GET', '/api/settings/routing', { cookie: admin })).body as {
      version: number;
      value: { rules: object[] };
    };
    const ruleFor = (skillId: string) => ({
      id: 'urdu',
      name: 'Urdu',
      when: { words: ['اردو'] },
      queueId,
      priority: 0,
      needs: [{ skillId, level: 2, required: true, relaxAfterMinutes: 15 }],
    });
    const put = (skillId: string) =>
      api.call('PUT', '/api/settings/routing', {
        cookie: admin,
        body: { version, value: { ...value, rules: [ruleFor(skillId), ...value.rules] } },
      });
    expect((await put(queueId)).status).toBe(400);
    expect((await put(id)).body).toMatchObject({ version: version + 1 });
  });

  it('are archived and brought back, and only an administrator sees or changes them', async () => {
    const { id } = await addSkill('Turkish');
    const path = `/api/skills/${id}`;
    const archive = await api.call('PATCH', path, { cookie: admin, body: { archived: true } });
    expect(archive.body).toMatchObject({ archived: true });
    const back = await api.call('PATCH', path, { cookie: admin, body: { archived: false } });
    expect(back.body).toMatchObject({ archived: false });
    const look = await api.call('GET', '/api/skills', { cookie: supervisor });
    const write = await api.call('PATCH', path, { cookie: supervisor, body: { archived: true } });
    expect([look.status, write.status]).toEqual([403, 403]);
  });
});

describe('a promise', () => {
  it('is refused when it would move conversations to a queue that is none', async () => {
    const rule = {
      id: 'all',
      name: 'All',
      when: {},
      firstMinutes: 60,
      nextMinutes: null,
      warnAtPercent: 75,
      raiseBy: 0,
    };
    const put = (moveTo: string) =>
      api.call('PUT', '/api/settings/promises', {
        cookie: admin,
        body: { version: 0, value: { rules: [{ ...rule, moveTo }] } },
      });
    expect((await put('01938f6e-0000-7000-8000-00000000ad01')).status).toBe(400);
    expect((await put(queueId)).body).toMatchObject({ version: 1 });
  });
});

describe('the workload of people', () => {
  it('has defaults until it is set, and is not overwritten by an old version', async () => {
    const first = (await api.call('GET', '/api/settings/work', { cookie: admin })).body as {
      version: number;
      value: { capacity: Record<string, number> };
    };
    expect(first).toMatchObject({
      version: 0,
      value: { capacity: { call: 1, chat: 4, mail: 6, interview: 1 } },
    });
    const value = { ...first.value, capacity: { ...first.value.capacity, chat: 2 } };
    const put = (version: number) =>
      api.call('PUT', '/api/settings/work', { cookie: admin, body: { version, value } });
    expect((await put(0)).body).toMatchObject({ version: 1, value: { capacity: { chat: 2 } } });
    expect((await put(0)).status).toBe(409);
  });
});

describe('a queue', () => {
  it('says how it gives conversations out', async () => {
    const policy = { mode: 'pull', ageingMinutes: null, stickHours: 0, overflow: null };
    const path = `/api/queues/${queueId}`;
    const put = (body: object) => api.call('PATCH', path, { cookie: admin, body });
    expect((await put({ policy })).body).toMatchObject({ policy });
    const overflow = { queueId, afterMinutes: 5 };
    expect((await put({ policy: { ...policy, overflow } })).status).toBe(400);
  });

  it('is not archived while another one overflows into it', async () => {
    const other = (await api.call('POST', '/api/queues', {
      cookie: admin,
      body: { key: 'helping', nameAr: 'مساندة', nameEn: 'Helping', purpose: 'other', memberIds: [] },
    })) as { body: { id?: string } };
    const policyWith = (overflow: object | null) =>
      api.call('PATCH', `/api/queues/${queueId}`, {
        cookie: admin,
        body: { policy: { mode: 'both', ageingMinutes: null, stickHours: 0, overflow } },
      });
    const archive = () =>
      api.call('PATCH', `/api/queues/${other.body.id}`, { cookie: admin, body: { archived: true } });
    const overflow = { queueId: other.body.id, afterMinutes: 5 };
    expect((await policyWith(overflow)).status).toBe(200);
    expect(await archive()).toMatchObject({
      status: 409,
      body: { details: { because: 'used-by-overflow' } },
    });
    await policyWith(null);
    expect((await archive()).status).toBe(200);
    expect((await policyWith(overflow)).status).toBe(400);
  });

  it('is paused and goes on by a supervisor of it, with the reason, and by nobody else', async () => {
    const path = `/api/queues/${queueId}/state`;
    const body = { state: 'paused', reason: 'صيانة' };
    const paused = await api.call('POST', path, { cookie: supervisor, body });
    expect(paused.body).toMatchObject({
      state: { state: 'paused', reason: 'صيانة', by: expect.any(String) },
    });
    const stranger = await api.signIn((await api.person('supervisor')).email);
    expect((await api.call('POST', path, { cookie: stranger, body })).status).toBe(404);
    const officer = await api.signIn((await api.person('officer')).email);
    expect((await api.call('POST', path, { cookie: officer, body })).status).toBe(403);
    const open = await api.call('POST', path, { cookie: admin, body: { state: 'open' } });
    expect(open.body).toMatchObject({ state: { state: 'open', reason: null } });
  });
});
