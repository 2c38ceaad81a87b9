import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MessageView, PostMessage } from '@sila/contracts';
import { addMeta, META, META_SECRETS, META_TEMPLATE } from '../support/accounts.js';
import { ConsoleScreen } from '../support/console-screen.js';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import type { Officer } from '../support/officer.js';
import { signedRequest } from '../../libs/channels/providers/meta/fixtures/signed.request.js';
import { examplesOf, MEANINGS, whatsappDescription } from '../support/whatsapp-examples.js';
import { A_SECOND_AT_REST } from '../support/patience.js';
import { PICTURE } from './pictures.js';

type Channel = (typeof META)[keyof typeof META]['channel'];
const CHANNELS: readonly Channel[] = ['whatsapp-cloud', 'messenger', 'instagram'];

/** The message that Meta's example of a reaction is about. */
const LIKED = 'wamid.HBgLMTY1MDM4Nzk0MzkVAgARGBI0RTJEOTc2ODVERUY5RDlGNkYA';

const meaningOf = ({ kind, content, attachments }: MessageView) =>
  attachments.length > 0 ? 'file' : (content?.type ?? kind);

interface Answered {
  readonly channel: Channel;
  readonly id: string;
  readonly from: string;
  readonly message: MessageView;
}

describe('WhatsApp, Messenger and Instagram at Meta, from the phone to the screen and back', () => {
  let sila: Installation;
  let maha: Officer;
  let screen: ConsoleScreen;
  let people = 0;
  /** Answered at the same time, since an answer waits for its undo. */
  let plain: readonly Answered[];
  let pictures: readonly Answered[];
  let crowded: Answered;
  let late: Answered;
  let closed: readonly Answered[];
  let hidden: Answered;

  beforeAll(async () => {
    sila = await startInstallation({ accounts: [addMeta] });
    maha = await sila.officer('maha');
    screen = await ConsoleScreen.open(maha, sila.apiUrls[0] ?? '');
    const each = (work: (channel: Channel) => Promise<Answered>) => Promise.all(CHANNELS.map(work));
    plain = await each((channel) => answered(channel, `سؤال عبر ${channel}`, `جواب عبر ${channel}`));
    pictures = await each(async (channel) => {
      const { id } = await maha.upload('إيصال.png', 'image/png', PICTURE);
      return answered(channel, `أرسلوا الإيصال عبر ${channel}`, '', { attachments: [id] });
    });
    crowded = await underFault('whatsapp-cloud', 'pair-rate');
    late = await afterTheWindow();
    closed = await Promise.all(
      (['messenger', 'instagram'] as const).map((channel) => underFault(channel, 'window-closed')),
    );
    hidden = await withoutNumber();
  }, 150_000);

  afterAll(async () => {
    screen.close();
    await sila.stop();
  }, 30_000);

  const newPhone = (channel: Channel) => {
    const digits = `9665600${String((people += 1)).padStart(5, '0')}`;
    return channel === 'whatsapp-cloud' ? `+${digits}` : digits;
  };
  const write = (channel: Channel, from: string, more: object) =>
    sila.simulator.client.send({ channel, from, ...more } as Parameters<
      typeof sila.simulator.client.send
    >[0]);
  const arrived = (channel: Channel, to: string, count = 1) =>
    sila.simulator.client.received({ channel, to, count, waitMs: 15_000 });

  /** Somebody writes; resolves with the row on the officer's open screen. */
  const conversation = async (channel: Channel, text: string, more: object = {}) => {
    const from = newPhone(channel);
    await write(channel, from, { text, ...more });
    const row = await screen.row((item) => item.snippet === text, 15_000);
    return { from, row, id: row.id };
  };

  const answered = async (
    channel: Channel,
    question: string,
    text: string,
    more: Partial<PostMessage> = {},
  ): Promise<Answered> => {
    const { id, from } = await conversation(channel, question);
    return { channel, id, from, message: await maha.reply(id, text, more) };
  };

  const underFault = async (channel: Channel, kind: string): Promise<Answered> => {
    const { id, from } = await conversation(channel, `سؤال ${channel} مع ${kind}`);
    await sila.simulator.client.addFault({ target: channel, kind, to: from, count: 1 });
    return { channel, id, from, message: await maha.reply(id, `جواب ${channel} مع ${kind}`) };
  };

  /** Somebody whose last message is of yesterday is written to with a template. */
  const afterTheWindow = async (): Promise<Answered> => {
    const { id, from } = await conversation('whatsapp-cloud', 'رسالة قديمة');
    await sila.database.query(
      `UPDATE identity SET last_inbound_at = now() - interval '25 hours' WHERE value LIKE '%' || $1`,
      [from],
    );
    const template = { id: `${META_TEMPLATE.name}/${META_TEMPLATE.language}`, variables: { '1': 'أم خالد' } };
    return { channel: 'whatsapp-cloud', id, from, message: await maha.reply(id, '', { template }) };
  };

  /** A person with a username writes five times, and is answered. */
  const withoutNumber = async (): Promise<Answered> => {
    const channel = 'whatsapp-cloud';
    const { id, from } = await conversation(channel, 'بلا رقم 1', { hidden: true, name: 'نورة' });
    for (const nth of [2, 3, 4, 5])
      await write(channel, from, { text: `بلا رقم ${nth}`, hidden: true, name: 'نورة' });
    await screen.row((item) => item.id === id && item.snippet === 'بلا رقم 5', 15_000);
    return { channel, id, from, message: await maha.reply(id, 'وصلتنا رسائلك') };
  };

  const reaches = ({ id, message }: Answered, statuses: readonly MessageView['status'][]) =>
    eventually(async () => expect(statuses).toContain((await maha.message(id, message.id))?.status), {
      within: 60_000,
    });

  it.each(CHANNELS)('%s is set up by a challenge, answered for the right word only', async (channel) => {
    const [hook] = await sila.database.query<{ id: string }>(
      'SELECT hook_id AS id FROM channel_account WHERE channel = $1',
      [channel],
    );
    const ask = (word: string) => {
      const query = { 'hub.mode': 'subscribe', 'hub.verify_token': word, 'hub.challenge': '4711' };
      return fetch(`${sila.apiUrls[0]}/hooks/${hook?.id}?${new URLSearchParams(query).toString()}`);
    };
    const answer = await ask(META_SECRETS.verifyToken);
    expect([answer.status, await answer.text()]).toEqual([200, '4711']);
    expect((await ask('another word')).status).toBe(403);
  });

  it.each(CHANNELS)('%s brings a message to the open screen within a second', async (channel) => {
    const before = performance.now();
    const { row } = await conversation(channel, `متى موعد الصرف؟ ${channel}`);
    expect(performance.now() - before).toBeLessThan(A_SECOND_AT_REST);
    expect(row).toMatchObject({ channel: { channel }, status: 'open', unread: 1 });
  });

  it('refuses what is not signed, and takes what comes twenty times once', async () => {
    for (const channel of CHANNELS) {
      const from = newPhone(channel);
      const forged = await write(channel, from, { text: 'مزوّر', signature: 'wrong' });
      const [line] = await sila.simulator.client.ledger({ kind: 'webhook', messageId: forged.id });
      expect(line?.outcome).toBe('403');
      const { id } = await conversation(channel, `عشرون مرة ${channel}`, { times: 20 });
      await eventually(async () => expect(await maha.messages(id)).toHaveLength(1));
    }
  }, 60_000);

  it('brings the answer to the phone, and climbs to read', async () => {
    for (const one of plain) {
      const [got] = await arrived(one.channel, one.from);
      expect(got?.text).toBe(one.message.text);
      await sila.simulator.client.read(one.from, undefined, one.channel);
      await reaches(one, ['read']);
    }
  }, 60_000);

  it('brings pictures both ways', async () => {
    for (const { channel, id, from } of pictures) {
      const [got] = await arrived(channel, from);
      expect(got?.media).toMatchObject([{ contentType: 'image/png', size: PICTURE.length }]);
      const media = [{ base64: PICTURE.toString('base64'), contentType: 'image/png' }];
      await write(channel, from, { media });
      await eventually(
        async () => {
          const came = (await maha.messages(id)).filter(({ direction }) => direction === 'in');
          const files = came.flatMap(({ attachments }) => attachments);
          expect(files).toMatchObject([{ state: 'ready', mediaType: 'image/png', size: PICTURE.length }]);
        },
        { within: 15_000 },
      );
    }
  }, 90_000);

  it('waits where WhatsApp says that one person gets too much', async () => {
    expect(await arrived('whatsapp-cloud', crowded.from)).toMatchObject([{ text: crowded.message.text }]);
    await reaches(crowded, ['delivered']);
  }, 30_000);

  it('takes a template of WhatsApp after the window', async () => {
    const [got] = await arrived('whatsapp-cloud', late.from);
    expect(got).toMatchObject({ text: 'follow_up/ar · أم خالد' });
    await reaches(late, ['delivered']);
  }, 30_000);

  it('answers for a week where Meta approved it, though the day is over', async () => {
    for (const { channel, from, message } of closed)
      expect(await arrived(channel, from)).toMatchObject([{ text: message.text }]);
  }, 30_000);

  it('knows a person without a number as one, and answers to the id', async () => {
    const rows = (await maha.list()).filter(
      ({ snippet }) => snippet.includes('بلا رقم') || snippet === 'وصلتنا رسائلك',
    );
    expect(rows.map(({ id }) => id)).toEqual([hidden.id]);
    const texts = (await maha.messages(hidden.id))
      .filter(({ direction }) => direction === 'in')
      .map(({ text }) => text);
    expect(texts).toEqual([1, 2, 3, 4, 5].map((nth) => `بلا رقم ${nth}`));
    const scopedId = `SA.1${hidden.from.slice(1)}`;
    expect(await arrived('whatsapp-cloud', scopedId)).toMatchObject([
      { text: 'وصلتنا رسائلك', to: scopedId },
    ]);
    await reaches(hidden, ['delivered']);
  }, 30_000);

  it('shows reactions, changes, what was taken back, and what staff wrote in the app', async () => {
    for (const channel of CHANNELS) {
      const { id, from } = await conversation(channel, `خطأ ${channel}`);
      const [first] = await maha.messages(id);
      const { id: second } = await write(channel, from, { text: 'رقمي السري 1234' });
      const mid = await providerIdOf(first?.id ?? '');
      await write(channel, from, { reaction: { to: mid, emoji: '👍' } });
      await write(channel, from, { edit: { of: mid, text: `صواب ${channel}` } });
      await write(channel, from, { deletion: { of: second } });
      await write(channel, from, { staff: true, text: `من التطبيق ${channel}` });
      await eventually(
        async () => {
          const [edited, erased, echoed] = await maha.messages(id);
          expect(edited).toMatchObject({
            text: `صواب ${channel}`,
            editedAt: expect.any(String),
            reactions: [{ emoji: '👍' }],
          });
          expect(erased).toMatchObject({ text: '', deletedAt: expect.any(String) });
          expect(echoed).toMatchObject({ direction: 'out', text: `من التطبيق ${channel}`, author: null });
        },
        { within: 15_000 },
      );
    }
  }, 60_000);

  const description = whatsappDescription();
  if (!description)
    it('did not meet the sixteen examples: ../shared is not beside this clone', () => undefined);
  else
    it('takes in the sixteen examples of Meta’s description, and shows each', async () => {
      const examples = new Map(examplesOf(description, '/whatsapp/webhooks'));
      // What the reaction is a sign on.
      const liked = JSON.stringify(examples.get('Text Message')).replace(/"wamid[^"]+"/, `"${LIKED}"`);
      for (const payload of [JSON.parse(liked) as object, ...examples.values()])
        expect(await metaPosts('whatsapp-cloud', payload)).toBe(200);
      const said = await eventually(async () => {
        const row = (await maha.list()).find(({ contact }) => contact.name === 'Sheena Nelson');
        const found = await maha.messages(row?.id ?? '');
        expect(found.map(meaningOf)).toEqual([
          'text',
          ...Object.values(MEANINGS)
            .filter((meaning) => !['reaction', 'identity-change'].includes(meaning))
            .slice(0, -3),
        ]);
        return { row, found };
      });
      expect(said.found[0]?.reactions).toMatchObject([{ emoji: '👍' }]);
      await eventually(async () => {
        const { contactDetail } = await maha.detail(said.row?.id ?? '');
        expect(contactDetail.identities.map(({ value }) => value)).toContain('+12195555358');
      });
      await eventually(async () => {
        const strange = await sila.database.query<{ id: string }>(
          `SELECT DISTINCT m.conversation_id AS id FROM message m JOIN identity i ON i.id = m.identity_id WHERE i.kind = 'unparsed'`,
        );
        const stubs = await Promise.all(strange.map(({ id }) => maha.messages(id)));
        expect(stubs.flat().map(({ kind }) => kind)).toEqual(Array(3).fill('unsupported'));
      });
    }, 60_000);

  /** Posts it as Meta would; gives the status of the answer. */
  const metaPosts = async (channel: Channel, payload: object): Promise<number> => {
    const [hook] = await sila.database.query<{ id: string }>(
      'SELECT hook_id AS id FROM channel_account WHERE channel = $1',
      [channel],
    );
    const { headers, body } = signedRequest(payload, META_SECRETS.appSecret);
    const url = `${sila.apiUrls[0]}/hooks/${hook?.id}`;
    return (await fetch(url, { method: 'POST', headers, body: new Uint8Array(body) })).status;
  };

  const providerIdOf = async (messageId: string): Promise<string> => {
    const [row] = await sila.database.query<{ providerId: string }>(
      'SELECT provider_id AS "providerId" FROM message WHERE id = $1',
      [messageId],
    );
    return row?.providerId ?? '';
  };
});
