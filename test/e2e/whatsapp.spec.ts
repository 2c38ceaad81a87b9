import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConversationItem, MessageView, PostMessage } from '@sila/contracts';
import { createHash, randomUUID } from 'node:crypto';
import type { FaultInput } from '../../apps/simulator/src/core/faults.board.js';
import { TEMPLATE } from '../support/accounts.js';
import { ConsoleScreen } from '../support/console-screen.js';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import type { Officer } from '../support/officer.js';
import { A_SECOND_AT_REST } from '../support/patience.js';
import { PICTURE } from './pictures.js';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

const LADDER = ['queued', 'sending', 'accepted', 'sent', 'delivered', 'read'];

const FAULTS = [
  { kind: 'shuffle-callbacks', ms: 700 },
  { kind: 'duplicate-callbacks' },
  { kind: 'early-callbacks' },
  { kind: 'delay-callbacks', status: 'sent', ms: 900 },
  { kind: 'lost-callback', status: 'delivered' },
] as const;

interface Answered {
  readonly id: string;
  readonly from: string;
  readonly message: MessageView;
}

describe('WhatsApp, from the phone to the screen and back', () => {
  let sila: Installation;
  let maha: Officer;
  let screen: ConsoleScreen;
  let people = 0;
  /** Answered at the same time, since an answer waits for its undo. */
  let plain: Answered;
  let picture: Answered;
  let faulty: readonly Answered[];
  let refused: Answered;
  let late: Answered;
  let repeated: Answered;
  let taken: MessageView;
  let twice: readonly MessageView[];

  beforeAll(async () => {
    sila = await startInstallation();
    maha = await sila.officer('maha');
    screen = await ConsoleScreen.open(maha, sila.apiUrls[0] ?? '');
    await answerAll();
  }, 120_000);

  async function answerAll(): Promise<void> {
    plain = await answer('هل وصلت أوراقي؟', 'نعم وصلت، وستُراجع اليوم بإذن الله.');
    const { id: upload } = await maha.upload('إيصال.png', 'image/png', PICTURE);
    picture = await answer('أرسلوا لي الإيصال', 'هذا هو الإيصال', { attachments: [upload] });
    faulty = await Promise.all(
      FAULTS.map((fault) => answer(`سؤال مع ${fault.kind}`, `جواب مع ${fault.kind}`, {}, fault)),
    );
    refused = await answer(
      'هاتفي مغلق',
      'تجدونها في الرابط',
      {},
      { kind: 'undeliverable', errorCode: 63024, count: 1 },
    );
    late = await afterTheWindow();
    const asked = await conversation('عندي استفسار');
    taken = await maha.reply(asked.id, 'جواب يُسحب');
    expect(await maha.post(`/api/messages/${taken.id}/cancel`)).toMatchObject({ status: 'cancelled' });
    const clientId = randomUUID();
    twice = await Promise.all([1, 2].map(() => maha.reply(asked.id, 'جواب واحد', { clientId })));
    repeated = { ...asked, message: await maha.reply(asked.id, 'آخر جواب') };
    twice = [...twice, await maha.reply(asked.id, 'جواب واحد', { clientId })];
  }

  afterAll(async () => {
    screen.close();
    await sila.stop();
  }, 30_000);

  const newPhone = () => `+9665500${String((people += 1)).padStart(5, '0')}`;
  const write = (from: string, text: string, more: object = {}) =>
    sila.simulator.client.sendWhatsapp({ from, text, ...more });
  const arrived = (to: string, count = 1) =>
    sila.simulator.client.received({ channel: 'whatsapp', to, count, waitMs: 12_000 });

  /** Somebody writes; resolves with the row on the officer's open screen. */
  const conversation = async (text: string, from = newPhone(), more: object = {}) => {
    await write(from, text, more);
    const row = await screen.row((item) => item.snippet === text);
    return { from, row, id: row.id };
  };

  /** Somebody writes and is answered, while the provider misbehaves as told. */
  const answer = async (
    question: string,
    text: string,
    more: Partial<PostMessage> = {},
    fault?: FaultInput,
  ): Promise<Answered> => {
    const { id, from } = await conversation(question);
    if (fault) await sila.simulator.client.addFault({ ...fault, to: from });
    await screen.watch(id);
    return { id, from, message: await maha.reply(id, text, more) };
  };

  /** Somebody whose last message is of yesterday is written to with a template. */
  const afterTheWindow = async (): Promise<Answered> => {
    const { id, from } = await conversation('رسالة قديمة');
    await sila.database.query(
      `UPDATE identity SET last_inbound_at = now() - interval '25 hours' WHERE value LIKE '%' || $1`,
      [from],
    );
    const template = { id: TEMPLATE.id, variables: { '1': 'أم خالد' } };
    return { id, from, message: await maha.reply(id, '', { template }) };
  };

  const reaches = (id: string, message: MessageView, status: MessageView['status']) =>
    eventually(async () => expect(await maha.message(id, message.id)).toMatchObject({ status }), {
      within: 15_000,
    });

  it('brings a message to the open screen within a second, with who, how long and why', async () => {
    const from = newPhone();
    const before = performance.now();
    const { row } = await conversation('السلام عليكم، متى موعد صرف المساعدة؟', from, { name: 'أم فهد' });
    expect(performance.now() - before).toBeLessThan(A_SECOND_AT_REST);
    expect(row).toMatchObject({
      contact: { name: 'أم فهد' },
      channel: { channel: 'whatsapp-twilio', icon: 'message-circle' },
      status: 'open',
      unread: 1,
    });
    expect(Date.now() - Date.parse(row.waitingSince ?? '')).toBeLessThan(5_000);
    const owned = await screen.row((item) => item.id === row.id && item.assignee?.id === maha.id);
    expect(owned.reason?.code).toEqual(expect.any(String));
    expect(await maha.list('mine')).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: row.id })]),
    );
  });

  it('brings the answer to the phone; ticks climb to read', async () => {
    const { id, from, message } = plain;
    expect(message).toMatchObject({ status: 'queued', undoUntil: expect.any(String) });
    const [got] = await arrived(from);
    expect(got).toMatchObject({ to: `whatsapp:${from}`, text: 'نعم وصلت، وستُراجع اليوم بإذن الله.' });
    await reaches(id, message, 'delivered');
    await sila.simulator.client.read(from);
    await reaches(id, message, 'read');
    expectClimbing(message.id);
    const seqs = screen.events().flatMap((event) => (event.conversationId === id ? [event.seq] : []));
    expect(seqs).toEqual(seqs.map((_, index) => (seqs[0] ?? 0) + index));
    expect((await maha.list('mine')).find((item) => item.id === id)?.waitingSince).toBeNull();
  }, 30_000);

  it('climbs the same ladder when callbacks come in the wrong order, twice, or late', async () => {
    await Promise.all(
      faulty.map(async ({ id, from, message }) => {
        await arrived(from);
        await sila.simulator.client.read(from);
        await reaches(id, message, 'read');
        await everyCallbackAnswered(from);
        expect((await maha.message(id, message.id))?.status).toBe('read');
        expectClimbing(message.id);
      }),
    );
    const hit = (await sila.simulator.client.ledger({ kind: 'fault' })).map(({ outcome }) => outcome);
    expect(hit).toEqual(expect.arrayContaining(FAULTS.map(({ kind }) => kind)));
  }, 30_000);

  it('takes pictures in and gives them to the officer, and to nobody of another queue', async () => {
    const stranger = await sila.officer('saad', ['research']);
    const from = newPhone();
    const media = [{ base64: PICTURE.toString('base64'), contentType: 'image/png', fileName: 'id.png' }];
    const { id } = await conversation('صورة الهوية', from, { media });
    const file = await eventually(async () => {
      const found = (await maha.messages(id)).flatMap((message) => message.attachments)[0];
      expect(found).toMatchObject({ state: 'ready', mediaType: 'image/png', size: PICTURE.length });
      return found;
    });
    const mine = await maha.fetch(`/api/attachments/${file?.id}`);
    expect(Buffer.from(await mine.arrayBuffer()).equals(PICTURE)).toBe(true);
    expect(mine.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await stranger.fetch(`/api/attachments/${file?.id}`)).status).toBe(404);
    expect((await fetch(`${sila.apiUrls[0]}/api/attachments/${file?.id}`)).status).toBe(401);
  });

  it('sends a picture to the phone', async () => {
    const [got] = await arrived(picture.from);
    const media = [{ contentType: 'image/png', size: PICTURE.length, sha256: sha256(PICTURE) }];
    expect(got).toMatchObject({ text: 'هذا هو الإيصال', media });
  }, 20_000);

  it('sends neither notes nor what was taken back, and sends once what was clicked twice', async () => {
    const { id, from, message } = repeated;
    const note = await maha.post<MessageView>(`/api/conversations/${id}/messages`, {
      clientId: randomUUID(),
      kind: 'note',
      text: 'ملاحظة للزملاء فقط',
    });
    expect(note).toMatchObject({ direction: 'note', status: 'received', undoUntil: null });
    expect(new Set(twice.map((one) => one.id)).size).toBe(1);
    await reaches(id, message, 'delivered');
    expect((await arrived(from, 2)).map(({ text }) => text)).toEqual(['جواب واحد', 'آخر جواب']);
    expect(await maha.refusal('POST', `/api/messages/${message.id}/cancel`)).toMatchObject({ status: 409 });
    expect(await maha.message(id, taken.id)).toMatchObject({ status: 'cancelled' });
  }, 20_000);

  it('stops an answer after 24 hours, and takes a template until the person writes again', async () => {
    const { id, from } = late;
    const body = { clientId: randomUUID(), kind: 'reply', text: 'متأخر' };
    expect(await maha.refusal('POST', `/api/conversations/${id}/messages`, body)).toMatchObject({
      status: 409,
      code: 'window-closed',
    });
    const [way] = (await maha.detail(id)).replyOptions;
    expect(way).toMatchObject({ canSend: false, blockedBy: 'window-closed', templates: [TEMPLATE] });
    const words = TEMPLATE.body.replace('{{1}}', 'أم خالد');
    expect(await arrived(from)).toMatchObject([{ text: words, contentSid: TEMPLATE.id }]);
    expect((await maha.message(id, late.message.id))?.text).toBe(words);
    await write(from, 'نعم تابعوا معي');
    await screen.row((item) => item.id === id && item.snippet === 'نعم تابعوا معي');
    expect((await maha.reply(id, 'تفضلي')).status).toBe('queued');
  }, 20_000);

  it('says when an answer did not arrive, and sends it again when told to', async () => {
    const { id, from, message } = refused;
    await reaches(id, message, 'failed');
    expect((await maha.message(id, message.id))?.error?.code).toBe('63024');
    expect(await sila.simulator.client.received({ to: from })).toEqual([]);
    await maha.post(`/api/messages/${message.id}/resolve`, { decision: 'resend' });
    expect(await arrived(from)).toMatchObject([{ text: 'تجدونها في الرابط' }]);
    await reaches(id, message, 'delivered');
  }, 20_000);

  it('knows somebody without a number as one person, and answers to their id', async () => {
    const from = 'SA.13491208655302741918';
    const { id } = await conversation('بلا رقم 1', from);
    for (const nth of [2, 3, 4, 5]) await write(from, `بلا رقم ${nth}`);
    await screen.row((item) => item.id === id && item.snippet === 'بلا رقم 5');
    const rows = (await maha.list()).filter(({ snippet }) => snippet.includes('بلا رقم'));
    expect(rows.map((row) => row.id)).toEqual([id]);
    expect(await maha.messages(id)).toHaveLength(5);
    await maha.reply(id, 'وصلتنا رسائلك');
    expect(await arrived(from)).toMatchObject([{ to: `whatsapp:${from}`, text: 'وصلتنا رسائلك' }]);
  });

  it('closes with an outcome, tells the person, opens again and is found again', async () => {
    const { id, from, row } = await conversation('أحتاج إلى إعادة تفعيل البطاقة', newPhone(), {
      name: 'آمنة الشمري',
    });
    const { version } = await eventually(async () => {
      const detail = await maha.detail(id);
      expect(detail.assignee).not.toBeNull();
      return detail;
    });
    const path = `/api/conversations/${id}`;
    expect(await maha.refusal('POST', `${path}/close`, { version })).toMatchObject({ status: 400 });
    const closed = await maha.post<ConversationItem>(`${path}/close`, { version, outcome: 'answered' });
    expect(closed).toMatchObject({ status: 'closed', closeOutcome: 'answered' });
    const [notice] = await arrived(from);
    expect(notice?.text).toContain('أُغلقت هذه المحادثة');
    expect((await maha.list('closed')).map((item) => item.id)).toContain(id);
    const body = { clientId: randomUUID(), kind: 'reply', text: 'بعد الإغلاق' };
    expect(await maha.refusal('POST', `${path}/messages`, body)).toMatchObject({ code: 'not-open' });
    const opened = await maha.post<ConversationItem>(`${path}/reopen`, { version: closed.version });
    expect(opened).toMatchObject({ id, status: 'open' });
    for (const words of ['امنه الشمري', 'اعاده تفعيل البطاقه', from.slice(1), String(row.number)]) {
      const found = await maha.list('all', `&q=${encodeURIComponent(words)}`);
      expect([words, found.map((item) => item.id)]).toEqual([words, expect.arrayContaining([id])]);
    }
    expect(await maha.list('all', `&q=${encodeURIComponent('كلمة لم يكتبها أحد')}`)).toEqual([]);
  }, 20_000);

  /** Waits until the simulator has an answer to each status callback of this phone: nothing more will come. */
  async function everyCallbackAnswered(phone: string): Promise<void> {
    await eventually(
      async () => {
        const lines = await sila.simulator.client.ledger({ kind: 'status' });
        const told = lines.filter((line) => line.to.endsWith(phone)).map((line) => line.status);
        expect(told).toEqual(expect.arrayContaining(['sent', 'delivered', 'read']));
      },
      { within: 10_000 },
    );
  }

  /** The screen was never told a lower rung after a higher one. */
  function expectClimbing(messageId: string): void {
    const rungs = screen
      .events()
      .flatMap(({ message }) => (message?.id === messageId ? [LADDER.indexOf(message.status)] : []));
    expect(rungs.length).toBeGreaterThan(0);
    expect(rungs).toEqual([...rungs].sort((a, b) => a - b));
  }
});
