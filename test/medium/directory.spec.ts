import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { system } from '@sila/access';
import {
  AssociationService,
  ChannelDirectory,
  parseAssociationFile,
  PresenceService,
  printAssociationFile,
  SettingService,
} from '@sila/directory';
import { newId } from '@sila/platform';
import { setImmediate } from 'node:timers/promises';
import { startTestApi, type TestApi } from './access.support.js';

let api: TestApi;
let admin: string;

beforeAll(async () => {
  api = await startTestApi();
  admin = await api.signIn((await api.person('administrator')).email);
}, 60_000);
afterAll(() => api.close());

const SECRET = 'an-auth-token-that-must-never-come-back';
const whatsapp = (label = 'WhatsApp') => ({
  channel: 'whatsapp-twilio',
  label,
  settings: { accountSid: `AC${'0'.repeat(32)}`, authToken: SECRET, sender: 'whatsapp:+14155238886' },
});

async function createWhatsapp(label?: string): Promise<Record<string, unknown>> {
  const answer = await api.call('POST', '/api/channel-accounts', { cookie: admin, body: whatsapp(label) });
  expect(answer.status).toBe(201);
  return answer.body;
}

describe('a channel account', () => {
  it('never gives a secret back, and never stores it in the open', async () => {
    const account = await createWhatsapp();
    expect(account['secretsSet']).toEqual(['authToken']);
    const list = await api.call('GET', '/api/channel-accounts', { cookie: admin });
    expect(JSON.stringify([account, list.body])).not.toContain(SECRET);
    const rows = await api.database.query(
      `SELECT row_to_json(a)::text AS text, a.secrets FROM channel_account a WHERE id = $1`,
      [account['id']],
    );
    const versions = await api.database.query(`SELECT value::text AS text FROM setting`);
    const audit = await api.database.query(`SELECT row_to_json(a)::text AS text FROM audit_entry a`);
    expect(JSON.stringify([rows, versions, audit])).not.toContain(SECRET);
    expect((rows[0] as { secrets: Buffer }).secrets.toString('latin1')).not.toContain(SECRET);
  });

  it('has a webhook of its own, and a new address for it where one is set', async () => {
    const account = await createWhatsapp();
    expect(account['webhookUrl']).toMatch(/^http:\/\/localhost:0\/hooks\/[0-9a-f-]{36}$/);
    const body = { webhookUrl: 'https://inbox.example.org/hooks/x' };
    const changed = await api.call('PATCH', `/api/channel-accounts/${String(account['id'])}`, {
      cookie: admin,
      body,
    });
    expect(changed.body['webhookUrl']).toBe('https://inbox.example.org/hooks/x');
  });

  it('keeps a secret that a form left blank, and takes a new one', async () => {
    const account = await createWhatsapp();
    const path = `/api/channel-accounts/${String(account['id'])}`;
    const settings = { ...whatsapp().settings, authToken: '', sender: 'whatsapp:+14155230000' };
    const kept = await api.call('PATCH', path, { cookie: admin, body: { settings } });
    expect([kept.status, kept.body['secretsSet'], kept.body['version']]).toEqual([200, ['authToken'], 2]);
    const directory = api.app.get(ChannelDirectory);
    const { settings: open, version } = await directory.account(String(account['id']));
    expect([open['sender'], version]).toEqual(['whatsapp:+14155230000', 2]);
  });

  it('is refused with the fields at fault, without their values', async () => {
    const settings = { ...whatsapp().settings, sender: 'nonsense-77', spy: 'x' };
    const answer = await api.call('POST', '/api/channel-accounts', {
      cookie: admin,
      body: { ...whatsapp(), settings },
    });
    const { issues } = answer.body['details'] as { issues: { path: string }[] };
    expect([answer.status, issues.map((issue) => issue.path)]).toEqual([
      400,
      ['settings.spy', 'settings.sender'],
    ]);
    expect(JSON.stringify(answer.body)).not.toMatch(/nonsense-77|never-come-back/);
  });

  it('is known to another process within a second of its change', async () => {
    const other = await startTestApi({}, api);
    try {
      const directory = other.app.get(ChannelDirectory);
      const account = await createWhatsapp('first name');
      const id = String(account['id']);
      await untilWithin(1_000, async () => (await directory.account(id)).label === 'first name');
      await api.call('PATCH', `/api/channel-accounts/${id}`, {
        cookie: admin,
        body: { label: 'second name' },
      });
      await untilWithin(1_000, async () => (await directory.account(id)).label === 'second name');
    } finally {
      await other.close();
    }
  });

  it('tells what went wrong when it is checked', async () => {
    const account = await createWhatsapp();
    await api.call('PATCH', `/api/channel-accounts/${String(account['id'])}`, {
      cookie: admin,
      body: { settings: { ...whatsapp().settings, authToken: '', apiBaseUrl: 'http://127.0.0.1:9' } },
    });
    const check = await api.call('POST', `/api/channel-accounts/${String(account['id'])}/check`, {
      cookie: admin,
    });
    expect([check.status, check.body['ok']]).toEqual([200, false]);
    expect(String(check.body['error'])).not.toContain(SECRET);
  });
});

