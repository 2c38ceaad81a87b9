import { describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import type { Outbound, OutboundAttachment } from '../channel.js';
import { ChannelError } from '../channel.js';
import { withServer } from '../fixture.js';
import { handshake, META_SETTINGS, signedRequest } from '../providers/meta/fixtures/signed.request.js';
import { accountSettings } from './account.settings.js';
import { whatsappCloud } from './channel.js';
import { OUTBOUND, sendTo } from './fixtures/failures.js';
import { BSUID, changeOf, INBOUND, messageRequest, SETTINGS, statusRequest } from './fixtures/payloads.js';

const opened = (settings: object = SETTINGS) =>
  whatsappCloud.open(accountSettings.parse(settings), {
    accountId: 'account',
    webhookUrl: 'https://sila.example/hooks/fixture',
    publicUrl: 'https://sila.example',
    now: () => new Date(),
    sign: () => '',
  });
const connection = opened();
const webhook = connection.webhook!;

describe('the hook', () => {
  it('answers the handshake of setting up with the challenge, for the right word only', () => {
    const request = handshake(META_SETTINGS.verifyToken);
    expect(webhook.verify(request)).toBe(true);
    expect(webhook.challenge?.(request)).toEqual({
      status: 200,
      contentType: 'text/plain',
      body: '1158201444',
    });
    expect(webhook.verify(handshake('another word'))).toBe(false);
    expect(webhook.verify({ ...request, url: request.url.replace('subscribe', 'unsubscribe') })).toBe(false);
    expect(webhook.challenge?.(messageRequest({}))).toBeNull();
  });

  it('takes a thousand updates of several numbers in one request, quickly', async () => {
    const change = (at: number) => ({
      field: 'messages',
      value: {
        metadata: { phone_number_id: at % 2 === 0 ? SETTINGS.phoneNumberId : '999999999' },
        contacts: [{ wa_id: String(966500000000 + at), profile: { name: `شخص ${at}` } }],
        messages: [
          {
            ...INBOUND,
            id: `wamid.${at}`,
            from: String(966500000000 + at),
            type: 'text',
            text: { body: `نص ${at}` },
          },
        ],
      },
    });
    const changes = Array.from({ length: 1_000 }, (_, at) => change(at));
    const request = signedRequest({ object: 'whatsapp_business_account', entry: [{ id: '1', changes }] });
    const began = performance.now();
    const events = webhook.events(request);
    const ours = events.filter((event) => connection.owns?.(event.accountRef ?? ''));
    const meant = await Promise.all(
      ours.map((event) => connection.parse({ ...event, request, receivedAt: new Date(0) })),
    );
    expect(performance.now() - began).toBeLessThan(1_000);
    expect([events.length, ours.length, new Set(events.map(({ lane }) => lane)).size]).toEqual([
      1_000, 500, 1_000,
    ]);
    expect(meant[499]).toMatchObject([{ text: 'نص 998', from: { value: '+966500000998', name: 'شخص 998' } }]);
  });

  it('works reports in the lane of the recipient, with and without a number', () => {
    const laneOf = (request: ReturnType<typeof messageRequest>) => webhook.events(request)[0]?.lane;
    expect(laneOf(statusRequest({}))).toBe(laneOf(messageRequest({})));
    const hidden = { recipient_id: undefined, recipient_user_id: BSUID };
    expect(laneOf(statusRequest(hidden))).toBe(laneOf(messageRequest({ from: undefined })));
    expect(laneOf(statusRequest(hidden))).toBe(BSUID);
  });

  it('tells statuses of one message apart, and keeps what it cannot read as one event', () => {
    const keys = ['sent', 'delivered', 'read'].map(
      (status) => webhook.events(statusRequest({ status }))[0]?.key,
    );
    expect(new Set(keys).size).toBe(3);
    const broken = { ...messageRequest({}), body: Buffer.from('{"object":') };
    expect(webhook.events(broken)).toMatchObject([{ lane: 'unparsed:meta', accountRef: null }]);
  });

  it('says nothing of a repeat in one request twice', () => {
    const message = { ...INBOUND, type: 'text', text: { body: 'مرة' } };
    expect(webhook.events(signedRequest(changeOf({ messages: [message, message] })))).toHaveLength(1);
  });
});

interface Call {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** Sends against a server that takes everything; gives what it was asked. */
async function sent(message: Outbound): Promise<{ result: unknown; calls: Call[] }> {
  const calls: Call[] = [];
  const result = await withServer(
    (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { authorization } = request.headers;
        calls.push({ path: request.url ?? '', authorization, body: Buffer.concat(chunks).toString() });
        response.end(request.url?.endsWith('/media') ? '{"id":"777"}' : '{"messages":[{"id":"wamid.1"}]}');
      });
    },
    (url) => sendTo(url, message, 5_000),
  );
  return { result, calls };
}

const bodyOf = (call: Call | undefined) => JSON.parse(call?.body ?? '{}') as unknown;

function file(mediaType: string, size = 4): OutboundAttachment {
  const open = async () => Readable.from([Buffer.alloc(size, 'a')]);
  return { fileName: 'صورة "١".png', mediaType, size, url: 'https://sila.example/f', open };
}

