import { describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import type { RawRequest } from '../channel.js';
import { DEFAULT_WEBHOOK_URL } from '../fixture.js';
import { answering, asked } from '../fixture.server.js';
import { accountSettings } from './account.settings.js';
import { x } from './channel.js';
import { NOW, OUTBOUND, sendTo } from './fixtures/failures.js';
import { PERSON, SETTINGS, signedEvent } from './fixtures/signed.request.js';
import { oauthHeader } from './oauth.header.js';

function open(changes: Readonly<Record<string, unknown>> = {}) {
  return x.open(accountSettings.parse({ ...SETTINGS, ...changes }), {
    accountId: 'account',
    webhookUrl: DEFAULT_WEBHOOK_URL,
    publicUrl: 'https://sila.example',
    now: () => NOW,
    sign: () => '',
  });
}

function challenge(token: string): RawRequest {
  const url = `${DEFAULT_WEBHOOK_URL}?crc_token=${encodeURIComponent(token)}&nonce=1`;
  return { method: 'GET', url, headers: {}, body: Buffer.alloc(0) };
}

const hmac = (secret: string, text: string) =>
  `sha256=${createHmac('sha256', secret).update(text).digest('base64')}`;

describe('the challenge', () => {
  it('is answered with the secret that X signs with', () => {
    const asks = challenge('MjM0NTY3ODkwMTIzNA==');
    expect(open().webhook?.verify(asks)).toBe(true);
    expect(JSON.parse(open().webhook?.challenge?.(asks)?.body ?? '')).toEqual({
      response_token: hmac(SETTINGS.consumerSecret, 'MjM0NTY3ODkwMTIzNA=='),
    });
    const withClient = open({ clientSecret: 'client-secret' }).webhook?.challenge?.(asks);
    expect(withClient?.body).toContain(hmac('client-secret', 'MjM0NTY3ODkwMTIzNA=='));
  });

  it('signs nothing that could be shown as an event', () => {
    const forged = signedEvent({ event_type: 'dm.received' }).body.toString();
    for (const token of [forged, '{}', '"a"', '[1]', 'a b', '']) {
      expect([token, open().webhook?.verify(challenge(token))]).toEqual([token, false]);
      expect(open().webhook?.challenge?.(challenge(token))).toBeNull();
    }
  });

  it('makes no event: what was signed for a challenge is refused as a body', () => {
    const body = Buffer.from('12345');
    const headers = { 'x-twitter-webhooks-signature': hmac(SETTINGS.consumerSecret, '12345') };
    expect(open().webhook?.verify({ method: 'POST', url: DEFAULT_WEBHOOK_URL, headers, body })).toBe(false);
  });
});

describe('a hook that several accounts share', () => {
  it('gives each its own events', () => {
    const [event] = open().webhook?.events(signedEvent({ event_type: 'oauth.revoke' })) ?? [];
    expect(event?.accountRef).toBe(SETTINGS.userId);
    expect([open().owns?.(SETTINGS.userId), open().owns?.('1')]).toEqual([true, false]);
  });
});

describe('sending a direct message', () => {
  it('posts the words to the person, signed for our account', async () => {
    const answer = { status: 201, body: '{"data":{"dm_conversation_id":"1-2","dm_event_id":"1793"}}' };
    const { result, request } = await asked(answer, (url) => sendTo(url));
    expect(result).toEqual({ providerId: '1793', status: 'sent' });
    expect(request).toMatchObject({ method: 'POST', path: `/2/dm_conversations/with/${PERSON}/messages` });
    expect(JSON.parse(request.body)).toEqual({ text: OUTBOUND.text });
    expect(request.headers['authorization']).toMatch(/^OAuth oauth_consumer_key="consumer-key-for-tests", /);
  });

  it('waits until the second that X names', async () => {
    const reset = String(NOW.getTime() / 1000 + 540);
    const busy = {
      status: 429,
      body: '{"title":"Too Many Requests"}',
      headers: { 'x-rate-limit-reset': reset },
    };
    const error = await answering(busy, (url) => sendTo(url)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'retry', retryAfterMs: 540_000 });
  });

  it('closes the address of a person who takes no messages of ours', async () => {
    const closed = {
      status: 403,
      body: '{"title":"Forbidden","detail":"You cannot send messages to this user."}',
    };
    const error = await answering(closed, (url) => sendTo(url)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'permanent', deadAddress: true });
  });

  it('signs as RFC 5849 §1.2 shows', () => {
    const keys = {
      consumerKey: 'dpf43f3p2l4k3l03',
      consumerSecret: 'kd94hf93k423kf44',
      accessToken: 'nnch734d00sl2jdk',
      accessTokenSecret: 'pfkkdhi9sl3r4s00',
    };
    const url = new URL('http://photos.example.net/photos?file=vacation.jpg&size=original');
    const header = oauthHeader('GET', url, keys, { nonce: 'chapoH', timestamp: 137131202 });
    expect(header).toContain('oauth_signature="MdpQcU8iPSUjWoN%2FUDMsK2sui9I%3D"');
  });
});

describe('checking an account', () => {
  it('finds out that the keys are of somebody else', async () => {
    const check = (id: string) =>
      answering({ status: 200, body: JSON.stringify({ data: { id } }) }, (apiBaseUrl) =>
        Promise.resolve(open({ apiBaseUrl }).check?.()),
      );
    await expect(check(SETTINGS.userId)).resolves.toBeUndefined();
    await expect(check('42')).rejects.toMatchObject({ kind: 'auth', code: 'other-account' });
  });
});
