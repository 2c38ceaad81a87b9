import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ImapFlow } from 'imapflow';
import { ChannelError, type Connection, type Json } from '@sila/channels/channel';
import { email } from '../../libs/channels/email/channel.js';
import { hasDovecot, startDovecot, type Dovecot } from '../support/dovecot.js';

const START: Json = null;

let server: Dovecot;
let count = 0;
const opened: Connection[] = [];

if (hasDovecot()) {
  beforeAll(async () => {
    server = await startDovecot();
  }, 20_000);

  afterAll(async () => {
    await Promise.all(opened.map(async (connection) => connection.close?.()));
    await server.dispose();
  });

  describe('reading a mailbox on Dovecot', readingMailbox);
  describe('watching a mailbox on Dovecot', watchingMailbox);
  describe('a mailbox that fails', failingMailbox);
} else {
  it('did not run: dovecot-imapd is not installed', () => expect(hasDovecot()).toBe(false));
}

function open(port: number, user: string, password: string): Connection {
  const values = email.settings.parse({
    address: 'help@charity.example',
    imapHost: '127.0.0.1',
    imapPort: port,
    imapSecurity: 'none',
    smtpHost: '127.0.0.1',
    smtpPort: port,
    smtpSecurity: 'none',
    user,
    password,
  });
  return email.open(values, {
    accountId: 'account',
    webhookUrl: '',
    publicUrl: '',
    now: () => new Date(),
    sign: (purpose, value) => createHmac('sha256', 'k').update(`${purpose}\0${value}`).digest('base64url'),
  });
}

function letter(number: number): Buffer {
  const head = `From: noura@family.example\r\nMessage-ID: <${number}@family.example>\r\nSubject: n${number}\r\n`;
  return Buffer.from(`${head}Content-Type: text/plain; charset=utf-8\r\n\r\nالرسالة رقم ${number}\r\n`);
}

async function poll(connection: Connection, cursor: Json) {
  if (!connection.poll) throw new Error('no poll');
  return connection.poll(cursor);
}

/** Everything from the cursor on, as the engine reads it. */
async function readAll(
  connection: Connection,
  from: Json,
): Promise<{ keys: string[]; cursor: Json; rounds: number }> {
  const keys: string[] = [];
  let cursor = from;
  for (let rounds = 1; ; rounds += 1) {
    const polled = await poll(connection, cursor);
    keys.push(...polled.items.map((item) => item.event.key));
    cursor = polled.cursor;
    if (!polled.more) return { keys, cursor, rounds };
  }
}

function mailbox(): { user: string; connection: Connection } {
  count += 1;
  const user = `user${count}`;
  const connection = open(server.port, user, server.password);
  opened.push(connection);
  return { user, connection };
}

async function deliver(user: string, numbers: readonly number[]): Promise<void> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: server.port,
    secure: false,
    doSTARTTLS: false,
    auth: { user, pass: server.password },
    logger: false,
  });
  await client.connect();
  for (const number of numbers) await client.append('INBOX', letter(number));
  await client.logout();
}

function readingMailbox(): void {
  it('reads what is new once, in batches, and leaves the mailbox as it is', async () => {
    const { user, connection } = mailbox();
    await deliver(
      user,
      Array.from({ length: 60 }, (_, index) => index),
    );
    const first = await readAll(connection, START);
    expect(new Set(first.keys).size).toBe(60);
    expect(first.rounds).toBeGreaterThan(1);
    expect((await readAll(connection, first.cursor)).keys).toEqual([]);
    await deliver(user, [100]);
    const next = await poll(connection, first.cursor);
    expect(next.items.map((item) => item.event.lane)).toEqual(['noura@family.example']);
    expect(next.items[0]?.body.equals(letter(100))).toBe(true);
  }, 30_000);

  it('reads an empty mailbox without complaint', async () => {
    const { connection } = mailbox();
    expect(await poll(connection, START)).toMatchObject({ items: [], more: false });
  });

  it('reads everything again, under the same keys, when the server renumbers', async () => {
    const { user, connection } = mailbox();
    await deliver(user, [1, 2, 3]);
    const before = await readAll(connection, START);
    await connection.close?.();
    await server.stop();
    server.renumber(user);
    await server.restart();
    const again = open(server.port, user, server.password);
    opened.push(again);
    const after = await readAll(again, before.cursor);
    expect(after.cursor).not.toMatchObject({
      uidValidity: (before.cursor as { uidValidity: string }).uidValidity,
    });
    expect(after.keys.sort()).toEqual(before.keys.sort());
  }, 20_000);
}

function watchingMailbox(): void {
  it('wakes on arrival, and again after the server came back', async () => {
    const { user, connection } = mailbox();
    await deliver(user, [1]);
    const wakes = signals();
    const stop = await connection.watch?.(wakes.signal);
    await wakes.next();
    await deliver(user, [2]);
    await wakes.next();
    await server.stop();
    await server.restart();
    await wakes.next();
    await deliver(user, [3]);
    await wakes.next();
    await stop?.();
  }, 30_000);
}

function failingMailbox(): void {
  it('goes on reading after the connection was cut', async () => {
    const { user, connection } = mailbox();
    await deliver(user, [1]);
    const first = await readAll(connection, START);
    await server.stop();
    await expect(poll(connection, first.cursor)).rejects.toMatchObject({
      name: 'ChannelError',
      kind: 'retry',
    });
    await server.restart();
    await deliver(user, [2]);
    expect((await readAll(connection, first.cursor)).keys).toHaveLength(1);
  }, 20_000);

  it('tells bad credentials and a missing folder from an outage', async () => {
    const wrong = open(server.port, 'user1', 'wrong');
    await expect(poll(wrong, START)).rejects.toMatchObject({ kind: 'auth' });
    await expect(wrong.check?.()).rejects.toBeInstanceOf(ChannelError);
  }, 20_000);

  it('closes within two seconds although the server stays silent', async () => {
    const mute = createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const connection = open((mute.address() as AddressInfo).port, 'user', 'x');
    const pending = poll(connection, START).catch((error: unknown) => error);
    await connection.watch?.(() => undefined);
    const start = performance.now();
    await connection.close?.();
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(await pending).toBeInstanceOf(ChannelError);
    mute.close();
  });
}

/** Counts signals that nobody awaited yet. */
function signals(): { signal: () => void; next: () => Promise<void> } {
  let waiting = 0;
  let resolveNext: (() => void) | null = null;
  return {
    signal: () => {
      if (resolveNext) resolveNext();
      else waiting += 1;
      resolveNext = null;
    },
    next: async () => {
      if (waiting > 0) {
        waiting = 0;
        return;
      }
      await new Promise<void>((resolve) => {
        resolveNext = resolve;
      });
    },
  };
}
