import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cookieOf, PASSWORD, startTestApi, type TestApi } from './access.support.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({ TRUSTED_PROXIES: '1' });
}, 60_000);
afterAll(() => api.close());

describe('signing in', () => {
  it('opens a session in a cookie that scripts cannot read', async () => {
    const { email } = await api.person('officer');
    const answer = await api.call('POST', '/api/session', { body: { email, password: PASSWORD } });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('set-cookie')).toMatch(
      /^sila=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/,
    );
    const me = await api.call('GET', '/api/session', { cookie: cookieOf(answer) });
    expect(me.body).toMatchObject({ email, role: 'officer', association: { timeZone: 'Asia/Riyadh' } });
  });

  it('stores only a digest of the token', async () => {
    const { email } = await api.person('officer');
    const token = (await api.signIn(email)).split('=')[1] ?? '';
    const rows = await api.database.query('SELECT 1 FROM session WHERE token_hash = $1', [token]);
    expect(rows).toHaveLength(0);
  });

  it('answers alike for a wrong password, an unknown address and a disabled account', async () => {
    const { email } = await api.person('officer');
    const gone = await api.person('officer');
    await api.database.query('UPDATE staff SET disabled_at = now() WHERE id = $1', [gone.id]);
    const tries = [
      { email, password: 'not the right one' },
      { email: 'nobody@example.org', password: 'not the right one' },
      { email: gone.email, password: PASSWORD },
    ];
    for (const body of tries) {
      const answer = await api.call('POST', '/api/session', { body });
      expect([answer.status, answer.body['code'], answer.body['details']]).toEqual([
        401,
        'wrong-credentials',
        undefined,
      ]);
    }
  });

  it('takes as long for an unknown address as for a known one', async () => {
    const { email } = await api.person('officer');
    const timeOf = async (who: string): Promise<number> => {
      const began = performance.now();
      await api.call('POST', '/api/session', { body: { email: who, password: 'not the right one' } });
      return performance.now() - began;
    };
    const known = await timeOf(email);
    const unknown = await timeOf('also-nobody@example.org');
    expect(unknown).toBeGreaterThan(known / 4);
    expect(unknown).toBeLessThan(known * 4 + 50);
  });

  it('stops guessing after ten tries from one address, whatever the client says of itself', async () => {
    const { email } = await api.person('officer');
    const attempt = (spoofed: string) =>
      api.call('POST', '/api/session', {
        body: { email, password: 'wrong' },
        headers: { 'x-forwarded-for': `${spoofed}, 198.51.100.7` },
      });
    const answers = await Promise.all(Array.from({ length: 14 }, (_, index) => attempt(`10.0.0.${index}`)));
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(10);
    const refused = answers.filter((answer) => answer.status === 429);
    expect(refused).toHaveLength(4);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(60);
  });

  it('refuses a page of another site', async () => {
    const { email } = await api.person('officer');
    const body = { email, password: PASSWORD };
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    const answer = await api.call('POST', '/api/session', { body, headers: foreign });
    expect([answer.status, answer.body['code']]).toEqual([403, 'forbidden']);
  });
});

describe('a session', () => {
  it('ends everywhere when its person is disabled, within a second', async () => {
    const { id, email } = await api.person('officer');
    const admin = await api.signIn((await api.person('administrator')).email);
    const cookie = await api.signIn(email);
    expect((await api.call('GET', '/api/session', { cookie })).status).toBe(200);
    const change = await api.call('PATCH', `/api/staff/${id}`, { cookie: admin, body: { disabled: true } });
    expect(change.status).toBe(200);
    expect((await api.call('GET', '/api/session', { cookie })).status).toBe(401);
  });

  it('ends within a second when another process took the right away', async () => {
    const { id, email } = await api.person('officer');
    const cookie = await api.signIn(email);
    expect((await api.call('GET', '/api/session', { cookie })).status).toBe(200);
    await api.database.query('UPDATE staff SET disabled_at = now() WHERE id = $1', [id]);
    const began = performance.now();
    while ((await api.call('GET', '/api/session', { cookie })).status === 200) await Promise.resolve();
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('sees a queue no longer than a second after it was taken away', async () => {
    const queueId = await api.queueId('relations');
    const { id, email } = await api.person('officer', [queueId]);
    const admin = await api.signIn((await api.person('administrator')).email);
    const cookie = await api.signIn(email);
    const body = { queueIds: [] };
    expect((await api.call('GET', '/api/session', { cookie })).body['queueIds']).toEqual([queueId]);
    await api.call('PATCH', `/api/staff/${id}`, { cookie: admin, body });
    expect((await api.call('GET', '/api/session', { cookie })).body['queueIds']).toEqual([]);
  });

  it('ends on signing out, and the others when the password changes', async () => {
    const { email } = await api.person('officer');
    const [first, second] = [await api.signIn(email), await api.signIn(email)];
    const next = 'eight wells by the palm';
    const changed = await api.call('PUT', '/api/me/password', {
      cookie: first,
      body: { current: PASSWORD, next },
    });
    expect(changed.status).toBe(204);
    expect((await api.call('GET', '/api/session', { cookie: second })).status).toBe(401);
    expect((await api.call('DELETE', '/api/session', { cookie: first })).status).toBe(204);
    expect((await api.call('GET', '/api/session', { cookie: first })).status).toBe(401);
    await api.signIn(email, next);
  });
});

describe('an invite', () => {
  async function invited(): Promise<{ token: string; email: string }> {
    const cookie = await api.signIn((await api.person('administrator')).email);
    const email = `new-${Date.now()}-${Math.random()}@example.org`;
    const body = { name: 'جديد', email, role: 'officer' };
    const answer = await api.call('POST', '/api/staff', { cookie, body });
    expect(answer.status).toBe(201);
    return { token: String(answer.body['inviteUrl']).split('/').pop() ?? '', email };
  }

  it('sets the first password and works once, also when used twice at once', async () => {
    const { token, email } = await invited();
    const use = () => api.call('POST', '/api/session/invite', { body: { token, password: PASSWORD } });
    const statuses = (await Promise.all([use(), use()])).map((answer) => answer.status).sort((a, b) => a - b);
    expect(statuses).toEqual([201, 410]);
    expect((await use()).status).toBe(410);
    await api.signIn(email);
  });

  it('stays good when the password was too weak', async () => {
    const { token } = await invited();
    const weak = await api.call('POST', '/api/session/invite', { body: { token, password: 'password' } });
    expect([weak.status, weak.body['code']]).toEqual([422, 'weak-password']);
    const good = await api.call('POST', '/api/session/invite', { body: { token, password: PASSWORD } });
    expect(good.status).toBe(201);
  });

  it('is of no use once expired', async () => {
    const { token } = await invited();
    await api.database.query(`UPDATE invite SET expires_at = now() - interval '1 second'`);
    const late = await api.call('POST', '/api/session/invite', { body: { token, password: PASSWORD } });
    expect(late.status).toBe(410);
  });
});

describe('the audit', () => {
  it('has the sign-in with its address, and lets nobody rewrite it', async () => {
    const { id, email } = await api.person('officer');
    await api.signIn(email);
    const rows = await api.database.query(`SELECT action, peer FROM audit_entry WHERE actor_id = $1`, [id]);
    expect(rows).toEqual([{ action: 'sign-in', peer: '127.0.0.1' }]);
    await expect(api.database.query('DELETE FROM audit_entry')).rejects.toThrow('append-only');
    await expect(api.database.query(`UPDATE audit_entry SET action = 'x'`)).rejects.toThrow('append-only');
  });
});
