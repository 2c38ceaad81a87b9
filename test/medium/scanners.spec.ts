import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import { type Dovecot, hasDovecot, startDovecot } from '../support/dovecot.js';
import { eventually } from '../support/eventually.js';
import { addLetters, LetterClerk } from '../support/letters.js';
import { Officer } from '../support/officer.js';
import { startWorker } from '../support/stack.js';
import { PASSWORD, startTestApi, type TestApi } from './access.support.js';

const SCANNER = 'scanner@charity.example';
const USER = 'scans';

/** Bytes that are taken for a scan; that they can't be read is found out quickly. */
const scan = (words: string): Buffer => Buffer.from(`%PDF-1.7 ${words}`);

function mail(from: string, files: readonly (readonly [string, Buffer])[], extra = 0): Buffer {
  const parts = [
    'Content-Type: text/plain\r\n\r\nScan attached.',
    ...files.map(
      ([name, bytes]) =>
        `Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="${name}"\r\n` +
        `Content-Transfer-Encoding: base64\r\n\r\n${bytes.toString('base64')}`,
    ),
    ...Array.from({ length: extra }, () => 'Content-Type: text/plain\r\n\r\nx'),
  ];
  return Buffer.from(
    `From: MFP <${from}>\r\nMessage-ID: <${Math.random()}@mfp>\r\nMIME-Version: 1.0\r\n` +
      `Content-Type: multipart/mixed; boundary=b\r\n\r\n${parts.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`,
  );
}

describe('scans that nobody hands in', () => {
  if (!hasDovecot()) {
    it('did not run: dovecot-imapd is not installed', () => expect(hasDovecot()).toBe(false));
    return;
  }
  let home: string;
  let server: Dovecot;
  let api: TestApi;
  let worker: INestApplicationContext;
  let clerk: LetterClerk;
  let inbox: ImapFlow;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'sila-drop-'));
    await mkdir(join(home, 'desk'));
    server = await startDovecot();
    api = await startTestApi({ DROP_DIR: home });
    worker = await startWorker(api.env);
    const accountId = await addLetters(worker, {
      folder: 'desk',
      scanners: [SCANNER],
      imapHost: '127.0.0.1',
      imapPort: server.port,
      imapSecurity: 'none',
      user: USER,
      password: server.password,
    });
    const { email } = await api.person('officer', [await api.queueId('relations')]);
    clerk = new LetterClerk(await Officer.signIn(api.url, email, PASSWORD), accountId);
    inbox = new ImapFlow({
      host: '127.0.0.1',
      port: server.port,
      secure: false,
      doSTARTTLS: false,
      auth: { user: USER, pass: server.password },
      logger: false,
    });
    await inbox.connect();
  }, 60_000);
  afterAll(async () => {
    inbox.close();
    await worker.close();
    await api.close();
    await server.dispose();
    await rm(home, { recursive: true, force: true });
  }, 60_000);

  /** The names of the files of all letters. */
  const names = async (): Promise<string[]> => {
    const letters = await clerk.list('incoming', '&limit=100');
    const messages = await Promise.all(
      letters.map(({ conversationId }) => clerk.officer.messages(conversationId)),
    );
    return messages
      .flat()
      .flatMap(({ attachments }) => attachments.map(({ fileName }) => fileName))
      .sort();
  };
  const until = (expected: readonly string[]): Promise<void> =>
    eventually(async () => expect(await names()).toEqual(expected), { within: 20_000 });

  it('are letters when a scanner mails them; other mail is none, and stays', async () => {
    await inbox.append('INBOX', mail('stranger@evil.example', [['forged.pdf', scan('forged')]]));
    await inbox.append(
      'INBOX',
      mail(SCANNER, [
        ['a.pdf', scan('a')],
        ['b.pdf', scan('b')],
        ['virus.exe', Buffer.from('MZ')],
      ]),
    );
    await until(['a.pdf', 'b.pdf']);
    expect((await inbox.status('INBOX', { messages: true, unseen: true })) as object).toMatchObject({
      messages: 2,
      unseen: 2,
    });
  }, 40_000);

  it('come in whole when their mail can not be taken apart', async () => {
    await inbox.append('INBOX', mail(SCANNER, [['c.pdf', scan('c')]], 1_100));
    await until(['a.pdf', 'b.pdf', 'mail.eml']);
  }, 40_000);

  it('are taken from a folder; the one that was mailed before is known', async () => {
    const folder = join(home, 'desk');
    await writeFile(join(folder, 'again.pdf'), scan('a'));
    await writeFile(join(folder, 'خطاب.pdf'), scan('new'));
    await writeFile(join(folder, 'notes.txt'), 'no scan');
    await until(['a.pdf', 'b.pdf', 'mail.eml', 'خطاب.pdf']);
    await eventually(async () => {
      expect((await readdir(join(folder, 'taken'))).sort()).toEqual(['again.pdf', 'خطاب.pdf']);
      expect(await readdir(join(folder, 'refused'))).toHaveLength(2);
    });
  }, 40_000);
});