describe('sending', () => {
  it('names the number with its plus sign and carries our id, the token in its header only', async () => {
    const { result, calls } = await sent(OUTBOUND);
    expect(result).toEqual({ providerId: 'wamid.1', status: 'accepted' });
    expect(calls).toMatchObject([
      { path: `/v23.0/${SETTINGS.phoneNumberId}/messages`, authorization: `Bearer ${SETTINGS.accessToken}` },
    ]);
    expect(bodyOf(calls[0])).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: OUTBOUND.to.value,
      type: 'text',
      text: { body: OUTBOUND.text, preview_url: false },
      biz_opaque_callback_data: OUTBOUND.messageId,
    });
  });

  it('never puts an id into "to", where WhatsApp would drop it without a word', async () => {
    const { calls } = await sent({ ...OUTBOUND, to: { kind: 'bsuid', value: BSUID } });
    expect(bodyOf(calls[0])).toMatchObject({ recipient: BSUID, recipient_type: 'individual' });
    expect(bodyOf(calls[0])).not.toHaveProperty('to');
  });

  it('sends a template by name and language, with what goes into its placeholders', async () => {
    const template = { id: 'follow_up/ar', variables: { 1: 'نورة', 2: '12' } };
    const { calls } = await sent({ ...OUTBOUND, text: '', template });
    expect(bodyOf(calls[0])).toMatchObject({
      type: 'template',
      template: {
        name: 'follow_up',
        language: { policy: 'deterministic', code: 'ar' },
        components: [
          {
            type: 'body',
            parameters: [
              { type: 'text', text: 'نورة' },
              { type: 'text', text: '12' },
            ],
          },
        ],
      },
    });
  });

  it('hands a file over first and sends it by its id, with the text beside it', async () => {
    const { calls } = await sent({ ...OUTBOUND, attachments: [file('image/png')] });
    expect(calls.map(({ path }) => path.split('/').at(-1))).toEqual(['media', 'messages']);
    expect(calls[0]?.body).toContain('filename="صورة _١_.png"');
    expect(calls[0]?.body).toContain('Content-Type: image/png\r\n\r\naaaa\r\n');
    expect(bodyOf(calls[1])).toMatchObject({ type: 'image', image: { id: '777', caption: OUTBOUND.text } });
  });

  it('sends as a document what WhatsApp would not show', async () => {
    const types = [file('image/tiff'), file('image/png', 6_000_000), file('audio/wav')];
    for (const attachment of types) {
      const { calls } = await sent({ ...OUTBOUND, attachments: [attachment] });
      expect(bodyOf(calls[1])).toMatchObject({
        type: 'document',
        document: { filename: attachment.fileName },
      });
    }
  });

  it('refuses what WhatsApp would not take', async () => {
    const codes = await Promise.all([
      codeOf({ ...OUTBOUND, text: '' }),
      codeOf({ ...OUTBOUND, text: 'ا'.repeat(4_097) }),
      codeOf({ ...OUTBOUND, attachments: [file('image/png'), file('image/png')] }),
      codeOf({ ...OUTBOUND, attachments: [file('audio/ogg')] }),
      codeOf({ ...OUTBOUND, text: 'ا'.repeat(1_025), attachments: [file('image/png')] }),
      codeOf({ ...OUTBOUND, template: { id: 'gone/ar', variables: {} } }),
      codeOf({ ...OUTBOUND, to: { kind: 'email', value: 'a@b.c' } }),
    ]);
    expect(codes).toEqual(['empty', 'too-long', 'one-file', 'caption', 'too-long', 'template', 'address']);
  });

  it('does not call a file lost in the middle a message that may have arrived', async () => {
    const attachments = [file('image/png')];
    const failure = withServer(
      (request) => request.on('end', () => request.socket.destroy()).resume(),
      (url) => sendTo(url, { ...OUTBOUND, attachments }),
    );
    await expect(failure).rejects.toMatchObject({ kind: 'retry' });
  });
});

async function codeOf(message: Outbound): Promise<unknown> {
  const error = await sendTo('http://127.0.0.1:9', message).catch((thrown: unknown) => thrown);
  return error instanceof ChannelError && error.kind === 'permanent' ? error.code : error;
}

describe('a file that came in', () => {
  const fetched = (address: (base: string) => string) =>
    withServer(
      (request, response) => {
        const isFile = request.url?.startsWith('/file') === true;
        const base = `http://${request.headers.host}`;
        response.end(
          isFile
            ? request.headers.authorization
            : JSON.stringify({ url: address(base), mime_type: 'image/png' }),
        );
      },
      async (apiBaseUrl) => {
        const own = opened({ ...SETTINGS, apiBaseUrl });
        const media = await own.fetchMedia!({ id: '1003383421387256' });
        const chunks = (await media.stream.toArray()) as Buffer[];
        await own.close?.();
        return { bytes: Buffer.concat(chunks).toString(), mediaType: media.mediaType };
      },
    );

  it('is fetched by a fresh address, with the token', async () => {
    expect(await fetched((base) => `${base}/file`)).toEqual({
      bytes: `Bearer ${SETTINGS.accessToken}`,
      mediaType: 'image/png',
    });
  });

  it('is never fetched from a host that is not Meta’s', async () => {
    for (const elsewhere of [
      'http://169.254.169.254/latest',
      'https://fbcdn.net.example/x',
      'http://lookaside.fbsbx.com/x',
    ])
      await expect(fetched(() => elsewhere)).rejects.toMatchObject({
        kind: 'permanent',
        code: 'forbidden-host',
      });
  });

  it('is not asked for by an id that would lead elsewhere', async () => {
    await expect(connection.fetchMedia!({ id: '../me/accounts' })).rejects.toMatchObject({ code: 'no-id' });
  });
});
