import { describe, expect, it } from '@jest/globals';
import type { RequestListener } from 'node:http';
import type { Attempt, Json } from '../channel.js';
import { accountSettings } from './account.settings.js';
import { ApiClient } from '../providers/twilio/api.client.js';
import { LARGEST_MEDIA, MediaFetcher } from '../providers/twilio/media.fetcher.js';
import { AttemptReconciler } from './attempt.reconciler.js';
import { OUTBOUND, withServer } from './fixtures/failures.js';
import { SETTINGS } from './fixtures/signed.request.js';

const NOW = new Date('2026-11-23T10:01:00Z');
const attempt: Attempt = { message: OUTBOUND, startedAt: new Date('2026-11-23T10:00:00Z') };

/** One row of Twilio's list of messages. */
function row(changes: Readonly<Record<string, unknown>> = {}) {
  return {
    sid: 'SM1',
    body: OUTBOUND.text,
    direction: 'outbound-api',
    status: 'delivered',
    num_media: '0',
    date_created: 'Mon, 23 Nov 2026 10:00:01 +0000',
    ...changes,
  };
}

async function reconciled(rows: readonly object[], given: Attempt = attempt, now = NOW) {
  const answer = JSON.stringify({ messages: rows, next_page_uri: null, uri: '/' });
  return await withServer(
    (_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(answer),
    async (apiBaseUrl) => {
      const settings = accountSettings.parse({ ...SETTINGS, apiBaseUrl });
      const api = new ApiClient(settings, { now: () => now });
      const result = await new AttemptReconciler(settings, { now: () => now }, api).reconcile(given);
      api.close();
      return result;
    },
  );
}

describe('an attempt whose outcome nobody knows', () => {
  it('went out when Twilio lists the same words to the same person since', async () => {
    expect(await reconciled([row()])).toEqual({ outcome: 'sent', providerId: 'SM1', status: 'delivered' });
  });

  it('did not go out when the complete list lacks it', async () => {
    const others = [
      row({ body: 'something else' }),
      row({ direction: 'inbound' }),
      row({ date_created: 'Mon, 23 Nov 2026 09:00:00 +0000' }),
      row({ num_media: '1' }),
    ];
    expect(await reconciled(others)).toEqual({ outcome: 'not-sent' });
  });

  it('is not decided while the list may still lack it', async () => {
    expect(await reconciled([], attempt, new Date('2026-11-23T10:00:20Z'))).toEqual({ outcome: 'unknown' });
  });

  it('is not decided when two messages could be it', async () => {
    expect(await reconciled([row(), row({ sid: 'SM2' })])).toEqual({ outcome: 'unknown' });
  });

  it('is not mistaken for an earlier message with the same words', async () => {
    const given = { ...attempt, message: { ...OUTBOUND, thread: ['SM0', 'SM1'] } };
    expect(await reconciled([row()], given)).toEqual({ outcome: 'not-sent' });
  });

  it('is recognised as a template by the words it has with its variables', async () => {
    const template = { id: SETTINGS.templates[0].id, variables: { 1: 'نورة', 2: '12' } };
    const given = { ...attempt, message: { ...OUTBOUND, text: '', template } };
    const body = 'السلام عليكم نورة، نتابع معكم طلبكم رقم 12.';
    expect(await reconciled([row({ body })], given)).toMatchObject({ outcome: 'sent' });
  });
});

async function fetched(
  listener: RequestListener,
  ref?: (baseUrl: string) => Json,
  timeoutMs = 2_000,
): Promise<string> {
  return await withServer(listener, async (baseUrl) => {
    const settings = accountSettings.parse({ ...SETTINGS, apiBaseUrl: baseUrl });
    const fetcher = new MediaFetcher(settings, { now: () => NOW }, { timeoutMs });
    const { stream } = await fetcher.fetch(ref?.(baseUrl) ?? { url: `${baseUrl}/Media/ME1` });
    const chunks: Buffer[] = [];
    for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  });
}

describe('a file of a message', () => {
  it('is fetched with the account’s credentials', async () => {
    const expected = `Basic ${Buffer.from(`${SETTINGS.accountSid}:${SETTINGS.authToken}`).toString('base64')}`;
    expect(await fetched((request, response) => response.end(request.headers.authorization))).toBe(expected);
  });

  it('is never fetched from a host that is not Twilio’s, nor after a redirect there', async () => {
    const elsewhere = { url: 'http://169.254.169.254/latest' };
    await expect(
      fetched(
        (_request, response) => response.end(),
        () => elsewhere,
      ),
    ).rejects.toMatchObject(FORBIDDEN);
    const redirecting: RequestListener = (_request, response) => {
      response.writeHead(307, { location: elsewhere.url }).end();
    };
    await expect(fetched(redirecting)).rejects.toMatchObject(FORBIDDEN);
  });

  it('ends a circle of redirects, and says what is gone and what is refused', async () => {
    const circle: RequestListener = (_request, response) =>
      response.writeHead(302, { location: '/Media/ME1' }).end();
    await expect(fetched(circle)).rejects.toMatchObject({ kind: 'permanent', code: 'redirects' });
    const status =
      (code: number): RequestListener =>
      (_request, response) =>
        response.writeHead(code).end();
    await expect(fetched(status(404))).rejects.toMatchObject({ kind: 'permanent', code: 'http-404' });
    await expect(fetched(status(401))).rejects.toMatchObject({ kind: 'auth' });
    await expect(fetched(status(502))).rejects.toMatchObject({ kind: 'retry' });
  });

  it('is cut off when it is too large or too slow', async () => {
    const endless: RequestListener = (_request, response) => {
      response.on('drain', () => response.write(Buffer.alloc(65_536)));
      for (let i = 0; i < LARGEST_MEDIA / 65_536 + 2; i++) response.write(Buffer.alloc(65_536));
    };
    await expect(fetched(endless, undefined, 20_000)).rejects.toMatchObject({ code: 'too-large' });
    await expect(fetched((_request, response) => response.write('slow'), undefined, 200)).rejects.toThrow();
  });
});

const FORBIDDEN = { kind: 'permanent', code: 'forbidden-host' };