/** Lets the event loop breathe between two looks: what is waited for arrives over the network. */
async function untilWithin(ms: number, holds: () => Promise<boolean>): Promise<void> {
  const began = performance.now();
  while (!(await holds().catch(() => false))) {
    if (performance.now() - began > ms) throw new Error(`not within ${ms} ms`);
    await setImmediate();
  }
}

describe('settings', () => {
  const read = () => api.call('GET', '/api/settings/association', { cookie: admin });

  it('are seeded from the file on the first start', async () => {
    const { body } = await read();
    expect([body['version'], (body['value'] as { reopenHours: number }).reopenHours]).toEqual([1, 72]);
    expect(await api.queueId('research')).not.toBe('');
  });

  it('take one of two changes made at once; the other hears of the version in force', async () => {
    const { body } = await read();
    const value = body['value'] as Record<string, unknown>;
    const put = (reopenHours: number) =>
      api.call('PUT', '/api/settings/association', {
        cookie: admin,
        body: { version: body['version'], value: { ...value, reopenHours } },
      });
    const answers = await Promise.all([put(10), put(20)]);
    const statuses = answers.map((answer) => answer.status).sort((a, b) => a - b);
    expect(statuses).toEqual([200, 409]);
    const loser = answers.find((answer) => answer.status === 409);
    expect([loser?.body['code'], loser?.body['details']]).toEqual(['old-version', { version: 2 }]);
    expect((await api.app.get(SettingService).association()).version).toBe(2);
  });

  it('refuse hours that cannot be, and rules that lead nowhere', async () => {
    const { body } = await read();
    const value = body['value'] as { hours: object };
    const hours = { ...value.hours, timeZone: 'Mars/Olympus' };
    const wrong = await api.call('PUT', '/api/settings/association', {
      cookie: admin,
      body: { version: body['version'], value: { ...value, hours } },
    });
    expect([wrong.status, wrong.body['details']]).toEqual([400, { field: 'hours.timeZone' }]);
    const routing = await api.call('GET', '/api/settings/routing', { cookie: admin });
    const nowhere = { ...(routing.body['value'] as object), defaultQueueId: newId() };
    const lost = await api.call('PUT', '/api/settings/routing', {
      cookie: admin,
      body: { version: routing.body['version'], value: nowhere },
    });
    expect(lost.status).toBe(400);
  });

  it('travel as a file and come back the same', async () => {
    const association = api.app.get(AssociationService);
    const before = await association.export(system('test'));
    const file = parseAssociationFile(printAssociationFile(before));
    await association.import(system('test'), file);
    expect(await association.export(system('test'))).toEqual(before);
    const versions = await api.database.query(`SELECT version FROM setting WHERE key = 'association'`);
    expect(versions).toHaveLength(2);
    const renamed = { ...file, association: { ...file.association, nameEn: 'Another name' } };
    await association.import(system('test'), renamed);
    expect((await read()).body['value']).toMatchObject({ nameEn: 'Another name' });
  });

  it('are refused as a file with a word that means nothing', () => {
    expect(() => parseAssociationFile('association: {}\nqueus: []')).toThrow(/queues/);
  });
});

