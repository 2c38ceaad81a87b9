import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Inbound } from '../channel.js';
import { fixtureSign } from '../fixture.js';
import { email } from './channel.js';
import { DigestPool } from './digest.pool.js';
import { fixtureSettings } from './fixtures/mail.builder.js';
import { eventOf, readHeaders } from '../providers/mailbox/headers.js';

const MEBIBYTE = 1_048_576;
const HEAD = 'From: Noura <noura@family.example>\r\nMessage-ID: <1@family.example>\r\nSubject: x\r\n';

async function parse(raw: Buffer): Promise<Inbound[]> {
  const connection = email.open(email.settings.parse(fixtureSettings), {
    accountId: 'account',
    webhookUrl: '',
    publicUrl: '',
    now: () => new Date(0),
    sign: fixtureSign,
  });
  const request = { method: 'POLL', url: '', headers: {}, body: raw };
  return connection.parse({ ...eventOf(raw), request, receivedAt: new Date(0) });
}

const nested = Array.from(
  { length: 3_000 },
  (_, level) => `--b${level}\r\nContent-Type: multipart/mixed; boundary=b${level + 1}\r\n\r\n`,
).join('');

/** The poison set of promises.md F34, and its relatives. */
const POISON: readonly (readonly [string, () => Buffer])[] = [
  [
    'NUL in names and text',
    () => Buffer.from(`From: "a\u0000b" <a\u0000@x.example>\r\nSubject: \u0000\r\n\r\n\u0000نص`),
  ],
  [
    'half of a surrogate pair',
    () =>
      Buffer.concat([
        Buffer.from(`${HEAD}Content-Type: text/plain; charset=utf-16le\r\n\r\n`),
        Buffer.from('\u0000\uD83D', 'utf16le'),
      ]),
  ],
  [
    '3,000 levels of MIME',
    () => Buffer.from(`${HEAD}Content-Type: multipart/mixed; boundary=b0\r\n\r\n${nested}`),
  ],
  ['a header of 25 MB', () => Buffer.from(`${HEAD}X-Long: ${'a'.repeat(25 * MEBIBYTE)}\r\n\r\nنص`)],
  ['25 MB of short header lines', () => Buffer.from(`${HEAD}${'A: b\r\n'.repeat(4 * MEBIBYTE)}\r\nنص`)],
  [
    'a line of 5 MB',
    () => Buffer.from(`${HEAD}Content-Type: text/plain; charset=utf-8\r\n\r\n${'ن'.repeat(2.5 * MEBIBYTE)}`),
  ],
  [
    'a character set that is none',
    () => Buffer.from(`${HEAD}Content-Type: text/plain; charset="\u0001;drop"\r\n\r\nنص`),
  ],
  [
    'a boundary that never comes',
    () => Buffer.from(`${HEAD}Content-Type: multipart/mixed; boundary=x\r\n\r\nنص`),
  ],
  ['100,000 addresses', () => Buffer.from(`${HEAD}To: ${'a@x.example, '.repeat(100_000)}\r\n\r\nنص`)],
  [
    'HTML without an end',
    () => Buffer.from(`${HEAD}Content-Type: text/html\r\n\r\n${'<div><a href="'.repeat(100_000)}`),
  ],
  ['a deep comment in an address', () => Buffer.from(`From: ${'('.repeat(50_000)} a@x.example\r\n\r\nنص`)],
  ['no bytes of a body', () => Buffer.from(HEAD)],
];

describe('hostile mail', () => {
  it.each(POISON)('%s becomes a message', async (_name, build) => {
    const start = performance.now();
    const inbound = await parse(build());
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(inbound).toHaveLength(1);
    expect(inbound[0]?.type).toBe('message');
    expect(JSON.stringify(inbound[0], withoutBytes)).not.toMatch(/\\u0000|\\ud[89ab]/i);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['noise', Buffer.from('\u0001\u0002\u0003 no mail at all')],
  ])('%s is refused', async (_name, raw) => {
    await expect(parse(raw)).rejects.toThrow('no header section');
    expect(eventOf(raw).lane).toMatch(/^unparsed:[0-9a-f]{64}$/);
  });

  it('tells two mails with one Message-ID apart, and knows one mail again', () => {
    const first = Buffer.from(`${HEAD}\r\nأ`);
    const second = Buffer.from(`${HEAD}\r\nب`);
    expect(eventOf(first).key).not.toBe(eventOf(second).key);
    expect(eventOf(first)).toEqual(eventOf(Buffer.from(first)));
    expect(eventOf(first).lane).toBe('noura@family.example');
  });

  it('reads at most 256 KiB of header', () => {
    const headers = readHeaders(Buffer.from(`A: ${'x'.repeat(MEBIBYTE)}\r\nFrom: a@x.example\r\n\r\n`));
    expect(headers.first('from')).toBeNull();
  });

  it('shows a mail that was too large to fetch', async () => {
    const connection = email.open(email.settings.parse(fixtureSettings), {
      accountId: 'a',
      webhookUrl: '',
      publicUrl: '',
      now: () => new Date(0),
      sign: fixtureSign,
    });
    const body = Buffer.from(`${HEAD}Content-Type: text/plain\r\n\r\nstart of it`);
    const event = { ...eventOf(body), pointer: { oversize: 50 * MEBIBYTE } };
    const request = { method: 'POLL', url: '', headers: {}, body };
    expect(await connection.parse({ ...event, request, receivedAt: new Date(0) })).toMatchObject([
      {
        type: 'message',
        kind: 'unsupported',
        subject: 'x',
        attachments: [],
        meta: { reason: 'too-large', size: 50 * MEBIBYTE },
      },
    ]);
  });
});

describe('DigestPool', () => {
  const home = mkdtempSync(path.join(tmpdir(), 'sila-digest-'));
  const file = path.join(home, 'worker.mjs');
  const pool = new DigestPool(pathToFileURL(file), 300);

  beforeAll(() => {
    writeFileSync(
      file,
      `import { parentPort } from 'node:worker_threads';
      parentPort.on('message', ({ id, raw }) => {
        const word = Buffer.from(raw).toString();
        if (word === 'hang') for (;;);
        if (word === 'die') process.exit(3);
        if (word === 'refuse') parentPort.postMessage({ id, error: 'unreadable' });
        else parentPort.postMessage({ id, digest: { html: null, text: word, quotedFrom: null, parts: [], truncated: false } });
      });`,
    );
  });

  afterAll(async () => {
    await pool.close();
    rmSync(home, { recursive: true });
  });

  it('answers each mail, whatever its neighbours do to the thread', async () => {
    const words = ['a', 'hang', 'b', 'die', 'c', 'refuse', 'd'];
    const outcomes = await Promise.allSettled(words.map(async (each) => pool.digest(Buffer.from(each))));
    expect(
      outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value.text : 'refused')),
    ).toEqual(['a', 'refused', 'b', 'refused', 'c', 'refused', 'd']);
  });
});

function withoutBytes(key: string, value: unknown): unknown {
  return key === 'bytes' || key === 'data' ? undefined : value;
}
