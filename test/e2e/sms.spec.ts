import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MessageView, ReplyOption } from '@sila/contracts';
import type { FaultInput } from '../../apps/simulator/src/core/faults.board.js';
import { addSms, addUnifonic } from '../support/accounts.js';
import { ConsoleScreen } from '../support/console-screen.js';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import type { Officer } from '../support/officer.js';
import { A_SECOND_AT_REST } from '../support/patience.js';

interface Answered {
  readonly id: string;
  readonly phone: string;
  readonly message: MessageView;
}

describe('SMS, from the phone to the screen and back', () => {
  let sila: Installation;
  let maha: Officer;
  let screen: ConsoleScreen;
  let people = 0;
  let plain: Answered;
  let undelivered: Answered;
  let named: Answered;

  beforeAll(async () => {
    sila = await startInstallation({ accounts: [addSms, addUnifonic] });
    maha = await sila.officer('maha');
    screen = await ConsoleScreen.open(maha, sila.apiUrls[0] ?? '');
    await answerAll();
  }, 120_000);

  afterAll(async () => {
    screen.close();
    await sila.stop();
  }, 30_000);

  /** All at the same time, since an answer waits for its undo. */
  async function answerAll(): Promise<void> {
    [plain, undelivered, named] = await Promise.all([
      bySms('سؤال'),
      bySms('هاتفي مغلق', { kind: 'undeliverable', target: 'sms-twilio', count: 1 }),
      byName('طلب'),
    ]);
  }

  const newPhone = () => `+9665560${String((people += 1)).padStart(5, '0')}`;
  const texts = (phone: string, text: string) =>
    sila.simulator.client.send({ channel: 'sms', from: phone, text });

  async function bySms(question: string, fault?: FaultInput): Promise<Answered> {
    const phone = newPhone();
    await texts(phone, question);
    const { id } = await screen.row((item) => item.snippet === question);
    if (fault) await sila.simulator.client.addFault({ ...fault, to: phone });
    return { id, phone, message: await maha.reply(id, `جواب: ${question}`) };
  }

  /** Somebody writes on WhatsApp and is answered by SMS under the association's name. */
  async function byName(question: string): Promise<Answered> {
    const phone = newPhone();
    await sila.simulator.client.sendWhatsapp({ from: phone, text: question });
    const { id } = await screen.row((item) => item.snippet === question);
    const way = await wayBy(id, 'sms-unifonic');
    const address = { channelAccountId: way.channel.accountId, identityId: way.identityId ?? '' };
    return { id, phone, message: await maha.reply(id, `جواب: ${question}`, address) };
  }

  const wayBy = async (id: string, channel: string): Promise<ReplyOption> => {
    const way = (await maha.detail(id)).replyOptions.find((option) => option.channel.channel === channel);
    if (!way) throw new Error(`no way by ${channel}`);
    return way;
  };

  const arrived = (channel: string, to: string) =>
    sila.simulator.client.received({ channel, to, count: 1, waitMs: 15_000 });

  const reaches = ({ id, message }: Answered, status: MessageView['status'], within = 20_000) =>
    eventually(async () => expect(await maha.message(id, message.id)).toMatchObject({ status }), { within });

  it('brings a message in within a second, from a number that nobody vouches for', async () => {
    const phone = newPhone();
    const before = performance.now();
    await texts(phone, 'متى موعد الزيارة؟');
    const row = await screen.row((item) => item.snippet === 'متى موعد الزيارة؟');
    expect(performance.now() - before).toBeLessThan(A_SECOND_AT_REST);
    expect(row.channel).toMatchObject({ channel: 'sms-twilio', icon: 'message-square' });
    const { contactDetail, replyOptions } = await maha.detail(row.id);
    expect(contactDetail.identities).toMatchObject([{ value: phone, assurance: 'asserted' }]);
    expect(replyOptions).toMatchObject([
      { answerable: true, segments: 'sms', splits: true, maxLength: 1_600 },
    ]);
    expect(replyOptions).toHaveLength(1);
  });

  it('brings the answer to the phone', async () => {
    await reaches(plain, 'delivered');
    expect(await arrived('sms', plain.phone)).toMatchObject([{ text: plain.message.text }]);
  }, 30_000);

  it('says when an answer did not arrive', async () => {
    await reaches(undelivered, 'failed');
    expect((await maha.message(undelivered.id, undelivered.message.id))?.error?.code).toBe('30003');
  }, 30_000);

  it('closes the address of somebody who says stop, until they write again', async () => {
    const phone = newPhone();
    await texts(phone, 'استفسار عن الكفالة');
    const { id } = await screen.row((item) => item.snippet === 'استفسار عن الكفالة');
    await texts(phone, 'إيقاف');
    await eventually(async () => expect((await wayBy(id, 'sms-twilio')).blockedBy).toBe('unreachable'));
    const body = { clientId: crypto.randomUUID(), kind: 'reply', text: 'جواب' };
    expect(await maha.refusal('POST', `/api/conversations/${id}/messages`, body)).toMatchObject({
      code: 'no-address',
    });
    await texts(phone, 'أريد المتابعة');
    await eventually(async () => expect((await wayBy(id, 'sms-twilio')).canSend).toBe(true));
  });

  it('cuts an answer that is too long into several', async () => {
    const phone = newPhone();
    await texts(phone, 'ما المطلوب؟');
    const { id } = await screen.row((item) => item.snippet === 'ما المطلوب؟');
    await maha.reply(id, 'الأوراق المطلوبة كثيرة. '.repeat(100).trimEnd());
    const got = await sila.simulator.client.received({ channel: 'sms', to: phone, count: 2, waitMs: 15_000 });
    expect(got).toHaveLength(2);
    expect(got.every(({ text }) => text.length <= 1_600 && text.endsWith('.'))).toBe(true);
  }, 30_000);

  it('reaches somebody of WhatsApp by SMS under the association’s name, without promising an answer', async () => {
    await reaches(named, 'delivered');
    const got = await arrived('sms-unifonic', named.phone);
    expect(got).toMatchObject([{ from: 'Orphans', to: named.phone, reference: named.message.id }]);
    expect(await wayBy(named.id, 'sms-unifonic')).toMatchObject({ answerable: false, segments: 'sms' });
  }, 60_000);

  it('refuses a report from an address that was not given', async () => {
    const [found] = await sila.database.query<{ hook: string }>(
      `SELECT hook_id AS hook FROM channel_account WHERE channel = 'sms-unifonic'`,
    );
    const url = `${sila.apiUrls[0]}/hooks/${found?.hook}?m=${named.message.id}&t=guessed`;
    const body = new URLSearchParams({ MessageID: '1', Status: 'Failed' });
    expect((await fetch(url, { method: 'POST', body })).status).toBe(403);
  });
});
