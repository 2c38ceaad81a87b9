import { once } from 'node:events';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { Connection, Inbound, Outbound } from '../channel.js';
import { fixtureSign } from '../fixture.js';
import { email } from './channel.js';
import { sampleMessage } from './fixtures/failures.js';
import { fixtureSettings } from './fixtures/mail.builder.js';
import { eventOf, readHeaders } from '../providers/mailbox/headers.js';
import { htmlBody, subjectFor } from './smtp.compose.js';

interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
}

const received: Received[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  allowInsecureAuth: true,
  onAuth: (_auth, _session, done) => done(null, { user: 'x' }),
  onData: (stream, session, done) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      received.push({ ...envelopeOf(session), raw: Buffer.concat(chunks) });
      done();
    });
  },
});
let connection: Connection;

function envelopeOf(session: SMTPServerSession): { from: string; to: string[] } {
  const { mailFrom, rcptTo } = session.envelope;
  return { from: mailFrom ? mailFrom.address : '', to: rcptTo.map((recipient) => recipient.address) };
}

function account(smtpPort: number, more: Record<string, unknown> = {}): Connection {
  return email.open(email.settings.parse({ ...fixtureSettings, smtpPort, ...more }), {
    accountId: 'account',
    webhookUrl: '',
    publicUrl: '',
    now: () => new Date('2026-11-23T00:00:00Z'),
    sign: fixtureSign,
  });
}

async function sendAndTake(message: Partial<Outbound>, by = connection): Promise<Received> {
  received.length = 0;
  await by.send({ ...sampleMessage, attachments: [], ...message });
  const [first] = received;
  if (!first) throw new Error('nothing arrived');
  return first;
}

/** Reads a mail as another account of Sila would. */
async function read(raw: Buffer): Promise<Inbound[]> {
  const request = { method: 'POLL', url: '', headers: {}, body: raw };
  const other = account(25, { address: 'other@elsewhere.example' });
  return other.parse({ ...eventOf(raw), request, receivedAt: new Date(0) });
}

function portOf(): number {
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return address.port;
}

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  connection = account(portOf());
});

afterAll(async () => {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
});

