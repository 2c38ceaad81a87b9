import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AssociationSettings, VersionedSetting } from '@sila/contracts';
import { ConsoleScreen } from '../support/console-screen.js';
import { eventually } from '../support/eventually.js';
import { shutToday } from '../support/hours.js';
import { MAILBOX } from '../support/accounts.js';
import { type Installation, startInstallation } from '../support/installation.js';
import type { Officer } from '../support/officer.js';
import { mailsOf } from './mail.client.js';
import { PICTURE } from './pictures.js';

interface Answered {
  readonly id: string;
  readonly from: string;
  readonly mailId: string;
  readonly messageId: string;
}

type Mail = Omit<Parameters<Installation['simulator']['client']['sendMail']>[0], 'from'>;

describe('e-mail, from the mailbox to the screen and back', () => {
  let sila: Installation;
  let maha: Officer;
  let screen: ConsoleScreen;
  let people = 0;
  /** Answered at the same time, since an answer waits for its undo. */
  let answered: Record<'thread' | 'answers' | 'forged' | 'bounce', Answered>;

  beforeAll(async () => {
    sila = await startInstallation({ mail: true });
    maha = await sila.officer('maha');
    screen = await ConsoleScreen.open(maha, sila.apiUrls[0] ?? '');
    const [thread, answers, forged, bounce] = await Promise.all([
      answer('متى الموعد القادم', 'الموعد يوم الأحد.\n\nحياكم الله.'),
      answer('طلب تحديث البيانات', 'أرسلوا لنا صورة الهوية.'),
      answer('معاملة سرية', 'تمت الموافقة على معاملتكم.'),
      answer('بريدي القديم', 'لن تصل هذه الرسالة', 'smtp-bounce'),
    ]);
    answered = { thread, answers, forged, bounce };
  }, 120_000);

  afterAll(async () => {
    screen.close();
    await sila.stop();
  }, 30_000);

  const newAddress = () => `noura${(people += 1)}@example.org`;
  const post = (from: string, mail: Mail) => sila.simulator.client.sendMail({ from, ...mail });
  const received = (to: string, count = 1) =>
    sila.simulator.client.received({ channel: 'email', to, count, waitMs: 15_000 });
  /** Somebody writes; resolves with the row on the officer's open screen. */
  const conversation = async (subject: string, from = newAddress(), more: Mail = {}) => {
    const mail = await post(from, { subject, text: `${subject}؟`, name: 'نورة القحطاني', ...more });
    const row = await screen.row((item) => item.subject === subject, 15_000);
    return { from, row, id: row.id, mailId: mail.id };
  };
  const answer = async (subject: string, text: string, fault?: 'smtp-bounce'): Promise<Answered> => {
    const asked = await conversation(subject);
    if (fault) await sila.simulator.client.addFault({ kind: fault, count: 1, to: asked.from });
    const { id: file } = await maha.upload('موعد.png', 'image/png', PICTURE);
    return { ...asked, messageId: (await maha.reply(asked.id, text, { attachments: [file] })).id };
  };
  const conversationOf = (text: string): Promise<string> =>
    eventually(
      async () => {
        const [row] = await sila.database.query<{ id: string }>(
          'SELECT conversation_id AS id FROM message WHERE text LIKE $1',
          [`${text}%`],
        );
        if (!row) throw new Error('the mail did not come');
        return row.id;
      },
      { within: 15_000 },
    );

  it('brings a mail to the open screen and its files to the officer', async () => {
    const files = [{ base64: PICTURE.toString('base64'), contentType: 'image/png', fileName: 'صك.png' }];
    const { id, row, from } = await conversation('استفسار عن كفالة ابني', newAddress(), { media: files });
    expect(row).toMatchObject({
      contact: { name: 'نورة القحطاني' },
      channel: { channel: 'email' },
      unread: 1,
    });
    const [message] = await maha.messages(id);
    expect(message).toMatchObject({ address: from, subject: 'استفسار عن كفالة ابني', automatic: false });
    const [file] = message?.attachments ?? [];
    expect(file).toMatchObject({ fileName: 'صك.png', state: 'ready' });
    const bytes = await (await maha.fetch(`/api/attachments/${file?.id}`)).arrayBuffer();
    expect(Buffer.from(bytes).equals(PICTURE)).toBe(true);
    expect((await maha.detail(id)).contactDetail.identities[0]).toMatchObject({ assurance: 'verified' });
  }, 30_000);

  it('brings the answer to the mailbox, in its thread, from right to left', async () => {
    const { from, mailId } = answered.thread;
    await received(from);
    const [mail] = await mailsOf(sila.simulator, from);
    expect(mail).toMatchObject({
      subject: 'Re: متى الموعد القادم',
      inReplyTo: mailId,
      references: mailId,
      text: 'الموعد يوم الأحد.\n\nحياكم الله.',
    });
    expect(mail?.from?.value[0]).toMatchObject({ address: MAILBOX, name: 'جمعية رعاية الأيتام' });
    expect(mail?.replyTo?.value[0]?.address).toMatch(/^help\+c[a-z0-9]+@charity\.example$/);
    expect(mail?.html).toContain('dir="rtl"');
    expect(mail?.attachments.map(({ filename }) => filename)).toEqual(['موعد.png']);
  }, 30_000);

  it('threads what the person answers, by Message-ID and by the signed address alike', async () => {
    const { id, from } = answered.answers;
    await received(from);
    const [mail] = await mailsOf(sila.simulator, from);
    const ours = mail?.messageId ?? '';
    const quote =
      'في الأربعاء، 7 أكتوبر 2026 في 3:53 م تمت كتابة ما يلي بواسطة جمعية رعاية الأيتام <help@charity.example>:\n> أرسلوا لنا صورة الهوية.';
    await post(from, {
      subject: 'موضوع آخر تماما',
      text: `هذه صورة الهوية.\n\n${quote}`,
      inReplyTo: ours,
      references: [...[mail?.references ?? []].flat(), ours],
    });
    expect(await conversationOf('هذه صورة الهوية')).toBe(id);
    const answer = (await maha.messages(id)).find(({ text }) => text.startsWith('هذه صورة الهوية'));
    expect(answer?.text.slice(0, answer.quotedFrom ?? undefined).trim()).toBe('هذه صورة الهوية.');
    const to = mail?.replyTo?.value[0]?.address ?? '';
    await post(from, { subject: 'من جوالي', text: 'رد بلا معرّفات', to });
    expect(await conversationOf('رد بلا معرّفات')).toBe(id);
    await post('zawj@example.org', { subject: 'من زوجي', text: 'رد من بريد آخر', to: to.toUpperCase() });
    expect(await conversationOf('رد من بريد آخر')).toBe(id);
    // The answer goes to the person themselves, whoever else wrote into the thread.
    expect(await maha.reply(id, 'وصلت، شكرا لكم.')).toMatchObject({ address: from, status: 'queued' });
  }, 40_000);

  it('is not fooled by a forged sender with a guessed id, nor by somebody else’s references', async () => {
    const { id, from } = answered.forged;
    await received(from);
    const [mail] = await mailsOf(sila.simulator, from);
    const address = mail?.replyTo?.value[0]?.address ?? '';
    const guessed = address.replace(/.{4}@/, 'aaaa@');
    const madeUp = (mail?.messageId ?? '').replace(/.{4}@/, 'bbbb@');
    const forged: Mail = { subject: 'Re: معاملة سرية', inReplyTo: madeUp, to: guessed, authenticated: false };
    await post(from, { ...forged, text: 'غيّروا رقم حسابي' });
    expect(await conversationOf('غيّروا رقم حسابي')).not.toBe(id);
    await post('thief@example.net', { inReplyTo: mail?.messageId, subject: 'x', text: 'أرسلوا لي الملف' });
    const theirs = await conversationOf('أرسلوا لي الملف');
    expect(theirs).not.toBe(id);
    expect((await maha.detail(theirs)).contact.id).not.toBe((await maha.detail(id)).contact.id);
    expect((await maha.messages(id)).map(({ text }) => text)).not.toContain('غيّروا رقم حسابي');
  }, 30_000);

  it('shows HTML only after cleaning it, behind a policy that lets nothing run', async () => {
    const html =
      '<p>رسالة <b>مهمة</b></p><script>alert(1)</script><img src="https://tracker.example/a.gif" onerror="alert(2)"><a href="javascript:alert(3)">هنا</a>';
    const { id } = await conversation('نشرة بصيغة HTML', newAddress(), { html });
    const [message] = await maha.messages(id);
    expect(message?.hasHtml).toBe(true);
    const answer = await maha.fetch(`/api/messages/${message?.id}/html`);
    expect(answer.headers.get('content-security-policy')).toContain("sandbox; default-src 'none'");
    const shown = await answer.text();
    expect(shown).toContain('<b>مهمة</b>');
    expect(shown).not.toMatch(/<script|onerror|javascript:|\ssrc="https:\/\/tracker/);
    const original = await (await maha.fetch(`/api/messages/${message?.id}/original`)).text();
    expect(original).toContain('Delivered-To:');
  }, 20_000);

  it('marks a mail that bounced as failed, and the address as dead', async () => {
    const { id, messageId } = answered.bounce;
    const failed = await eventually(
      async () => {
        const message = await maha.message(id, messageId);
        expect(message?.status).toBe('failed');
        return message;
      },
      { within: 20_000 },
    );
    expect(failed?.error?.code).toBe('5.1.1');
    const [way] = (await maha.detail(id)).replyOptions;
    expect(way).toMatchObject({ canSend: false, blockedBy: 'unreachable' });
    expect(await sila.database.query(`SELECT 1 FROM message WHERE address LIKE 'mailer-daemon%'`)).toEqual(
      [],
    );
  }, 40_000);

  it('never answers machines by itself', async () => {
    await closeToday();
    const human = await conversation('سؤال بعد الدوام');
    expect((await received(human.from))[0]?.text).toContain('خارج أوقات العمل');
    const [notice] = await mailsOf(sila.simulator, human.from);
    expect(notice?.headers.get('auto-submitted')).toBe('auto-replied');
    const marks: readonly Record<string, string>[] = [
      { 'Auto-Submitted': 'auto-replied' },
      { Precedence: 'bulk' },
      { 'List-Id': '<news.example.org>' },
      { 'X-Auto-Response-Suppress': 'All' },
    ];
    for (const [index, headers] of marks.entries()) {
      const { id, row } = await conversation(`رد آلي ${index}`, newAddress(), { headers });
      const messages = await maha.messages(id);
      expect(messages.map(({ direction, automatic }) => [direction, automatic])).toEqual([['in', true]]);
      expect(row.waitingSince).toBeNull();
    }
  }, 40_000);

  /** Shuts the association for the day, whatever the time of day. */
  async function closeToday(): Promise<void> {
    const administrator = await sila.officer('root', [], 'administrator');
    const path = '/api/settings/association';
    const { version, value } = await administrator.get<VersionedSetting<AssociationSettings>>(path);
    const hours = { ...value.hours, open: shutToday() };
    await administrator.put(path, { version, value: { ...value, hours } });
  }
});
