import { afterEach, describe, expect, it } from '@jest/globals';
import { FirstAdministrator } from '@sila/access';
import { QUEUES, queueToken } from '@sila/lanes';
import type { Queue } from 'bullmq';
import { PASSWORD, startTestApi, type TestApi } from './access.support.js';

let api: TestApi | null = null;

afterEach(async () => {
  await api?.close();
  api = null;
});

const start = async (extra: Record<string, string> = {}): Promise<TestApi> =>
  (api = await startTestApi(extra));

describe('the first administrator', () => {
  it('comes in by a one-time link, of which every start prints a new one until one was used', async () => {
    const { app, call, signIn } = await start();
    const first = app.get(FirstAdministrator);
    const links = [await first.ensure(), await first.ensure()];
    const tokens = links.map((link) => (link.kind === 'link' ? (link.url.split('/invite/')[1] ?? '') : ''));
    expect(links[0]).toMatchObject({ kind: 'link', email: 'administrator@localhost' });
    const body = (token: string | undefined) => ({ token, password: PASSWORD, name: 'أمل' });
    const used = await call('POST', '/api/session/invite', { body: body(tokens[0]) });
    expect([used.status, used.body['role'], used.body['name']]).toEqual([201, 'administrator', 'أمل']);
    expect((await call('POST', '/api/session/invite', { body: body(tokens[1]) })).status).toBe(410);
    expect(await first.ensure()).toEqual({ kind: 'exists' });
    await signIn('administrator@localhost');
  });

  it('is made from the environment, once', async () => {
    const { app, signIn } = await start({
      SILA_ADMIN_EMAIL: 'Admin@Example.org',
      SILA_ADMIN_PASSWORD: PASSWORD,
    });
    const first = app.get(FirstAdministrator);
    const both = await Promise.all([first.ensure(), first.ensure()]);
    expect(both.map((result) => result.kind).sort((a, b) => (a < b ? -1 : 1))).toEqual(['created', 'exists']);
    await signIn('admin@example.org');
  });

  it('is refused a weak password', async () => {
    const { app } = await start({ SILA_ADMIN_EMAIL: 'a@example.org', SILA_ADMIN_PASSWORD: 'password1234' });
    await expect(app.get(FirstAdministrator).ensure()).rejects.toMatchObject({ code: 'weak-password' });
  });
});

describe('while the database is away', () => {
  it('callers are told to come again, and nothing of the error', async () => {
    const { app, call, signIn, person, database } = await start();
    const cookie = await signIn((await person('officer')).email);
    await Promise.all(
      QUEUES.map((name) => app.get<Queue>(queueToken(name), { strict: false }).waitUntilReady()),
    );
    await database.drop();
    const answer = await call('GET', '/api/conversations', { cookie });
    expect([answer.status, answer.body['code'], answer.headers.get('retry-after')]).toEqual([
      503,
      'unavailable',
      '2',
    ]);
    expect(answer.body['details']).toBeUndefined();
    expect((await call('GET', '/health/ready')).body).toMatchObject({
      ready: false,
      checks: { database: false },
    });
    expect((await call('GET', '/health/live')).status).toBe(200);
    api = null;
    await app.close();
  });
});
