import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MessageView } from '@sila/contracts';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MAILBOX } from '../support/accounts.js';
import { type Dovecot, hasDovecot, startDovecot } from '../support/dovecot.js';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import type { Officer } from '../support/officer.js';
import { root } from '../support/processes.js';
import { deliver } from './mail.client.js';

/** Mails of strangers, beside the clone; the README there names their licences. */
const CORPUS = join(root, '../shared/fixtures/mail');
const MAILS = ['mailparser', 'postal-mime', 'mail-mime-parser'];
const BODIES = 'reply-trimmer/emails';

interface Sent {
  readonly name: string;
  readonly bytes: Buffer;
}

interface Arrived {
  readonly id: string;
  readonly conversationId: string;
  readonly state: string;
}

/** As the mailbox keeps it: servers may end lines their own way, and nothing else. */
const fingerprint = (bytes: Buffer) =>
  createHash('sha256').update(bytes.toString('latin1').replace(/\r*\n/g, '\n').trimEnd()).digest('hex');

const filesOf = (folder: string): Sent[] =>
  readdirSync(join(CORPUS, folder))
    .sort()
    .map((name) => ({ name: `${folder}/${name}`, bytes: readFileSync(join(CORPUS, folder, name)) }));

/** The corpus of replies has bodies only. */
const wrapped = ({ name, bytes }: Sent, index: number): Sent => ({
  name,
  bytes: Buffer.concat([
    Buffer.from(
      `From: Sender ${index} <sender${index}@example.org>\r\nTo: ${MAILBOX}\r\nSubject: Reply ${index}\r\n` +
        `Message-ID: <reply-${index}@example.org>\r\nMIME-Version: 1.0\r\n` +
        'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n',
    ),
    bytes,
  ]),
});

const NORMAL = Buffer.from(
  `From: Noura <noura@example.org>\r\nTo: ${MAILBOX}\r\nSubject: last of all\r\nMessage-ID: <last@example.org>\r\n` +
    'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nشكرا لكم\r\n',
);

describe('the mail of strangers, through a mailbox', () => {
  if (!existsSync(CORPUS)) {
    it('did not run: ../shared/fixtures/mail is not beside this clone', () => {
      process.stdout.write('The mail corpora did not run: the folder ../shared is missing.\n');
    });
    return;
  }
  const mails = [...MAILS.flatMap(filesOf), ...filesOf(BODIES).map(wrapped)];
  const distinct = new Set(mails.map(({ bytes }) => fingerprint(bytes))).size;
  let dovecot: Dovecot | null = null;
  let sila: Installation;
  let maha: Officer;
  let arrived: readonly Arrived[];

  beforeAll(async () => {
    dovecot = hasDovecot() ? await startDovecot() : null;
    sila = await startInstallation({ mail: dovecot ?? true });
    maha = await sila.officer('maha', ['relations', 'research']);
    await send(mails.map(({ bytes }) => bytes));
  }, 120_000);

  afterAll(async () => {
    await sila.stop();
    await dovecot?.dispose();
  }, 30_000);

  async function send(all: readonly Buffer[]): Promise<void> {
    if (dovecot) return deliver(dovecot, MAILBOX, all);
    for (const bytes of all)
      await sila.simulator.client.sendMail({ from: 'unknown@example.org', raw: bytes.toString('base64') });
  }

  const messageOf = async ({ id, conversationId }: Arrived): Promise<MessageView> => {
    const message = await maha.message(conversationId, id);
    if (!message) throw new Error(`message ${id} is not in its thread`);
    return message;
  };
  const originalOf = async ({ id }: Arrived): Promise<Buffer> => {
    const answer = await maha.fetch(`/api/messages/${id}/original`);
    expect(answer.status).toBe(200);
    return Buffer.from(await answer.arrayBuffer());
  };

  it('enters to the last mail', async () => {
    await eventually(
      async () => {
        const [row] = await sila.database.query<{ all: number; waiting: number }>(
          `SELECT count(*)::int AS all, count(*) FILTER (WHERE state = 'pending')::int AS waiting FROM inbound_event`,
        );
        expect(row).toEqual({ all: distinct, waiting: 0 });
      },
      { within: 60_000, every: 100 },
    );
    const ends = await sila.database.query<{ state: string; n: number }>(
      'SELECT state, count(*)::int AS n FROM inbound_event GROUP BY state ORDER BY state',
    );
    expect(ends.filter(({ state }) => !['done', 'ignored', 'dead'].includes(state))).toEqual([]);
    process.stdout.write(
      `Mail corpora through ${dovecot ? 'Dovecot' : 'the simulator'}: ${distinct} mails, ${ends.map(({ state, n }) => `${n} ${state}`).join(', ')}\n`,
    );
  }, 90_000);

  it('is all in threads, each mail with its original behind it', async () => {
    arrived = await sila.database.query<Arrived & { [column: string]: unknown }>(
      `SELECT m.id, m.conversation_id AS "conversationId", e.state FROM message m
         JOIN inbound_event e ON e.id = (m.meta->>'eventId')::uuid WHERE m.direction = 'in'`,
    );
    const originals = new Set<string>();
    for (const one of arrived) originals.add(fingerprint(await originalOf(one)));
    const lost = mails.filter(({ bytes }) => !originals.has(fingerprint(bytes))).map(({ name }) => name);
    const [ignored] = await sila.database.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM inbound_event WHERE state = 'ignored'`,
    );
    expect(lost).toHaveLength(ignored?.n ?? 0);
    expect(lost).toEqual([]);
  }, 60_000);

  it('shows what can be read, and for the rest a placeholder', async () => {
    for (const one of arrived) {
      const message = await messageOf(one);
      expect([one.state, message.kind]).toEqual([
        one.state,
        one.state === 'dead' ? 'placeholder' : message.kind,
      ]);
      const { text, quotedFrom } = message;
      if (quotedFrom !== null) expect(text.slice(0, quotedFrom).trim()).not.toBe('');
      for (const file of message.attachments) expect(file.state).toBe('ready');
      if (message.hasHtml) expect((await maha.fetch(`/api/messages/${message.id}/html`)).status).toBe(200);
    }
  }, 60_000);

  it('stops nobody: a mail that comes after all of it is read', async () => {
    await send([NORMAL]);
    await eventually(
      async () => {
        const found = (await maha.list('all')).find((item) => item.subject === 'last of all');
        expect(found?.snippet).toBe('شكرا لكم');
      },
      { within: 20_000 },
    );
  }, 30_000);
});
