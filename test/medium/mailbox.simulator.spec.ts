import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection, Inbound, Json, Polled } from '@sila/channels/channel';
import { startTestSimulator, testMailbox } from '../../apps/simulator/src/spec.harness.js';
import type { Simulator } from '../../apps/simulator/src/simulator.js';
import { email } from '../../libs/channels/email/channel.js';
import { sampleMessage } from '../../libs/channels/email/fixtures/failures.js';
import { fixtureSign } from '../../libs/channels/fixture.js';

let simulator: Simulator;
let connection: Connection;
let cursor: Json = null;

function open(more: Record<string, unknown> = {}): Connection {
  const values = email.settings.parse({
    address: testMailbox.address,
    imapHost: '127.0.0.1',
    imapPort: simulator.imapPort,
    imapSecurity: 'none',
    smtpHost: '127.0.0.1',
    smtpPort: simulator.smtpPort,
    smtpSecurity: 'none',
    user: testMailbox.user,
    password: testMailbox.password,
    trustedAuthservId: 'mx.simulator.test',
    ...more,
  });
  return email.open(values, {
    accountId: 'account',
    webhookUrl: '',
    publicUrl: '',
    now: () => new Date(),
    sign: fixtureSign,
  });
}

async function poll(from: Json, by = connection): Promise<Polled> {
  if (!by.poll) throw new Error('no poll');
  return by.poll(from);
}

async function understand(polled: Polled): Promise<Inbound[]> {
  const receivedAt = new Date();
  const all = polled.items.map(async ({ event, body }) =>
    connection.parse({ ...event, request: { method: 'POLL', url: '', headers: {}, body }, receivedAt }),
  );
  return (await Promise.all(all)).flat();
}

/** What came since the last call, understood. */
async function take(): Promise<Inbound[]> {
  const polled = await poll(cursor);
  cursor = polled.cursor;
  return understand(polled);
}

beforeAll(async () => {
  simulator = await startTestSimulator();
  connection = open();
}, 20_000);

afterAll(async () => {
  await connection.close?.();
  await simulator.stop();
});

describe('e-mail through the pretended mail servers', () => {
  it('passes the check of the settings, and says what is wrong with bad ones', async () => {
    await connection.check?.();
    await expect(open({ password: 'wrong' }).check?.()).rejects.toMatchObject({
      kind: 'auth',
      code: 'imap-auth',
    });
    await expect(open({ mailbox: 'Nowhere' }).check?.()).rejects.toMatchObject({ name: 'ChannelError' });
  }, 20_000);

  it('brings the question in and the answer out, threaded both ways', async () => {
    const asked = await simulator.client.sendMail({
      from: 'noura@family.example',
      name: 'نورة',
      subject: 'طلب كفالة',
      text: 'السلام عليكم',
    });
    const [question] = await take();
    expect(question).toMatchObject({
      type: 'message',
      providerId: asked.id,
      text: 'السلام عليكم',
      from: { value: 'noura@family.example', name: 'نورة', assurance: 'verified' },
    });
    const accepted = await connection.send({ ...sampleMessage, attachments: [], thread: [asked.id] });
    const [answer] = await simulator.client.received({ to: 'noura@family.example', count: 1 });
    expect(JSON.stringify(answer)).toContain('Re: طلب كفالة');
    await simulator.client.sendMail({
      from: 'noura@family.example',
      subject: 'Re: طلب كفالة',
      text: 'شكرًا',
      inReplyTo: accepted.providerId ?? '',
    });
    expect(await take()).toMatchObject([
      { references: [{ kind: 'provider-message', ids: [accepted.providerId] }] },
    ]);
  }, 20_000);

  it('loses and doubles nothing when the line drops in the middle of a fetch', async () => {
    for (const number of [1, 2, 3])
      await simulator.client.sendMail({ from: `s${number}@x.example`, text: 'نص' });
    await simulator.client.addFault({ kind: 'drop-mid-fetch', count: 1 });
    await expect(poll(cursor)).rejects.toMatchObject({ kind: 'retry' });
    expect(await take()).toHaveLength(3);
    expect(await take()).toHaveLength(0);
  }, 20_000);

  it('reads all again under the same keys when the mailbox is renumbered', async () => {
    const before = await poll(null);
    await connection.close?.();
    connection = open();
    await simulator.client.addFault({ kind: 'change-uidvalidity' });
    const after = await poll(before.cursor);
    expect(after.items.map((item) => item.event.key)).toEqual(before.items.map((item) => item.event.key));
    expect(after.cursor).not.toEqual(before.cursor);
    ({ cursor } = after);
  }, 20_000);

  it('leaves alone what was there before, where the setting says so', async () => {
    const fresh = open({ readExisting: false });
    const first = await poll(null, fresh);
    expect(first.items).toEqual([]);
    await simulator.client.sendMail({ from: 'new@x.example', text: 'نص' });
    expect((await poll(first.cursor, fresh)).items.map((item) => item.event.lane)).toEqual(['new@x.example']);
    await fresh.close?.();
    await take();
  }, 20_000);

  it('wakes when a mail arrives', async () => {
    let arrivals = 0;
    let resolve = (): void => undefined;
    const twice = new Promise<void>((done) => {
      resolve = done;
    });
    const stop = await connection.watch?.(() => {
      arrivals += 1;
      if (arrivals === 1) void simulator.client.sendMail({ from: 'wake@x.example', text: 'نص' });
      else resolve();
    });
    await twice;
    await stop?.();
    expect(await take()).toMatchObject([{ from: { value: 'wake@x.example' } }]);
  }, 20_000);

  it('knows its own mail by the same Message-ID after a lost answer', async () => {
    const message = {
      ...sampleMessage,
      attachments: [],
      to: { kind: 'email', value: 'twice@x.example' },
    } as const;
    await simulator.client.addFault({ kind: 'smtp-drop-after-data', count: 1 });
    await expect(connection.send(message)).rejects.toMatchObject({ kind: 'unknown-outcome' });
    const accepted = await connection.send(message);
    const arrived = await simulator.client.received({ to: 'twice@x.example', count: 2 });
    expect(arrived.every((each) => JSON.stringify(each).includes(accepted.providerId ?? 'none'))).toBe(true);
  }, 20_000);
});
