import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import type { LetterDetail, LetterItem } from '@sila/contracts';
import { numbersIn } from '@sila/domain';
import { closeReader } from '../../libs/channels/providers/paper/reading/scan.reader.js';
import { eventually } from '../support/eventually.js';
import { addLetters, bombPng, LetterClerk, PAPER_TEXT, pdfOf, scanOf } from '../support/letters.js';
import { Officer } from '../support/officer.js';
import { startRedis, type TestRedis } from '../support/redis.js';
import { QUEUE_STORES, startWorker } from '../support/stack.js';
import { PASSWORD, startTestApi, type TestApi } from './access.support.js';

afterAll(() => closeReader());

const NOBODY = '0192f0a1-7c00-7000-8000-0000000000aa';

describe.each(QUEUE_STORES)('A letter on paper, with the queue store on %s', (store) => {
  let redis: TestRedis | null = null;
  let api: TestApi;
  let worker: INestApplicationContext;
  let clerk: LetterClerk;
  let stranger: LetterClerk;

  beforeAll(async () => {
    redis = store === 'redis' ? await startRedis() : null;
    api = await startTestApi(redis ? { REDIS_URL: redis.url } : {});
    worker = await startWorker(api.env);
    const accountId = await addLetters(worker);
    const clerkOf = async (queue: string): Promise<LetterClerk> => {
      const { email } = await api.person('officer', [await api.queueId(queue)]);
      return new LetterClerk(await Officer.signIn(api.url, email, PASSWORD), accountId);
    };
    [clerk, stranger] = [await clerkOf('relations'), await clerkOf('research')];
  }, 60_000);
  afterAll(async () => {
    await worker.close();
    await api.close();
    await redis?.stop();
  }, 60_000);

  /** Hands a scan in and waits until the reader is done with it. */
  async function readAs(bytes: Buffer, name: string, state: string): Promise<LetterDetail> {
    await clerk.handIn(bytes, name);
    return eventually(
      async () => {
        const found = (await clerk.list('incoming')).map((item) => clerk.detail(item.id));
        const letter = (await Promise.all(found)).find((one) => one.state === state && one.id > lastId);
        if (!letter) throw new Error('not read yet');
        lastId = letter.id;
        return letter;
      },
      { within: 240_000 },
    );
  }
  let lastId = '';

  const confirm = (letter: LetterItem, text: string, sender: object) =>
    clerk.officer.post<LetterDetail>(`/api/letters/${letter.id}/confirm`, {
      text,
      numbers: numbersIn(text),
      sender,
    });

  it('is a conversation with its scan at once, and its words come when it was read', async () => {
    const bytes = await scanOf(PAPER_TEXT, 'الأول');
    expect(await clerk.handIn(bytes, 'خطاب.pdf')).toEqual({
      known: false,
      conversationId: null,
      messageId: null,
    });
    const [item] = await eventually(async () => {
      const items = await clerk.list('incoming');
      expect(items).toHaveLength(1);
      return items;
    });
    const [message] = await clerk.officer.messages(item?.conversationId ?? '');
    expect(message?.attachments).toMatchObject([
      { fileName: 'خطاب.pdf', mediaType: 'application/pdf', state: 'ready' },
    ]);
    const letter = await eventually(
      async () => {
        const read = await clerk.detail(item?.id ?? '');
        expect(read.state).toBe('read');
        return read;
      },
      { within: 60_000 },
    );
    lastId = letter.id;
    expect(letter.text).toContain('سداد إيجار المنزل');
    expect(letter.hints.phones).toEqual(['0551234567']);
    expect([letter.pageCount, letter.pages.length]).toEqual([1, 1]);
    const word = letter.pages[0]?.lines.flat().find(({ text }) => text === '0551234567');
    expect(word?.confidence).toBeGreaterThan(50);
    const page = await clerk.officer.fetch(`/api/letters/${letter.id}/pages/1`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    const changes = await clerk.officer.get<{ events: { type: string; data: object }[] }>(
      `/api/conversations/${letter.conversationId}/events`,
    );
    expect(changes.events.filter(({ type }) => type === 'letter').map(({ data }) => data)).toEqual([
      { state: 'read', reason: null },
    ]);
    expect(await clerk.officer.list('all', `&q=${encodeURIComponent('سداد ايجار')}`)).toHaveLength(1);
  }, 120_000);

  it('enters once, however often the same scan is handed in', async () => {
    const [letter] = await clerk.list('incoming');
    const again = await clerk.handIn(await scanOf(PAPER_TEXT, 'الأول'), 'again.pdf');
    expect(again).toEqual({ known: true, conversationId: letter?.conversationId, messageId: letter?.id });
    expect(await clerk.list('incoming')).toHaveLength(1);
  });

  it('does not exist for people of other queues', async () => {
    const [item] = await clerk.list('incoming');
    expect((await stranger.send(await scanOf('سر', 'غيره'), 'x.pdf')).status).toBe(404);
    expect(await stranger.list('incoming')).toEqual([]);
    expect(await stranger.officer.get('/api/letters/desk')).toEqual({ accounts: [] });
    for (const path of ['', '/pages/1', '/document', '/people?q=نورة'])
      expect((await stranger.officer.fetch(`/api/letters/${item?.id}${path}`)).status).toBe(404);
    expect((await stranger.officer.fetch(`/api/letters/print?ids=${item?.id}`)).status).toBe(404);
    const step = await stranger.officer.refusal('POST', `/api/letters/${item?.id}/steps`, {
      state: 'printed',
    });
    expect(step.status).toBe(404);
  });

  it('is confirmed by a person: every number, and the sender, who is then known by name', async () => {
    const [first] = await clerk.list('incoming');
    if (!first) throw new Error('no letter');
    const refused = await clerk.officer.refusal('POST', `/api/letters/${first.id}/confirm`, {
      text: 'للتواصل: 0551234567',
      numbers: [],
      sender: { name: 'نورة بنت عبدالله القحطاني' },
    });
    expect([refused.status, refused.details['numbers']]).toEqual([409, ['0551234567']]);
    const confirmed = await confirm(first, `${PAPER_TEXT}\nنورة القحطاني`, {
      name: 'نورة بنت عبدالله القحطاني',
    });
    expect(confirmed).toMatchObject({ state: 'confirmed', contact: { name: 'نورة بنت عبدالله القحطاني' } });
    expect(confirmed.verifiedBy).not.toBeNull();

    const second = await readAs(
      await scanOf(`مقدمة الطلب: نورة بنت عبدالله القحطاني\n${PAPER_TEXT}`, 'الثاني'),
      'second.pdf',
      'read',
    );
    expect(second.suggestions).toMatchObject([{ id: confirmed.contact.id, because: 'name' }]);
    const found = await clerk.officer.get(
      `/api/letters/${second.id}/people?q=${encodeURIComponent('نوره القحطاني')}`,
    );
    expect(found).toMatchObject([{ id: confirmed.contact.id }]);
    const unknown = await clerk.officer.refusal('POST', `/api/letters/${second.id}/confirm`, {
      text: 'نص',
      numbers: [],
      sender: { contactId: NOBODY },
    });
    expect(unknown.status).toBe(404);
    const same = await confirm(second, second.text, { contactId: confirmed.contact.id });
    expect(same.contact).toEqual(confirmed.contact);
    const detail = await clerk.officer.detail(second.conversationId);
    expect(detail.contactDetail.otherConversations).toMatchObject([{ id: first.conversationId }]);
    const people = await api.database.query('SELECT name FROM contact');
    expect(people).toEqual([{ name: 'نورة بنت عبدالله القحطاني' }]);
  }, 120_000);

  it('ends in a clear state when it is a bomb, damaged or no scan, and the next one is read', async () => {
    const reasons = async (bytes: Buffer, name: string) => (await readAs(bytes, name, 'unreadable')).reason;
    expect(await reasons(bombPng(), 'bomb.png')).toBe('too-large');
    expect(await reasons(Buffer.from('II*\0\x08\0\0\0 damaged'), 'damaged.tif')).toBe('damaged');
    expect(await reasons(Buffer.from('%PDF-1.7\nnothing'), 'damaged.pdf')).toBe('damaged');
    expect(await reasons(Buffer.from('MZ program'), 'program.exe')).toBe('not-a-scan');
    expect((await readAs(pdfOf(1), 'short.pdf', 'read')).text).toContain('Page number');
  }, 180_000);

  let conversationId: string;
  let answerId: string;
  let barcode: string;

  it('is answered on paper: typeset, printed, signed, posted with its number', async () => {
    conversationId = (await clerk.list('done'))[0]?.conversationId ?? '';
    const { officer } = clerk;
    const text = 'وعليكم السلام، وصل خطابكم وسنسدد 4,500 ريال.';
    answerId = (await officer.reply(conversationId, text, { subject: 'سداد الإيجار' })).id;
    const { reference } = await eventually(async () => {
      const [waiting] = await clerk.list('to-print');
      expect(waiting).toMatchObject({ id: answerId, reference: expect.stringMatching(/^\d{16}$/) });
      return waiting as LetterItem;
    });
    barcode = reference ?? '';
    expect(await officer.message(conversationId, answerId)).toMatchObject({
      status: 'accepted',
      letter: { state: 'to-print', reference },
    });
    for (const path of [
      `/api/letters/${answerId}/document`,
      `/api/letters/print?ids=${answerId},${answerId}`,
    ]) {
      const pdf = await officer.fetch(path);
      expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
      expect((await pdf.text()).slice(0, 5)).toBe('%PDF-');
    }
    const early = await officer.refusal('POST', `/api/letters/${answerId}/steps`, { state: 'returned' });
    expect(early.status).toBe(409);
    await clerk.step(answerId, 'printed');
    await clerk.step(answerId, 'signed');
    expect((await clerk.list('to-send')).map(({ id }) => id)).toEqual([answerId]);
    const away = await clerk.step(answerId, 'posted', { trackingNumber: 'RR123456789SA' });
    expect(away).toMatchObject({ state: 'posted', trackingNumber: 'RR123456789SA' });
    expect(await officer.message(conversationId, answerId)).toMatchObject({ status: 'sent' });
  }, 60_000);

  it('is found by its barcode when it comes back, by nobody of another queue', async () => {
    await clerk.step(answerId, 'returned', { reason: 'العنوان غير صحيح' });
    const query = `&reference=${encodeURIComponent(barcode.replace(/(.{4})/g, '$1 '))}`;
    expect(await clerk.list('incoming', query)).toMatchObject([
      { id: answerId, conversationId, state: 'returned', reason: 'العنوان غير صحيح' },
    ]);
    expect(await clerk.officer.message(conversationId, answerId)).toMatchObject({
      status: 'failed',
      error: { code: 'letter-returned' },
    });
    expect(await stranger.list('incoming', query)).toEqual([]);
  });

  it('that answers one of ours is joined to its conversation by the barcode', async () => {
    await clerk.handIn(await scanOf('وصلني خطابكم، شكرًا لكم', 'الجواب'), 'answer.pdf', barcode);
    await eventually(async () => {
      const messages = await clerk.officer.messages(conversationId);
      expect(messages.filter(({ direction }) => direction === 'in')).toHaveLength(2);
    });
    const unknown = await clerk.send(await scanOf('x', 'y'), 'x.pdf', '1111222233334444');
    expect(unknown.status).toBe(404);
  }, 60_000);

  it('can be looked at before it is printed', async () => {
    const [item] = await clerk.list('done');
    const { replyOptions } = await clerk.officer.detail(item?.conversationId ?? '');
    const [way] = replyOptions;
    expect(way).toMatchObject({ paper: true, canSend: true });
    const response = await clerk.officer.fetch(`/api/conversations/${item?.conversationId}/letter-preview`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'وعليكم السلام', identityId: way?.identityId }),
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
    expect(await response.text()).toMatch(/^<svg/);
  });
});
