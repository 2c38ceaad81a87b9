import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { system } from '@sila/access';
import type { RawEvent } from '@sila/channels';
import { ChannelAccountService } from '@sila/directory';
import { DeadLetters, Intake } from '@sila/intake';
import { eventOf } from '../../libs/channels/providers/mailbox/headers.js';
import { untilQuiet } from '../support/auditor.js';
import { QUEUE_STORES, type Stack, startStack } from '../support/stack.js';

const actor = system('test');
const header = (from: string) =>
  `From: ${from}\r\nTo: care@sila.example\r\nSubject: test\r\nMessage-ID: <${from.replace(/\W/g, '')}@x>\r\n`;

/** A mail of so many parts, each inside the one before. */
function nested(depth: number): string {
  let mail = '';
  for (let n = 0; n < depth; n++)
    mail += `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}\r\n`;
  return `${mail}Content-Type: text/plain\r\n\r\nin the depth\r\n`;
}

const MAILS: Readonly<Record<string, Buffer>> = {
  'a NUL in a name and in a file name': Buffer.from(
    `${header('"n\u0000ul" <nul@x.example>')}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Disposition: attachment; filename="../../x\u0000.svg"\r\n\r\n<svg/>\r\n--b--\r\n`,
  ),
  'three thousand parts inside one another': Buffer.from(header('deep@x.example') + nested(3_000)),
  'a header of 25 MB': Buffer.from(
    `${header('header@x.example')}X-Big: ${'x'.repeat(25 * 1024 * 1024)}\r\n\r\nbody`,
  ),
  'a line of 5 MB': Buffer.from(`${header('line@x.example')}\r\n${'y'.repeat(5 * 1024 * 1024)}`),
  'a charset nobody knows': Buffer.from(
    `${header('charset@x.example')}Content-Type: text/plain; charset=klingon-7\r\n\r\n\xe5\xe1\xc7`,
    'latin1',
  ),
  'a mail of no bytes': Buffer.alloc(0),
  'bytes that are no mail': Buffer.from(Array.from({ length: 5_000 }, (_, n) => (n * 37) % 256)),
};

describe.each(QUEUE_STORES)('F34: poison, with the queue store on %s', (store) => {
  let stack: Stack;
  let mailbox: string;
  beforeAll(async () => {
    stack = await startStack(store);
    const settings = {
      address: 'care@sila.example',
      user: 'care',
      password: 'none',
      imapHost: '127.0.0.1',
      imapPort: 9,
      imapSecurity: 'none',
      smtpHost: '127.0.0.1',
      smtpPort: 9,
      smtpSecurity: 'none',
    };
    const account = await stack.app
      .get(ChannelAccountService, { strict: false })
      .create(actor, { channel: 'email', label: 'بريد', queueId: null, webhookUrl: null, settings });
    mailbox = account.id;
  });
  afterAll(() => stack.stop());

  const accept = (body: Buffer, event: RawEvent) =>
    stack.app.get(Intake, { strict: false }).accept({
      hookId: null,
      channelAccountId: mailbox,
      request: { method: 'POLL', url: '', headers: {}, body },
      events: [event],
      receivedAt: new Date(),
    });

  it('ends in a message or a visible placeholder each, and its neighbours go on', async () => {
    for (const mail of Object.values(MAILS)) {
      await accept(mail, eventOf(mail));
      const neighbour = Buffer.from(
        `From: neighbour@x.example\r\nMessage-ID: <n${Math.random()}@x>\r\n\r\nسلام`,
      );
      await accept(neighbour, eventOf(neighbour));
    }
    await untilQuiet(stack.database, 60_000);
    const rows = await stack.database.query<{ state: string; shown: boolean }>(
      `SELECT e.state, EXISTS (SELECT 1 FROM message m WHERE m.meta->>'eventId' = e.id::text) AS shown FROM inbound_event e`,
    );
    expect(rows.length).toBe(2 * Object.keys(MAILS).length);
    expect(rows.filter((row) => !['done', 'dead'].includes(row.state) || !row.shown)).toEqual([]);
  }, 120_000);

  it('of the kind WhatsApp might send is shown as well: no text, lone surrogates, an unknown type', async () => {
    const fields: Record<string, string>[] = [
      { Body: '' },
      { Body: '\uD800 نصف حرف' },
      { Body: 'a\u0000b' },
      { Body: '', MessageType: 'hologram', NumMedia: '0' },
      { Body: 'x'.repeat(200_000) },
    ];
    for (const [n, each] of fields.entries()) {
      const status = await stack.whatsappIn({
        From: 'whatsapp:+966533333333',
        MessageSid: `SM${String(n + 1).padStart(32, 'a')}`,
        ...each,
      });
      expect(status).toBe(200);
    }
    await untilQuiet(stack.database, 30_000);
    const rows = await stack.database.query<{ n: string }>(
      `SELECT count(*) AS n FROM message WHERE address LIKE '%533333333' AND direction = 'in'`,
    );
    expect(rows[0]?.n).toBe(String(fields.length));
  }, 60_000);

  it('can be replayed by an administrator, once, and discarded with a reason', async () => {
    const letters = stack.app.get(DeadLetters, { strict: false });
    const before = (await letters.list(actor, undefined)).items;
    const messages = async () =>
      (await stack.database.query<{ n: string }>('SELECT count(*) AS n FROM message'))[0]?.n;
    const count = await messages();
    const ids = before.map((letter) => letter.id);
    const replayed = await Promise.all([letters.replay(actor, { ids }), letters.replay(actor, { ids })]);
    expect(Math.max(...replayed)).toBeLessThanOrEqual(ids.length);
    await untilQuiet(stack.database, 60_000);
    expect(await messages()).toBe(count);
    const [dead] = (await letters.list(actor, undefined)).items;
    if (!dead) return;
    await letters.discard(actor, dead.id, 'لا يُقرأ');
    expect((await letters.list(actor, undefined)).items.some((letter) => letter.id === dead.id)).toBe(false);
  }, 90_000);
});
