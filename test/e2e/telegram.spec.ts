import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChannelAccountView, MessageView, PostMessage } from '@sila/contracts';
import type { FaultInput } from '../../apps/simulator/src/core/faults.board.js';
import type { TelegramSend } from '../../apps/simulator/src/telegram/send.contract.js';
import { addBot, BOT } from '../support/accounts.js';
import { ConsoleScreen } from '../support/console-screen.js';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import type { Officer } from '../support/officer.js';
import { A_SECOND_AT_REST } from '../support/patience.js';
import { PICTURE } from './pictures.js';

/** The first page of an Ogg stream that holds Opus. */
const VOICE = Buffer.concat([
  Buffer.from('OggS'),
  Buffer.alloc(24),
  Buffer.from('OpusHead'),
  Buffer.alloc(40),
]);
const PDF = Buffer.from('%PDF-1.4\n%\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF');
const LONG = 'تفاصيل القرار: '.repeat(100).trim();

interface Answered {
  readonly id: string;
  readonly from: string;
  readonly message: MessageView;
}

describe('Telegram, from the phone to the screen and back', () => {
  let sila: Installation;
  let maha: Officer;
  let screen: ConsoleScreen;
  let people = 0;
  /** Answered at the same time, since an answer waits for its undo. */
  let plain: Answered;
  let withFile: Answered;
  let hung: Answered;
  let shutOut: Answered;

  beforeAll(async () => {
    sila = await startInstallation({ apis: 2, accounts: [addBot] });
    maha = await sila.officer('maha');
    screen = await ConsoleScreen.open(maha, sila.apiUrls[0] ?? '');
    const { id: upload } = await maha.upload('القرار.pdf', 'application/pdf', PDF);
    [plain, withFile, hung, shutOut] = await Promise.all([
      answer('هل وصلت أوراقي؟', 'نعم وصلت، <b>وستُراجع</b> اليوم بإذن الله.'),
      answer('أرسلوا لي القرار', LONG, { attachments: [upload] }),
      answer('سؤال معلّق', 'جواب معلّق', {}, { kind: 'hang', ms: 500, count: 1 }),
      answer('سأحظركم', 'جواب لا يصل', {}, { kind: 'blocked', count: 1 }),
    ]);
  }, 120_000);

  afterAll(async () => {
    screen.close();
    await sila.stop();
  }, 30_000);

  type Act = Partial<Omit<TelegramSend, 'channel' | 'from'>>;
  const newChat = () => `77${String((people += 1)).padStart(7, '0')}`;
  const act = (from: string, action: Act) =>
    sila.simulator.client.send({ channel: 'telegram', from, ...action });
  const write = (from: string, text: string, more: Act = {}) => act(from, { text, ...more });
  const arrived = (to: string, count = 1) =>
    sila.simulator.client.received({ channel: 'telegram', to, count, waitMs: 12_000 });

  /** Somebody writes; resolves with the row on the officer's open screen. */
  const conversation = async (text: string, from = newChat(), more: Act = {}) => {
    const { id: first } = await write(from, text, more);
    const row = await screen.row((item) => item.snippet === text);
    return { from, row, id: row.id, first };
  };

  /** Somebody writes and is answered, while the provider misbehaves as told. */
  const answer = async (
    question: string,
    text: string,
    more: Partial<PostMessage> = {},
    fault?: FaultInput,
  ): Promise<Answered> => {
    const { id, from } = await conversation(question);
    if (fault) await sila.simulator.client.addFault({ target: 'telegram', to: from, ...fault });
    return { id, from, message: await maha.reply(id, text, more) };
  };

  const reaches = (id: string, message: MessageView, status: MessageView['status']) =>
    eventually(async () => expect(await maha.message(id, message.id)).toMatchObject({ status }), {
      within: 30_000,
    });

  const lastOf = async (id: string) => (await maha.messages(id)).at(-1);

  it('brings a message to the open screen within a second, under the name the person has there', async () => {
    const before = performance.now();
    const { row } = await conversation('السلام عليكم، متى موعد الصرف؟', newChat(), { name: 'أم فهد' });
    expect(performance.now() - before).toBeLessThan(A_SECOND_AT_REST);
    expect(row).toMatchObject({
      contact: { name: 'أم فهد' },
      channel: { channel: 'telegram', icon: 'send' },
      status: 'open',
      unread: 1,
    });
  });

  it('brings the answer to the phone as it was written; it ends as sent', async () => {
    const { id, from, message } = plain;
    const [got] = await arrived(from);
    expect(got).toMatchObject({ from: BOT, to: from, text: 'نعم وصلت، <b>وستُراجع</b> اليوم بإذن الله.' });
    await reaches(id, message, 'sent');
  }, 30_000);

  it('takes pictures, voice notes and documents in', async () => {
    const files = [
      { bytes: PICTURE, contentType: 'image/png', fileName: 'id.png' },
      { bytes: VOICE, contentType: 'audio/ogg', voice: true },
      { bytes: PDF, contentType: 'application/pdf', fileName: 'صك الحضانة.pdf' },
    ];
    const { id, from } = await conversation('هذه أوراقي');
    for (const { bytes, ...file } of files)
      await act(from, { media: [{ base64: bytes.toString('base64'), ...file }] });
    const got = await eventually(async () => {
      const found = (await maha.messages(id)).flatMap((message) => message.attachments);
      expect(found.map(({ state }) => state)).toEqual(['ready', 'ready', 'ready']);
      return found;
    });
    expect(got.map(({ mediaType }) => mediaType.split(';')[0])).toEqual([
      'image/png',
      'audio/ogg',
      'application/pdf',
    ]);
    expect(got[2]?.fileName).toBe('صك الحضانة.pdf');
    for (const [index, { bytes }] of files.entries()) {
      const answer = await maha.fetch(`/api/attachments/${got[index]?.id}`);
      expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    }
  }, 20_000);

  it('sends a file after the words that are too long to stand beside it', async () => {
    const { from } = withFile;
    const got = await arrived(from, 2);
    expect(got.map(({ text, media, details }) => [text, media.length, details['method']])).toEqual([
      [LONG, 0, 'sendMessage'],
      ['', 1, 'sendDocument'],
    ]);
    expect(got[1]?.media[0]).toMatchObject({ fileName: 'القرار.pdf', size: PDF.length });
  }, 20_000);

  it('shows once what comes twenty times, through two processes, and keeps what was said in its order', async () => {
    const from = newChat();
    const { id } = await conversation('مرة واحدة', from, { times: 20, targets: [...sila.apiUrls] });
    await Promise.all(['أولًا', 'ثانيًا', 'ثالثًا'].map((text) => write(from, text, { times: 3 })));
    const texts = async () => (await maha.messages(id)).map(({ text }) => text).sort();
    await eventually(async () =>
      expect(await texts()).toEqual(['أولًا', 'ثالثًا', 'ثانيًا', 'مرة واحدة'].sort()),
    );
  });

  it('tells the times of messages that come in the wrong order', async () => {
    const { id, from } = await conversation('قبل الفوضى');
    await sila.simulator.client.addFault({ target: 'telegram', kind: 'shuffle-updates', to: from, count: 1 });
    for (const text of ['واحد', 'اثنان', 'ثلاثة']) await write(from, text);
    await eventually(async () => expect(await maha.messages(id)).toHaveLength(4));
  });

  it('asks a person about what may have been sent, and sends it again by itself never', async () => {
    const { id, from, message } = hung;
    await reaches(id, message, 'unknown');
    expect(await arrived(from)).toHaveLength(1);
    const decided = await maha.post<MessageView>(`/api/messages/${message.id}/resolve`, {
      decision: 'leave',
    });
    expect(decided).toMatchObject({ status: 'failed' });
    const next = await maha.reply(id, 'جواب بعده');
    await reaches(id, next, 'sent');
    expect((await arrived(from, 2)).map(({ text }) => text)).toEqual(['جواب معلّق', 'جواب بعده']);
  }, 60_000);

  it('knows who shut the bot out, and who let it in again', async () => {
    const { id, from, message } = shutOut;
    await reaches(id, message, 'failed');
    const wayOut = async () =>
      (await maha.detail(id)).replyOptions.map(({ canSend, blockedBy }) => ({ canSend, blockedBy }));
    expect(await wayOut()).toEqual([{ canSend: false, blockedBy: 'unreachable' }]);
    await act(from, { blocks: false });
    await eventually(async () => expect(await wayOut()).toEqual([{ canSend: true, blockedBy: null }]));
    await act(from, { blocks: true });
    await eventually(async () =>
      expect(await wayOut()).toEqual([{ canSend: false, blockedBy: 'unreachable' }]),
    );
    await write(from, 'عدت إليكم');
    await eventually(async () => expect(await wayOut()).toEqual([{ canSend: true, blockedBy: null }]));
  }, 30_000);

  it('shows places, cards, answers, signs and changed words', async () => {
    const { id, from, first } = await conversation('نسكن في الحي الجنوبي');
    await act(from, { location: { latitude: 24.7, longitude: 46.7, label: 'مسجد الحي', address: 'الرياض' } });
    await eventually(async () =>
      expect(await lastOf(id)).toMatchObject({ content: { type: 'location', name: 'مسجد الحي' } }),
    );
    await act(from, { contact: { name: 'خالد', phone: '+966500000002' } });
    await eventually(async () =>
      expect(await lastOf(id)).toMatchObject({ content: { type: 'contacts', contacts: [{ name: 'خالد' }] } }),
    );
    await write(from, 'أقصد هذا', { inReplyTo: first });
    await eventually(async () =>
      expect(await lastOf(id)).toMatchObject({ quoted: { text: 'نسكن في الحي الجنوبي', direction: 'in' } }),
    );
    await act(from, { edit: { of: first, text: 'نسكن في الحي الشمالي' } });
    await act(from, { reaction: { to: first, emoji: '❤' } });
    await eventually(async () =>
      expect((await maha.messages(id))[0]).toMatchObject({
        text: 'نسكن في الحي الشمالي',
        editedAt: expect.any(String),
        reactions: [{ emoji: '❤', count: 1 }],
      }),
    );
  }, 20_000);

  it('shows a stub for what it does not know, and nothing for a forgery', async () => {
    const { id, from } = await conversation('قبل المجهول');
    const chat = { id: Number(from), type: 'private' };
    const message = {
      message_id: 999,
      date: 1_795_000_000,
      chat,
      from: { id: Number(from), first_name: 'س' },
    };
    await act(from, { raw: { message: { ...message, checklist: { title: 'قائمة' } } } });
    await eventually(async () => expect(await lastOf(id)).toMatchObject({ kind: 'unsupported' }));
    const forged = await write(from, 'رسالة مزوّرة', { signature: 'wrong' });
    expect(forged.deliveries.flat().every(({ status }) => status === 403)).toBe(true);
    expect((await maha.messages(id)).map(({ text }) => text)).not.toContain('رسالة مزوّرة');
  }, 20_000);

  it('gets what waits at Telegram when an administrator checks the account', async () => {
    const admin = await sila.officer('admin', [], 'administrator');
    const { id, from } = await conversation('قبل الانقطاع');
    await sila.simulator.client.addFault({ target: 'telegram', kind: 'lost-update', to: from, count: 1 });
    await write(from, 'أثناء الانقطاع');
    const accounts = await admin.get<ChannelAccountView[]>('/api/channel-accounts');
    const bot = accounts.find(({ channel }) => channel === 'telegram');
    await admin.post(`/api/channel-accounts/${bot?.id}/check`);
    await eventually(async () => expect(await lastOf(id)).toMatchObject({ text: 'أثناء الانقطاع' }));
    expect(JSON.stringify(accounts)).not.toContain('AAF-token_of_the_installation');
  }, 20_000);
});
