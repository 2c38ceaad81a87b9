import { describe, expect, it } from '@jest/globals';
import type { Outbound } from '../channel.js';
import { ChannelError } from '../channel.js';
import { accountSettings } from './account.settings.js';
import { refusalError } from '../providers/twilio/api.errors.js';
import { retryAfterMs } from '../retry.after.js';
import { failures, OUTBOUND, sendTo, withServer } from './fixtures/failures.js';
import { fixtures } from './fixtures/index.js';
import { INBOUND, SETTINGS, signedRequest, STATUS } from './fixtures/signed.request.js';
import { whatsappTwilio } from './channel.js';

const connection = whatsappTwilio.open(accountSettings.parse(SETTINGS), {
  accountId: 'account',
  webhookUrl: 'https://sila.example/hooks/fixture',
  publicUrl: 'https://sila.example',
  now: () => new Date(),
  sign: () => '',
});
const webhook = connection.webhook!;

describe('what Twilio calls us with', () => {
  it.each(fixtures.map((fixture) => [fixture.name, fixture] as const))('%s', async (_name, fixture) => {
    const opened = whatsappTwilio.open(accountSettings.parse(fixture.settings), contextOf());
    expect(opened.webhook?.verify(fixture.request)).toBe(fixture.tampered !== true);
    if (fixture.tampered) return;
    const [event] = opened.webhook?.events(fixture.request) ?? [];
    const [inbound] = await opened.parse({ ...event!, request: fixture.request, receivedAt: new Date(0) });
    if (fixture.expect) expect(inbound).toMatchObject(fixture.expect[0]!);
  });

  it('works the reports of a message in the lane of its recipient', () => {
    const [message] = webhook.events(signedRequest(INBOUND));
    const [status] = webhook.events(signedRequest(STATUS));
    expect(status?.lane).toBe(message?.lane);
  });

  it('tells every status of one message apart, and an error from the same status without', () => {
    const keys = ['sent', 'delivered', 'failed'].map((MessageStatus) => keyOf({ MessageStatus }));
    const all = [...keys, keyOf({ MessageStatus: 'failed', ErrorCode: '63016' }), keyOf(INBOUND)];
    expect(new Set(all).size).toBe(all.length);
  });

  it('accepts its number written with or without the prefix, and any number of its messaging service', () => {
    const verify = (sender: string, fields: Record<string, string>) =>
      whatsappTwilio
        .open(accountSettings.parse({ ...SETTINGS, sender }), contextOf())
        .webhook?.verify(signedRequest(fields));
    const service = 'MGfeedfacefeedfacefeedfacefeedface';
    expect(verify('whatsapp:+966800000001', INBOUND)).toBe(true);
    expect(verify(service, { ...INBOUND, MessagingServiceSid: service })).toBe(true);
    expect(verify(service, { ...INBOUND, MessagingServiceSid: service.replace('feed', 'dead') })).toBe(false);
  });
});

describe('what Twilio answers', () => {
  it.each(failures.map((failure) => [failure.name, failure] as const))('%s', async (_name, failure) => {
    const error = await failure.provoke().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ChannelError);
    expect(error).toMatchObject({ kind: failure.kind, ...(failure.code ? { code: failure.code } : {}) });
  });

  it('obeys Retry-After in seconds and as a date', () => {
    const now = new Date('2026-11-23T10:00:00Z');
    expect(retryAfterMs('30', now)).toBe(30_000);
    expect(retryAfterMs('Mon, 23 Nov 2026 10:01:00 GMT', now)).toBe(60_000);
    expect(retryAfterMs('soon', now)).toBe(0);
    expect(refusalError({ status: 429, code: null, message: '', retryAfterMs: 5 })).toMatchObject({
      retryAfterMs: 5,
    });
  });
});

describe('sending', () => {
  it('posts the words, our id in the status address, and takes the SID', async () => {
    const { result, form } = await posted(OUTBOUND);
    expect(result).toEqual({ providerId: 'SM1', status: 'accepted' });
    expect(form.get('To')).toBe('whatsapp:+966500000001');
    expect(form.get('From')).toBe('whatsapp:+966800000001');
    expect(form.get('Body')).toBe(OUTBOUND.text);
    expect(form.get('StatusCallback')).toBe(
      `https://sila.example/hooks/fixture?m=${OUTBOUND.messageId}#rc=3&rp=all`,
    );
  });

  it('sends a template by its SID, and a person without a number by the id', async () => {
    const template = { id: SETTINGS.templates[0].id, variables: { 1: 'نورة', 2: '12' } };
    const { form } = await posted({ ...OUTBOUND, text: '', template, to: { kind: 'bsuid', value: 'SA.1' } });
    expect(form.get('To')).toBe('whatsapp:SA.1');
    expect(form.get('ContentSid')).toBe(template.id);
    expect(JSON.parse(form.get('ContentVariables') ?? '')).toEqual(template.variables);
    expect(form.has('Body')).toBe(false);
  });

  it('refuses what WhatsApp would drop without a word', async () => {
    const file = (mediaType: string) => ({
      fileName: 'f',
      mediaType,
      size: 1,
      url: 'https://sila.example/f',
      open,
    });
    const codes = await Promise.all([
      codeOf({ ...OUTBOUND, text: '' }),
      codeOf({ ...OUTBOUND, text: 'ا'.repeat(1601) }),
      codeOf({ ...OUTBOUND, attachments: [file('image/png'), file('image/png')] }),
      codeOf({ ...OUTBOUND, attachments: [file('application/pdf')] }),
      codeOf({ ...OUTBOUND, to: { kind: 'email', value: 'a@b.c' } }),
    ]);
    expect(codes).toEqual(['empty', 'too-long', 'one-file', 'caption', 'address']);
  });
});

function open(): Promise<never> {
  return Promise.reject(new Error('Twilio fetches files by their address'));
}

async function codeOf(message: Outbound): Promise<unknown> {
  const error = await sendTo('http://127.0.0.1:9', message).catch((thrown: unknown) => thrown);
  return error instanceof ChannelError && error.kind === 'permanent' ? error.code : error;
}

async function posted(message: Outbound): Promise<{ result: unknown; form: URLSearchParams }> {
  let form = new URLSearchParams();
  const result = await withServer(
    (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        form = new URLSearchParams(Buffer.concat(chunks).toString());
        response
          .writeHead(201, { 'content-type': 'application/json' })
          .end('{"sid":"SM1","status":"queued"}');
      });
    },
    (url) => sendTo(url, message, 5_000),
  );
  return { result, form };
}

function keyOf(fields: Readonly<Record<string, string>>): string {
  return webhook.events(signedRequest('Body' in fields ? fields : { ...STATUS, ...fields }))[0]?.key ?? '';
}

function contextOf() {
  return {
    accountId: 'account',
    webhookUrl: 'https://sila.example/hooks/fixture',
    publicUrl: 'https://sila.example',
    now: () => new Date(),
    sign: () => '',
  };
}
