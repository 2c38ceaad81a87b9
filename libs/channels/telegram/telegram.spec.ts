import { describe, expect, it } from '@jest/globals';
import type { RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import type { Connection, Outbound, OutboundAttachment } from '../channel.js';
import { accountSettings } from './account.settings.js';
import { ApiClient } from './api.client.js';
import { telegram } from './channel.js';
import { against, BOT, errorOf, ok, refusal } from './fixtures/api.listener.js';
import { OUTBOUND, sendTo } from './fixtures/failures.js';
import { MESSAGE, SETTINGS, updateRequest } from './fixtures/update.request.js';
import { LARGEST_FETCHED, MediaFetcher } from './media.fetcher.js';

const accepted = ok({ message_id: 58 });

function connectionTo(apiBaseUrl: string): Connection {
  return telegram.open(accountSettings.parse({ ...SETTINGS, apiBaseUrl }), {
    accountId: 'account',
    webhookUrl: 'https://sila.example/hooks/fixture',
    publicUrl: 'https://sila.example',
    now: () => new Date(),
    sign: () => '',
  });
}

function fileOf(
  mediaType: string,
  bytes = Buffer.from('bytes'),
  fileName = 'ملف "1".bin',
): OutboundAttachment {
  const open = async () => Readable.from([bytes]);
  return { fileName, mediaType, size: bytes.length, url: 'https://sila.example/f', open };
}

const withFile = (file: OutboundAttachment, words = 'هذا هو الإيصال'): Outbound => ({
  ...OUTBOUND,
  text: words,
  attachments: [file],
});

describe('sending', () => {
  it('posts the words as they are, without markup and without a preview of links', async () => {
    const { result, called } = await against([accepted], (url) => sendTo(url));
    expect(result).toEqual({ providerId: '412345678:58', status: 'sent' });
    expect(called.map(({ path }) => path)).toEqual([`${BOT}/sendMessage`]);
    expect(JSON.parse(called[0]?.body ?? '')).toEqual({
      chat_id: 412345678,
      text: OUTBOUND.text,
      link_preview_options: { is_disabled: true },
    });
  });

  it('answers over a business connection when the address names one', async () => {
    const to = { kind: 'telegram-chat', value: 'BK7xQmZ1:412345678' } as const;
    const { result, called } = await against([accepted], (url) => sendTo(url, { ...OUTBOUND, to }));
    expect(result).toMatchObject({ providerId: 'BK7xQmZ1:412345678:58' });
    expect(JSON.parse(called[0]?.body ?? '')).toMatchObject({
      chat_id: 412345678,
      business_connection_id: 'BK7xQmZ1',
    });
  });

  it.each([
    ['image/jpeg', 'sendPhoto', 'photo'],
    ['video/mp4', 'sendVideo', 'video'],
    ['audio/ogg; codecs=opus', 'sendVoice', 'voice'],
    ['audio/mpeg', 'sendAudio', 'audio'],
    ['application/pdf', 'sendDocument', 'document'],
    ['image/svg+xml', 'sendDocument', 'document'],
  ])('shows %s by %s', async (mediaType, method, field) => {
    const { called } = await against([accepted], (url) => sendTo(url, withFile(fileOf(mediaType))));
    const [{ path, type, body } = { path: '', type: '', body: '' }] = called;
    expect(path).toBe(`${BOT}/${method}`);
    const form = await new Response(body, { headers: { 'content-type': type } }).formData();
    expect(form.get('chat_id')).toBe('412345678');
    expect(form.get('caption')).toBe('هذا هو الإيصال');
    const file = form.get(field);
    expect(file).toBeInstanceOf(File);
    expect(file instanceof File && (await file.text())).toBe('bytes');
    expect(body).toContain('filename="ملف %221%22.bin"');
  });

  it('sends as a plain document what Telegram refuses as a picture, and nothing else twice', async () => {
    const odd = [refusal(400, 'Bad Request: PHOTO_INVALID_DIMENSIONS'), accepted];
    const { called } = await against(odd, (url) => sendTo(url, withFile(fileOf('image/png'))));
    expect(called.map(({ path }) => path)).toEqual([`${BOT}/sendPhoto`, `${BOT}/sendDocument`]);
    for (const answer of [
      refusal(400, 'Bad Request: chat not found'),
      refusal(500, 'Internal Server Error'),
    ]) {
      const again = await against([answer], (url) => errorOf(sendTo(url, withFile(fileOf('image/png')))));
      expect(again.called).toHaveLength(1);
    }
  });

  it('says that nothing arrived when the file can not be read to its end', async () => {
    const open = async () => Readable.from(failing());
    const { result } = await against([accepted], (url) =>
      errorOf(sendTo(url, withFile({ ...fileOf('application/pdf'), size: 1_000, open }))),
    );
    expect(result).toMatchObject({ kind: 'retry' });
  });

  it('refuses what Telegram would cut or not take', async () => {
    const file = fileOf('application/pdf');
    const codes = await Promise.all(
      [
        { ...OUTBOUND, text: '' },
        { ...OUTBOUND, text: 'ا'.repeat(4_097) },
        withFile(file, 'ا'.repeat(1_025)),
        { ...OUTBOUND, attachments: [file, file] },
        withFile({ ...file, size: 50_000_001 }),
        { ...OUTBOUND, template: { id: 't', variables: {} } },
        { ...OUTBOUND, to: { kind: 'phone', value: '+966500000001' } as const },
      ].map(async (message) => (await errorOf(sendTo('http://127.0.0.1:9', message))).code),
    );
    expect(codes).toEqual(['empty', 'too-long', 'too-long', 'one-file', 'too-large', 'template', 'address']);
  });
});

async function* failing(): AsyncGenerator<Buffer> {
  yield Buffer.from('the first half');
  throw new Error('the store broke');
}

describe('what Telegram answers', () => {
  it('is obeyed in its seconds', async () => {
    const flood = refusal(429, 'Too Many Requests: retry after 7', { parameters: { retry_after: 7 } });
    const { result } = await against([flood], (url) => errorOf(sendTo(url)));
    expect(result).toMatchObject({ kind: 'retry', retryAfterMs: 7_000, deadAddress: false });
  });

  it.each([
    [403, 'Forbidden: bot was blocked by the user', true],
    [403, 'Forbidden: user is deactivated', true],
    [400, 'Bad Request: chat not found', true],
    [400, 'Bad Request: message text is empty', false],
  ])('%i %s: dead address %s', async (code, description, deadAddress) => {
    const { result } = await against([refusal(code, description)], (url) => errorOf(sendTo(url)));
    expect(result).toMatchObject({ kind: 'permanent', code: String(code), deadAddress });
  });

  it('never brings the token into words', async () => {
    const broken: RequestListener = (request) => request.socket.destroy();
    const errors = [
      await errorOf(sendTo('http://127.0.0.1:9')),
      (await against([broken], (url) => errorOf(sendTo(url)))).result,
      (await against([broken], (url) => errorOf(fetched(url)))).result,
      (await against([ok({ file_path: 'a/b' }), broken], (url) => errorOf(fetched(url)))).result,
    ];
    const words = errors.map((error) => (error instanceof Error ? `${error.message} ${error.stack}` : ''));
    expect(words.join()).not.toContain('AAF-fixture');
    expect(words.every((each) => each !== '')).toBe(true);
  });
});

describe('the webhook', () => {
  it('is set with its secret and everything asked for by name, and what waits is kept', async () => {
    const { called } = await against(
      [ok(true)],
      (url) => connectionTo(url).subscribe?.() ?? Promise.reject(),
    );
    expect(called[0]?.path).toBe(`${BOT}/setWebhook`);
    expect(JSON.parse(called[0]?.body ?? '')).toMatchObject({
      url: 'https://sila.example/hooks/fixture',
      secret_token: SETTINGS.webhookSecret,
      drop_pending_updates: false,
      allowed_updates: expect.arrayContaining(['message', 'message_reaction', 'my_chat_member']),
    });
  });

  const me = ok({ id: 700000001, is_bot: true, first_name: 'صلة' });
  const checked = (answers: readonly object[]) =>
    against(answers, (url) => connectionTo(url).check?.() ?? Promise.reject());

  it('is well when nothing waits, whatever once went wrong', async () => {
    const past = { url: 'https://sila.example/hooks/fixture', last_error_date: 1, last_error_message: 'old' };
    const { called } = await checked([me, ok({ ...past, pending_update_count: 0 })]);
    expect(called.map(({ path }) => path)).toEqual([`${BOT}/getMe`, `${BOT}/getWebhookInfo`]);
  });

  it('tells the administrator what waits and why', async () => {
    const info = { url: 'x', pending_update_count: 12, last_error_date: 1_795_328_100 };
    const error = await errorOf(checked([me, ok({ ...info, last_error_message: 'Connection timed out' })]));
    expect(error.message).toBe(
      '12 messages wait at Telegram, which could not reach Sila (2026-11-22T06:15:00.000Z): Connection timed out. ' +
        'It tries again by itself, for 24 hours.',
    );
  });

  it('tells a wrong token', async () => {
    expect(await errorOf(checked([refusal(401, 'Unauthorized')]))).toMatchObject({ kind: 'auth' });
  });

  it('tells two people apart whose updates have the same number', () => {
    const keyOf = (id: number) => {
      const chat = { id, type: 'private' };
      return connectionTo('http://127.0.0.1:9').webhook?.events(
        updateRequest({ message: { ...MESSAGE, chat, text: 'مرحبا' } }),
      )[0]?.key;
    };
    expect(keyOf(1)).not.toBe(keyOf(2));
  });

  it('gives what is no update a key of its own, and lets parsing refuse it', async () => {
    const connection = connectionTo('http://127.0.0.1:9');
    const request = { ...updateRequest({}), body: Buffer.from('{"update_id":') };
    const [event] = connection.webhook?.events(request) ?? [];
    expect(event).toMatchObject({ key: expect.stringMatching(/^sha256:/), lane: 'unknown' });
    await expect(connection.parse({ ...event!, request, receivedAt: new Date(0) })).rejects.toThrow();
  });
});

async function fetched(apiBaseUrl: string, timeoutMs = 5_000): Promise<string> {
  const api = new ApiClient(accountSettings.parse({ ...SETTINGS, apiBaseUrl }));
  try {
    return await text((await new MediaFetcher(api, timeoutMs).fetch({ fileId: 'AgAC' })).stream);
  } finally {
    api.close();
  }
}

describe('a file that came in', () => {
  const bytes: RequestListener = (_request, response) => response.end('bytes');

  it('is fetched by a link made now', async () => {
    const { result, called } = await against([ok({ file_path: 'photos/file_7.jpg' }), bytes], (url) =>
      fetched(url),
    );
    expect(result).toBe('bytes');
    expect(called.map(({ path }) => path)).toEqual([
      `${BOT}/getFile`,
      '/file/bot700000001:AAF-fixture_token_of_nobody/photos/file_7.jpg',
    ]);
  });

  it.each([
    ['a path out of the folder', ok({ file_path: '../../bot1:x/getMe' }), 'retry'],
    ['a path to another host', ok({ file_path: '/\\other.example/x' }), 'retry'],
    ['no path', ok({ file_id: 'AgAC' }), 'permanent'],
    ['a file too big for bots', refusal(400, 'Bad Request: file is too big'), 'permanent'],
    ['an id that is wrong', refusal(400, 'Bad Request: wrong file_id'), 'permanent'],
  ])('is not fetched: %s', async (_name, answer, kind) => {
    const { result, called } = await against([answer, bytes], (url) => errorOf(fetched(url)));
    expect(result).toMatchObject({ kind });
    expect(called).toHaveLength(1);
  });

  it('is asked for again when the link is gone, and never followed elsewhere', async () => {
    const gone: RequestListener = (_request, response) => response.writeHead(404).end();
    const away: RequestListener = (_request, response) =>
      response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end();
    for (const answer of [gone, away]) {
      const { result } = await against([ok({ file_path: 'a/b' }), answer], (url) => errorOf(fetched(url)));
      expect(result).toMatchObject({ kind: 'retry' });
    }
  });

  it('is cut off when it is too large', async () => {
    const endless: RequestListener = (_request, response) => {
      for (let i = 0; i < LARGEST_FETCHED / 65_536 + 2; i++) response.write(Buffer.alloc(65_536));
      response.end();
    };
    const { result } = await against([ok({ file_path: 'a/b' }), endless], (url) =>
      errorOf(fetched(url, 20_000)),
    );
    expect(result).toMatchObject({ code: 'too-large' });
  });
});