describe('a sent mail', () => {
  it('arrives as it was written, in Arabic, right to left', async () => {
    const { raw, from, to } = await sendAndTake({});
    expect([from, to]).toEqual(['help@charity.example', ['noura@family.example']]);
    const [message] = await read(raw);
    expect(message?.type === 'message' && message.html).toContain('<html lang="ar" dir="rtl">');
    expect(message).toMatchObject({
      type: 'message',
      text: sampleMessage.text,
      subject: 'طلب كفالة',
      automatic: false,
      from: { value: 'help@charity.example', name: 'جمعية العطاء' },
    });
  });

  it('carries the Message-ID fixed beforehand, the same on every try', async () => {
    const fixed = connection.providerIdFor?.(sampleMessage) ?? '';
    expect(fixed).toMatch(/^<[^<>\s]+@charity\.example>$/);
    expect(account(25).providerIdFor?.(sampleMessage)).toBe(fixed);
    const first = await sendAndTake({ providerId: fixed });
    const second = await sendAndTake({ providerId: fixed });
    for (const { raw } of [first, second]) expect(readHeaders(raw).first('message-id')).toBe(fixed);
  });

  it('answers the thread', async () => {
    const { raw } = await sendAndTake({
      thread: ['<a@x.example>', '<b@x.example>'],
      subject: 'رد: RE: طلب كفالة',
    });
    const headers = readHeaders(raw);
    expect(headers.first('in-reply-to')).toBe('<b@x.example>');
    expect(headers.first('references')).toBe('<a@x.example> <b@x.example>');
    const [message] = await read(raw);
    expect(message).toMatchObject({ subject: 'Re: طلب كفالة' });
  });

  it('asks for answers to a signed address that leads back to the conversation', async () => {
    const { raw } = await sendAndTake({});
    const replyTo = /<([^>]+)>/.exec(readHeaders(raw).first('reply-to') ?? '')?.[1] ?? '';
    expect(replyTo).toMatch(/^help\+c[0-9a-z]+@charity\.example$/);
    const answer = Buffer.from(`From: noura@family.example\r\nTo: ${replyTo}\r\n\r\nشكرًا`);
    const request = { method: 'POLL', url: '', headers: {}, body: answer };
    const [message] = await connection.parse({ ...eventOf(answer), request, receivedAt: new Date(0) });
    expect(message).toMatchObject({
      references: [{ kind: 'conversation', id: sampleMessage.conversationId }],
    });
  });

  it('does without the signed address where the setting says so', async () => {
    const { raw } = await sendAndTake({}, account(portOf(), { signedReplyAddress: false }));
    expect(readHeaders(raw).first('reply-to')).toBeNull();
  });

  it('says that it is automatic, and asks for no bounce, when Sila wrote it', async () => {
    const { raw, from } = await sendAndTake({ automatic: true });
    const headers = readHeaders(raw);
    expect(from).toBe('');
    expect(headers.first('auto-submitted')).toBe('auto-replied');
    expect(headers.first('x-auto-response-suppress')).toBe('All');
    expect(readHeaders((await sendAndTake({})).raw).first('auto-submitted')).toBeNull();
  });

  it('brings its files', async () => {
    const bytes = Buffer.from('محتوى الملف');
    const file = {
      fileName: 'تقرير.txt',
      mediaType: 'text/plain',
      size: bytes.length,
      url: '',
      open: async () => Readable.from([bytes]),
    };
    const [message] = await read((await sendAndTake({ attachments: [file] })).raw);
    expect(message).toMatchObject({
      attachments: [{ fileName: 'تقرير.txt', mediaType: 'text/plain', source: { bytes } }],
    });
  });

  it('reaches an address outside ASCII', async () => {
    const { to } = await sendAndTake({ to: { kind: 'email', value: 'نورة@family.example' } });
    expect(to).toEqual(['نورة@family.example']);
  });

  it('puts no line break of a subject or name into the header', async () => {
    const { raw } = await sendAndTake({
      subject: 'a\r\nBcc: victim@x.example',
      toName: 'b\r\nBcc: victim@x.example',
    });
    expect(readHeaders(raw).first('bcc')).toBeNull();
  });

  it('ignored when it comes back to its own account', async () => {
    const { raw } = await sendAndTake({});
    const request = { method: 'POLL', url: '', headers: {}, body: raw };
    expect(await connection.parse({ ...eventOf(raw), request, receivedAt: new Date(0) })).toEqual([
      { type: 'ignored', reason: 'own mail came back' },
    ]);
  });
});

describe('subjectFor', () => {
  it.each([
    ['طلب', [], 'طلب'],
    ['طلب', ['<a@x>'], 'Re: طلب'],
    ['Re: طلب', ['<a@x>'], 'Re: طلب'],
    ['رد: رد: Fwd: طلب', ['<a@x>'], 'Re: طلب'],
    [null, [], 'رسالة من جمعية العطاء'],
  ] as const)('%s after %j becomes %s', (subject, thread, expected) => {
    expect(subjectFor({ subject, thread, language: 'ar' }, 'جمعية العطاء')).toBe(expected);
  });
});

describe('htmlBody', () => {
  it('escapes text and links addresses', () => {
    const html = htmlBody('<script>\nhttps://charity.example/a?b=1&c=2، شكرًا', 'ar');
    expect(html).toContain('&lt;script&gt;<br>');
    expect(html).toContain(
      '<a href="https://charity.example/a?b=1&amp;c=2">https://charity.example/a?b=1&amp;c=2</a>، شكرًا',
    );
    expect(htmlBody('x', 'en')).toContain('<html lang="en" dir="ltr">');
  });
});
