import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ImapFlow } from 'imapflow';
import nodemailer from 'nodemailer';
import type { Simulator } from './simulator.js';
import { startTestSimulator, testMailbox } from './spec.harness.js';

describe('the pretended mail servers', () => {
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startTestSimulator();
  });

  afterAll(() => simulator.stop());

  const connect = async (user: string, pass: string): Promise<ImapFlow> => {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port: simulator.imapPort,
      secure: false,
      auth: { user, pass },
      logger: false,
    });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  const asAssociation = () => connect(testMailbox.user, testMailbox.password);
  const post = () =>
    nodemailer.createTransport({
      host: '127.0.0.1',
      port: simulator.smtpPort,
      secure: false,
      auth: { user: testMailbox.user, pass: testMailbox.password },
    });

  it('brings Sila’s mail to the beneficiary, who reads it with a real IMAP client', async () => {
    await post().sendMail({
      from: 'help@charity.example',
      to: 'noura@example.org',
      subject: 'بخصوص طلبك',
      text: 'استلمنا طلبك.',
      inReplyTo: '<question@example.org>',
      messageId: '<answer@charity.example>',
      attachments: [{ filename: 'قرار.txt', content: 'موافقة' }],
    });
    const [received] = await simulator.client.received({
      channel: 'email',
      to: 'noura@example.org',
      count: 1,
    });
    expect(received).toMatchObject({
      id: '<answer@charity.example>',
      subject: 'بخصوص طلبك',
      inReplyTo: '<question@example.org>',
    });
    expect(received?.media[0]?.fileName).toBe('قرار.txt');
    const client = await connect('noura@example.org', 'beneficiary');
    const lock = await client.getMailboxLock('INBOX');
    const mail = await client.fetchOne('1', { envelope: true, bodyStructure: true, source: true, uid: true });
    if (mail === false) throw new Error('the mailbox is empty');
    expect(mail.envelope).toMatchObject({ subject: 'بخصوص طلبك', inReplyTo: '<question@example.org>' });
    expect(mail.bodyStructure?.childNodes?.map(({ type }) => type)).toEqual(['text/plain', 'text/plain']);
    const part = await client.download('1', '2');
    if (part.content === undefined) throw new Error('the part is empty');
    expect(part.meta.filename).toBe('قرار.txt');
    const bytes: Buffer[] = [];
    for await (const chunk of part.content) bytes.push(chunk as Buffer);
    expect(Buffer.concat(bytes).toString()).toBe('موافقة');
    lock.release();
    await client.logout();
  });

  it('refuses wrong credentials at both doors', async () => {
    await expect(connect(testMailbox.user, 'wrong')).rejects.toBeDefined();
    const transport = nodemailer.createTransport({
      host: '127.0.0.1',
      port: simulator.smtpPort,
      auth: { user: 'help', pass: 'wrong' },
    });
    await expect(
      transport.sendMail({ from: 'a@b.example', to: 'c@d.example', text: '-' }),
    ).rejects.toMatchObject({ responseCode: 535 });
  });

  it('pushes new mail to an idling client, and lets it search, flag, move and append', async () => {
    const client = await asAssociation();
    const lock = await client.getMailboxLock('INBOX');
    const exists = new Promise<number>((resolve) => client.once('exists', ({ count }) => resolve(count)));
    const idling = client.idle();
    const sent = await simulator.client.sendMail({
      from: 'saeed@example.org',
      name: 'سعيد',
      subject: 'استفسار',
      text: 'متى موعد الصرف؟',
    });
    expect(await exists).toBeGreaterThan(0);
    await client.noop();
    await idling;
    expect(await client.search({ header: { 'message-id': sent.id } }, { uid: true })).toEqual([sent.uid]);
    expect(
      await client.search({ seen: false, since: new Date(Date.now() - 86_400_000) }, { uid: true }),
    ).toContain(sent.uid);
    await client.messageFlagsAdd(String(sent.uid), ['\\Seen'], { uid: true });
    expect(await client.search({ seen: false }, { uid: true })).not.toContain(sent.uid);
    const seen = await client.fetchOne(
      String(sent.uid),
      { flags: true, headers: ['delivered-to', 'authentication-results'] },
      { uid: true },
    );
    if (seen === false) throw new Error('the mail is gone');
    expect(seen.headers?.toString()).toMatch(/Delivered-To: help@charity\.example[\s\S]*dmarc=pass/);
    const moved = await client.messageMove(String(sent.uid), 'Archive', { uid: true });
    expect(moved === false ? 0 : moved.uidMap?.size).toBe(1);
    const appended = await client.append(
      'Sent',
      'Subject: kept\r\n\r\nbody\r\n',
      ['\\Seen'],
      new Date('2026-01-02T03:04:05Z'),
    );
    expect(appended === false ? null : appended.uid).toBe(1);
    lock.release();
    await client.logout();
  });

  it('keeps UIDs, and changes UIDVALIDITY when told to', async () => {
    const first = await asAssociation();
    const before = await first.status('INBOX', { uidValidity: true, uidNext: true, messages: true });
    await first.logout();
    await simulator.client.addFault({ kind: 'change-uidvalidity' });
    const second = await asAssociation();
    const after = await second.status('INBOX', { uidValidity: true, messages: true });
    expect(after === false || before === false ? null : after.uidValidity !== before.uidValidity).toBe(true);
    await second.logout();
  });

  it('delivers raw mail byte for byte, and drops the line in the middle of a fetch when told to', async () => {
    const raw = Buffer.from('From: x@example.org\nSubject: \xe3\xd1\xcd\xc8\xc7\n\nhello\n', 'latin1');
    const sent = await simulator.client.sendMail({ from: 'x@example.org', raw: raw.toString('base64') });
    await simulator.client.addFault({ kind: 'drop-mid-fetch', count: 1 });
    const broken = await asAssociation();
    await broken.mailboxOpen('INBOX');
    const cut = await broken.fetchOne(String(sent.uid), { source: true }, { uid: true }).catch(() => false);
    expect(cut).toBe(false);
    const client = await asAssociation();
    await client.mailboxOpen('INBOX');
    const mail = await client.fetchOne(String(sent.uid), { source: true }, { uid: true });
    expect(mail === false ? null : mail.source?.equals(raw)).toBe(true);
    await client.logout();
  });

  it('answers 4xx and 5xx, bounces later, and takes the mail before hanging up', async () => {
    const mail = { from: 'help@charity.example', to: 'hessa@example.org', subject: 's', text: 't' };
    await simulator.client.addFault({ kind: 'smtp-4xx', count: 1 });
    await expect(post().sendMail(mail)).rejects.toMatchObject({ responseCode: 451 });
    await simulator.client.addFault({ kind: 'smtp-5xx', count: 1 });
    await expect(post().sendMail(mail)).rejects.toMatchObject({ responseCode: 550 });
    await simulator.client.addFault({ kind: 'smtp-bounce', count: 1 });
    await post().sendMail({ ...mail, messageId: '<bounced@charity.example>' });
    const client = await asAssociation();
    await client.mailboxOpen('INBOX');
    let found: number[] | false | undefined = [];
    while (found === false || !found?.length)
      found = await client.search({ header: { 'in-reply-to': '<bounced@charity.example>' } });
    const report = await client.fetchOne(String(found[0]), { bodyStructure: true });
    expect(report === false ? null : report.bodyStructure?.type).toBe('multipart/report');
    await client.logout();
    await simulator.client.addFault({ kind: 'smtp-drop-after-data', count: 1 });
    await expect(post().sendMail(mail)).rejects.toBeDefined();
    expect(await simulator.client.received({ to: 'hessa@example.org', count: 1 })).toHaveLength(1);
  });
});