describe('staff and queues', () => {
  it('give everybody without secrets, and refuse a known address', async () => {
    const { email } = await api.person('officer');
    const body = { name: 'again', email: email.toUpperCase(), role: 'officer' };
    const answer = await api.call('POST', '/api/staff', { cookie: admin, body });
    expect([answer.status, answer.body['code']]).toEqual([409, 'already-exists']);
    const list = await api.call('GET', '/api/staff', { cookie: admin });
    expect(JSON.stringify(list.body)).not.toMatch(/argon2|password_?hash/i);
  });

  it('keep an administrator from locking themselves out', async () => {
    const me = (await api.call('GET', '/api/session', { cookie: admin })).body['id'];
    const answer = await api.call('PATCH', `/api/staff/${String(me)}`, {
      cookie: admin,
      body: { disabled: true },
    });
    expect([answer.status, answer.body['details']]).toEqual([409, { because: 'oneself' }]);
  });

  it('keep the queue that takes what no rule matches', async () => {
    const id = await api.queueId('relations');
    const answer = await api.call('PATCH', `/api/queues/${id}`, { cookie: admin, body: { archived: true } });
    expect([answer.status, answer.body['details']]).toEqual([409, { because: 'used-by-routing' }]);
  });

  it('tell colleagues apart by queue, presence and load, without their addresses', async () => {
    const queueId = await api.queueId('relations');
    const { id, email } = await api.person('officer', [queueId]);
    const cookie = await api.signIn(email);
    await api.call('PUT', '/api/me/presence', { cookie, body: { state: 'online' } });
    const colleagues = (await api.call('GET', '/api/colleagues', { cookie })).body as unknown as {
      id: string;
    }[];
    const own = colleagues.find((one) => one.id === id);
    expect(own).toEqual({
      id,
      name: 'officer',
      role: 'officer',
      capacity: 12,
      presence: 'online',
      queueIds: [queueId],
      load: 0,
    });
  });
});

describe('presence', () => {
  it('ends five minutes after the last sign of life', async () => {
    const { id } = await api.person('officer');
    const presence = api.app.get(PresenceService);
    await presence.set(id, { state: 'online', reason: null, words: null });
    await presence.sweep();
    expect(await presence.get(id)).toMatchObject({ state: 'online' });
    const longAgo = "now() - interval '6 minutes'";
    await api.database.query(`UPDATE presence SET seen_at = ${longAgo} WHERE staff_id = $1`, [id]);
    expect(await presence.sweep()).toBe(1);
    expect(await presence.get(id)).toMatchObject({ state: 'offline' });
  });

  it('says why somebody is away, in a list or in their own words', async () => {
    const { email } = await api.person('officer');
    const cookie = await api.signIn(email);
    const put = (body: object) => api.call('PUT', '/api/me/presence', { cookie, body });
    const praying = { state: 'away', reason: 'prayer', words: null, until: null };
    expect((await put({ state: 'away', reason: 'prayer' })).body).toMatchObject(praying);
    await put({ state: 'away', reason: 'other', words: 'عند الطبيب' });
    const me = (await api.call('GET', '/api/session', { cookie })).body;
    expect(me['presence']).toMatchObject({ reason: 'other', words: 'عند الطبيب' });
    const refused = [
      { state: 'online', reason: 'prayer' },
      { state: 'away', reason: 'automatic' },
      { state: 'away', reason: 'break', words: 'قهوة' },
      { state: 'away', reason: 'other', words: 'ك'.repeat(81) },
    ];
    for (const body of refused) expect((await put(body)).status).toBe(400);
    expect((await put({ state: 'wrap-up' })).body).toMatchObject({ details: { because: 'no-wrap-up' } });
  });

  it('ends wrap-up at its limit, and sets away who does nothing until they do something', async () => {
    const { id, email } = await api.person('officer');
    const cookie = await api.signIn(email);
    const settings = api.app.get(SettingService);
    const { version, value } = await settings.work();
    const changed = { ...value, wrapUpMinutes: 2, autoAwayMinutes: 10 };
    await settings.put(system('test'), 'work', { version, value: changed });
    const put = await api.call('PUT', '/api/me/presence', { cookie, body: { state: 'wrap-up' } });
    const { since, until } = put.body as { since: string; until: string };
    expect(Date.parse(until) - Date.parse(since)).toBe(120_000);
    const presence = api.app.get(PresenceService);
    await presence.moveOn();
    expect(await presence.get(id)).toMatchObject({ state: 'wrap-up' });
    const ago = (column: string, minutes: number) =>
      api.database.query(
        `UPDATE presence SET ${column} = now() - $2 * interval '1 minute', active_at = now() - $2 * interval '1 minute' WHERE staff_id = $1`,
        [id, minutes],
      );
    await ago('until', 0);
    await presence.moveOn();
    expect(await presence.get(id)).toMatchObject({ state: 'online', until: null });
    await ago('since', 10);
    await presence.moveOn();
    expect(await presence.get(id)).toMatchObject({ state: 'online' });
    await ago('since', 12);
    await presence.moveOn();
    expect(await presence.get(id)).toMatchObject({ state: 'away', reason: 'automatic' });
    await presence.active(id);
    expect(await presence.get(id)).toMatchObject({ state: 'online', reason: null });
  });
});
