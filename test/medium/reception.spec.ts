import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { system } from '@sila/access';
import type { InterviewDetail, VisitorFound, WaitingRoom } from '@sila/contracts';
import { ChannelAccountService } from '@sila/directory';
import { foldForSearch, textOfPages } from '@sila/domain';
import { closeReader, readScan } from '../../libs/channels/providers/paper/reading/scan.reader.js';
import { InboundDoor, personAt } from '../support/inbound.js';
import { multipart } from '../support/multipart.js';
import { Officer } from '../support/officer.js';
import { addReception, Receptionist, SAID } from '../support/reception.js';
import { startRedis, type TestRedis } from '../support/redis.js';
import { QUEUE_STORES, startWorker } from '../support/stack.js';
import { PASSWORD, startTestApi, type TestApi } from './access.support.js';
import { appointments } from './reception.appointments.js';

const NATIONAL_ID = '1057391847';
const STROKES = [
  [
    [60, 120],
    [200, 40],
    [420, 150],
  ],
];

afterAll(() => closeReader());

describe.each(QUEUE_STORES)('The reception desk, with the queue store on %s', (store) => {
  let redis: TestRedis | null = null;
  let api: TestApi;
  let worker: INestApplicationContext;
  let door: InboundDoor;
  let desk: Receptionist;
  let stranger: Receptionist;

  beforeAll(async () => {
    redis = store === 'redis' ? await startRedis() : null;
    api = await startTestApi(redis ? { REDIS_URL: redis.url } : {});
    worker = await startWorker(api.env);
    const deskId = await addReception(worker);
    const whatsapp = await worker.get(ChannelAccountService, { strict: false }).create(system('test'), {
      channel: 'whatsapp-twilio',
      label: 'واتساب',
      queueId: null,
      webhookUrl: null,
      settings: {
        accountSid: `AC${'7'.repeat(32)}`,
        authToken: 'token',
        sender: 'whatsapp:+966500000001',
        apiBaseUrl: 'http://127.0.0.1:9',
      },
    });
    door = new InboundDoor({ app: worker, whatsapp: { accountId: whatsapp.id, hookId: '', webhookUrl: '' } });
    const at = async (queue: string): Promise<Receptionist> => {
      const queueId = await api.queueId(queue);
      const { email } = await api.person('officer', [queueId]);
      return new Receptionist(await Officer.signIn(api.url, email, PASSWORD), deskId, queueId);
    };
    [desk, stranger] = [await at('relations'), await at('research')];
  }, 60_000);
  afterAll(async () => {
    await worker.close();
    await api.close();
    await redis?.stop();
  }, 60_000);

  const find = (q: string, who = desk): Promise<VisitorFound[]> =>
    who.officer.get(`/api/reception/people?q=${encodeURIComponent(q)}`);
  const room = async (): Promise<WaitingRoom> => {
    const { path } = await desk.officer.get<{ path: string }>(`/api/reception/${desk.deskId}/screen`);
    const [, key = ''] = path.split('#');
    const response = await fetch(`${api.url}/api/waiting-rooms/${desk.deskId}`, {
      headers: { 'x-screen-key': key },
    });
    return (await response.json()) as WaitingRoom;
  };

  it('gives a number to who comes, beside who writes, and once however often it is sent', async () => {
    await door.message({ from: personAt('+966550000001'), providerId: 'W1', text: 'السلام عليكم' });
    const entryId = await desk.enter({
      person: { name: 'نورة القحطاني', mobile: '٠٥٥١٢٣٤٥٦٧', nationalId: NATIONAL_ID },
      wish: 'woman',
    });
    const ticket = await desk.ticket(entryId);
    expect(ticket).toMatchObject({ label: 'A-1', state: 'waiting', wish: 'woman', name: 'نورة القحطاني' });
    await desk.enter({ entryId, reason: 'once more' });
    const list = await desk.officer.list('all');
    expect(list).toHaveLength(2);
    expect(list.find(({ id }) => id === ticket.conversationId)).toMatchObject({
      ticket: { label: 'A-1', state: 'waiting' },
      waitingSince: expect.any(String),
      reason: { code: 'desk' },
      snippet: 'تسأل عن كفالة ابنها',
    });
  });

  it('counts without gaps, also when many come at once', async () => {
    const entries = await Promise.all(Array.from({ length: 6 }, () => desk.enter()));
    const labels = await Promise.all(entries.map(async (id) => (await desk.ticket(id)).label));
    expect(labels.sort()).toEqual(['A-2', 'A-3', 'A-4', 'A-5', 'A-6', 'A-7']);
  });

  it('keeps a national ID nowhere in the open', async () => {
    const rows = await api.database.query<{ found: string }>(
      `SELECT 'identity' AS found FROM identity WHERE value LIKE '%' || $1 || '%'
       UNION SELECT 'message' FROM message WHERE text LIKE '%' || $1 || '%' OR meta::text LIKE '%' || $1 || '%'
       UNION SELECT 'contact' FROM contact WHERE search_name LIKE '%' || $1 || '%'`,
      [NATIONAL_ID],
    );
    expect(rows).toEqual([]);
  });

  it('finds people by name, mobile, national ID and number, and only for who may see them', async () => {
    const [list] = await desk.officer.list('all', '&q=A-1');
    expect(list).toBeUndefined();
    const [ticket] = (await desk.tickets()).filter(({ label }) => label === 'A-1');
    const { number } = await desk.officer.detail(ticket?.conversationId ?? '');
    for (const [q, because] of [
      ['نوره قحط', 'name'],
      ['055 123 4567', 'phone'],
      ['١٠٥٧٣٩١٨٤٧', 'national-id'],
      [`#${number}`, 'number'],
    ] as const) {
      const found = await find(q);
      expect([q, found.map((one) => one.because)[0]]).toEqual([q, because]);
      expect(found.some(({ name }) => name === 'نورة القحطاني')).toBe(true);
      expect(await find(q, stranger)).toEqual([]);
    }
  });

  it('knows who comes again, by the desk’s choice or by the national ID', async () => {
    const [known] = await find(NATIONAL_ID);
    const contactId = known?.id ?? '';
    const again = await desk.ticket(await desk.enter({ person: { contactId }, reason: 'موعد جديد' }));
    const typed = await desk.ticket(
      await desk.enter({ person: { name: 'نورة', nationalId: NATIONAL_ID }, reason: 'بلا بحث' }),
    );
    const about = await desk.ticket(
      await desk.enter({ person: { contactId }, conversationId: again.conversationId ?? '' }),
    );
    for (const ticket of [again, typed])
      expect((await desk.officer.detail(ticket.conversationId ?? '')).contact.id).toBe(contactId);
    expect(about.conversationId).toBe(again.conversationId);
    expect(typed.conversationId).not.toBe(again.conversationId);
  });

  it('lets nobody else at the desk, its numbers or its people', async () => {
    const [ticket] = await desk.tickets();
    const refused = (promise: Promise<unknown>) => expect(promise).rejects.toMatchObject({ status: 404 });
    await refused(stranger.enter());
    await refused(stranger.tickets());
    await refused(stranger.act(ticket?.id ?? '', 'start'));
    await refused(stranger.officer.get(`/api/reception/${desk.deskId}/screen`));
    await refused(desk.enter({ person: { contactId: randomUUID() } }));
    await refused(desk.enter({ queueId: randomUUID() }));
    const response = await fetch(`${api.url}/api/waiting-rooms/${desk.deskId}`, {
      headers: { 'x-screen-key': 'guessed' },
    });
    expect(response.status).toBe(404);
  });

  it('calls people on the screen without a name, serves them, and refuses what can’t be done', async () => {
    const ticket = await desk.ticket(await desk.enter({ person: { name: 'سارة الحربي' } }));
    await desk.act(ticket.id, 'call', 2);
    expect(await desk.act(ticket.id, 'call', 2)).toMatchObject({ state: 'called', calls: 2, counter: 2 });
    const shown = await room();
    expect(shown.calls[0]).toMatchObject({ label: ticket.label, counter: 2, calls: 2, current: true });
    expect(JSON.stringify(shown)).not.toContain('سارة');
    await expect(desk.act(ticket.id, 'call', 9)).rejects.toMatchObject({ status: 400 });
    await desk.act(ticket.id, 'no-show');
    await desk.act(ticket.id, 'call', 1);
    await desk.act(ticket.id, 'start');
    expect((await room()).calls[0]).toMatchObject({ counter: 1, current: false });
    const conversation = await desk.officer.detail(ticket.conversationId ?? '');
    expect(conversation).toMatchObject({ waitingSince: null, ticket: { state: 'serving' } });
    await expect(desk.act(ticket.id, 'call', 1)).rejects.toMatchObject({
      status: 409,
      details: { state: 'serving' },
    });
    expect(await desk.act(ticket.id, 'end')).toMatchObject({ state: 'done' });
    const { events } = await desk.officer.get<{ events: { type: string; data: { act: string } }[] }>(
      `/api/conversations/${ticket.conversationId}/events`,
    );
    const acts = events.filter(({ type }) => type === 'ticket').map(({ data }) => data.act);
    expect(acts).toEqual(['call', 'call', 'no-show', 'call', 'start', 'end']);
  });

  describe('an interview', () => {
    let conversationId: string;
    beforeAll(async () => {
      const ticket = await desk.ticket(await desk.enter({ person: { name: 'أم خالد' } }));
      conversationId = ticket.conversationId ?? '';
    });
    const entries = async () =>
      (await desk.officer.messages(conversationId)).filter(({ direction }) => direction === 'note');

    it('says what is missing, and keeps what was filled', async () => {
      const refusal = desk.interview(conversationId, { name: 'أم خالد', income: 'كثير' });
      await expect(refusal).rejects.toMatchObject({ status: 400 });
      const { interviews } = await desk.officer.get<{ interviews: { id: string }[] }>(
        `/api/conversations/${conversationId}/interviews`,
      );
      const kept = await desk.officer.get<InterviewDetail>(`/api/interviews/${interviews[0]?.id}`);
      expect(kept).toMatchObject({ state: 'draft', answers: { name: 'أم خالد', income: 'كثير' } });
      await expect(
        desk.officer.put(`/api/interviews/${kept.id}`, { revision: 0, answers: {} }),
      ).rejects.toMatchObject({ status: 409 });
      await expect(stranger.officer.get(`/api/interviews/${kept.id}`)).rejects.toMatchObject({ status: 404 });
    });

    it('is read back, signed, and its summary stands in the thread', async () => {
      const { id, digest, rendering } = await desk.interview(conversationId);
      expect(rendering?.parts.flatMap(({ lines }) => lines).find(({ hidden }) => hidden)?.value).toBe(
        '••••••1847',
      );
      const sign = (body: object) =>
        desk.officer.post<InterviewDetail>(`/api/interviews/${id}/sign`, {
          digest,
          name: 'نورة القحطاني',
          strokes: STROKES,
          ...body,
        });
      await expect(sign({ digest: '0'.repeat(64) })).rejects.toMatchObject({ status: 409 });
      const signed = await sign({});
      expect(signed).toMatchObject({ state: 'signed', signedHow: 'pad', answers: null, digest });
      await expect(sign({})).rejects.toMatchObject({ status: 409 });
      const [entry] = await entries();
      expect(entry).toMatchObject({ id: signed.messageId, attachments: [{ mediaType: 'application/pdf' }] });
      expect(entry?.text).toContain('وُقّع على الشاشة');
      expect(entry?.text).not.toContain(NATIONAL_ID);
      const file = await desk.officer.fetch(`/api/attachments/${entry?.attachments[0]?.id}`);
      const pages = (await readScan(Buffer.from(await file.arrayBuffer()))).pages;
      const text = foldForSearch(textOfPages(pages));
      for (const said of ['القحطاني', 'سلة غذائية', '1847']) expect(text).toContain(foldForSearch(said));
    }, 60_000);

    it('may be signed on the printed sheet, which is scanned back', async () => {
      const { id, reference } = await desk.interview(conversationId, { ...SAID, housing: 'relatives' });
      const sheet = Buffer.from(
        await (await desk.officer.fetch(`/api/interviews/${id}/sheet`)).arrayBuffer(),
      );
      expect(sheet.subarray(0, 5).toString()).toBe('%PDF-');
      expect(await find(reference)).toMatchObject([
        { because: 'sheet', conversation: { id: conversationId } },
      ]);
      const scan = async (name: string, type: string, bytes: Buffer) =>
        desk.officer.fetch(`/api/interviews/${id}/scan`, { method: 'POST', ...multipart(name, type, bytes) });
      expect((await scan('x.html', 'text/html', Buffer.from('<p>no scan</p>'))).status).toBe(400);
      const answer = await scan('signed.pdf', 'application/pdf', sheet);
      expect(await answer.json()).toMatchObject({ state: 'signed', signedHow: 'paper' });
      expect((await entries()).some(({ text }) => text.includes('وُقّع على الورق'))).toBe(true);
    }, 60_000);
  });

  appointments(() => ({ api, door, desk, stranger }), NATIONAL_ID);
});
