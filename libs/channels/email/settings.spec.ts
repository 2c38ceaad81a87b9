import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { LoginSource } from '../providers/mailbox/access.js';
import { LoginBrake } from '../providers/mailbox/login.brake.js';
import { ChannelError } from '../channel.js';
import { fixtureSettings } from './fixtures/mail.builder.js';
import { settings } from './settings.js';

const { password: _password, ...withoutPassword } = fixtureSettings;

describe('settings of a mailbox', () => {
  it.each([
    [
      'an unprotected connection to another machine',
      { ...fixtureSettings, imapHost: 'mail.charity.example' },
    ],
    ['neither password nor token', withoutPassword],
    ['a refresh token without its server', { ...withoutPassword, oauthRefreshToken: 'r' }],
    ['a token server in the clear', { ...fixtureSettings, oauthTokenUrl: 'http://login.example/token' }],
    ['an address that is none', { ...fixtureSettings, address: 'charity' }],
    ['a line break in the address', { ...fixtureSettings, address: 'a@b\r\nBcc: c@d' }],
  ])('refuse %s', (_name, values) => {
    expect(settings.safeParse(values).success).toBe(false);
  });

  it('take an address outside ASCII, and fill in the usual ports', () => {
    const values = settings.parse({
      ...fixtureSettings,
      address: 'عون@جمعية.السعودية',
      imapSecurity: undefined,
    });
    expect(values).toMatchObject({
      imapPort: 993,
      smtpPort: 465,
      imapSecurity: 'tls',
      signedReplyAddress: true,
    });
  });
});

describe('LoginSource', () => {
  let server: Server | null = null;

  afterEach(() => {
    server?.close();
  });

  async function tokenServer(status: number, body: unknown): Promise<{ url: string; asked: string[] }> {
    const asked: string[] = [];
    server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      request.on('end', () => {
        asked.push(text);
        response
          .writeHead(status, { 'content-type': 'application/json', connection: 'close' })
          .end(JSON.stringify(body));
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`, asked };
  }

  function source(oauthTokenUrl: string, clock: { now: number }): LoginSource {
    const values = {
      ...withoutPassword,
      oauthTokenUrl,
      oauthClientId: 'client',
      oauthClientSecret: 's',
      oauthRefreshToken: 'refresh',
    };
    return new LoginSource(settings.parse(values), () => new Date(clock.now));
  }

  it('renews the access token shortly before it ends, and not sooner', async () => {
    const { url, asked } = await tokenServer(200, { access_token: 'fresh', expires_in: 3_600 });
    const clock = { now: 0 };
    const logins = source(url, clock);
    expect(await logins.login()).toEqual({ user: 'help@charity.example', accessToken: 'fresh' });
    clock.now = 3_000_000;
    await logins.login();
    expect(asked).toEqual([
      'grant_type=refresh_token&refresh_token=refresh&client_id=client&client_secret=s',
    ]);
    clock.now = 3_500_000;
    await logins.login();
    expect(asked).toHaveLength(2);
  });

  it.each([
    [400, 'auth'],
    [503, 'retry'],
  ])('understands the answer %i', async (status, kind) => {
    const { url } = await tokenServer(status, { error: 'invalid_grant' });
    await expect(source(url, { now: 0 }).login()).rejects.toMatchObject({ kind });
  });
});

describe('LoginBrake', () => {
  it('rests longer and longer after three refusals, and forgets them after a success', async () => {
    const clock = { now: 0 };
    const brake = new LoginBrake(() => new Date(clock.now));
    let asked = 0;
    const refuse = async (): Promise<never> => {
      asked += 1;
      throw new ChannelError('auth', 'x', 'refused');
    };
    const seen: number[] = [];
    for (const now of [0, 1, 2, 3, 60_001, 60_003, 120_000, 180_003]) {
      clock.now = now;
      await expect(brake.run(refuse)).rejects.toMatchObject({ kind: 'auth' });
      seen.push(asked);
    }
    expect(seen).toEqual([1, 2, 3, 3, 3, 4, 4, 5]);
    clock.now = 10_000_000;
    expect(await brake.run(async () => 'in')).toBe('in');
    await expect(brake.run(refuse)).rejects.toMatchObject({ kind: 'auth' });
    await expect(brake.run(refuse)).rejects.toMatchObject({ kind: 'auth' });
    expect(asked).toBe(7);
  });
});
