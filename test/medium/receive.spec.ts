import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HookIntake } from '@sila/intake';
import { eventually } from '../support/eventually.js';
import {
  addNumber,
  addOfficer,
  QUEUE_STORES,
  type Stack,
  startStack,
  startWorker,
} from '../support/stack.js';

describe.each(QUEUE_STORES)('A message in, with the queue store on %s', (store) => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack(store);
  });
  afterAll(() => stack.stop());

  const pending = async () =>
    Number(
      (
        await stack.database.query<{ n: string }>(
          `SELECT count(*) AS n FROM inbound_event WHERE state = 'pending'`,
        )
      )[0]?.n,
    );
  const settled = () => eventually(async () => expect(await pending()).toBe(0), { within: 20_000 });

  it('makes one contact, one conversation and two messages of two written at once, each delivered three times to two processes', async () => {
    const second = await startWorker(stack.env);
    const doors = [stack.app, second].map((app) => app.get(HookIntake, { strict: false }));
    const from = { From: 'whatsapp:+966551234567', WaId: '966551234567', ProfileName: 'أم عبدالله' };
    const deliveries = ['SM01', 'SM02'].flatMap((sid, index) =>
      [0, 1, 2].map((n) =>
        stack.whatsappIn(
          { ...from, MessageSid: sid.padEnd(34, '0'), Body: `رسالة ${index + 1}` },
          doors[n % 2],
        ),
      ),
    );
    expect(await Promise.all(deliveries)).toEqual(Array(6).fill(200));
    await settled();
    const rows = await stack.database.query<{
      contacts: string;
      conversations: string;
      messages: string;
      seqs: number[];
    }>(
      `SELECT (SELECT count(*) FROM contact) AS contacts, (SELECT count(*) FROM conversation) AS conversations,
              (SELECT count(*) FROM message WHERE direction = 'in') AS messages,
              (SELECT array_agg(seq ORDER BY seq) FROM conversation_event) AS seqs`,
    );
    expect(rows[0]).toMatchObject({ contacts: '1', conversations: '1', messages: '2' });
    expect(rows[0]?.seqs).toEqual(Array.from({ length: rows[0]?.seqs.length ?? 0 }, (_, index) => index + 1));
    await second.close();
  });

  it('goes to an officer who is online, with the reason', async () => {
    const officer = await addOfficer(stack, `maha-${store}`, ['relations']);
    await stack.whatsappIn({
      From: 'whatsapp:+966559999999',
      MessageSid: 'SM10'.padEnd(34, '0'),
      Body: 'السلام عليكم',
    });
    await eventually(async () => {
      const rows = await stack.database.query<{ assignee_id: string; reason: { code: string } }>(
        `SELECT c.assignee_id, c.reason FROM conversation c JOIN message m ON m.conversation_id = c.id WHERE m.text = 'السلام عليكم'`,
      );
      expect(rows[0]?.assignee_id).toBe(officer);
      expect(rows[0]?.reason.code).toBe('only-one');
    });
  });

  it('keeps ten pictures at once from each of fifty new people: fifty conversations, five hundred messages', async () => {
    const people = Array.from({ length: 50 }, (_, n) => `whatsapp:+9665600000${String(n).padStart(2, '0')}`);
    await Promise.all(
      people.flatMap((From, n) =>
        Array.from({ length: 10 }, (_, index) =>
          stack.whatsappIn({
            From,
            MessageSid: `SMA${n}x${index}`.padEnd(34, '0'),
            Body: '',
            NumMedia: '1',
            MediaUrl0: 'http://127.0.0.1:9/media',
            MediaContentType0: 'image/jpeg',
          }),
        ),
      ),
    );
    await eventually(async () => expect(await pending()).toBe(0), { within: 30_000 });
    const rows = await stack.database.query<{ conversations: string; messages: string }>(
      `SELECT count(DISTINCT m.conversation_id) AS conversations, count(*) AS messages FROM message m WHERE m.direction = 'in' AND m.address LIKE '%+9665600000%'`,
    );
    expect(rows[0]).toEqual({ conversations: '50', messages: '500' });
  }, 60_000);

  it('knows one person on two numbers at once: one contact, one conversation', async () => {
    const other = await addNumber(stack, 'whatsapp:+966500000002');
    const people = Array.from({ length: 20 }, (_, n) => `whatsapp:+9665700000${String(n).padStart(2, '0')}`);
    const both = people.flatMap((From, n) => [
      stack.whatsappIn({ From, MessageSid: `SM${String(n).padStart(32, 'c')}`, Body: 'أولًا' }),
      other({ From, MessageSid: `SM${String(n).padStart(32, 'd')}`, Body: 'ثانيًا' }),
    ]);
    await Promise.all(both);
    await settled();
    const rows = await stack.database.query<{ contacts: string; conversations: string; messages: string }>(
      `SELECT count(DISTINCT c.contact_id) AS contacts, count(DISTINCT c.id) AS conversations, count(*) AS messages
       FROM message m JOIN conversation c ON c.id = m.conversation_id WHERE m.direction = 'in' AND m.address LIKE '%+9665700000%'`,
    );
    expect(rows[0]).toEqual({ contacts: '20', conversations: '20', messages: '40' });
    // Known people whose conversation is long closed: again both numbers at once, again one conversation each.
    await stack.database.query(
      `UPDATE conversation SET status = 'closed', closed_at = now() - interval '30 days', waiting_since = NULL`,
    );
    await Promise.all(
      people.flatMap((From, n) => [
        stack.whatsappIn({ From, MessageSid: `SM${String(n).padStart(32, '8')}`, Body: 'ثالثًا' }),
        other({ From, MessageSid: `SM${String(n).padStart(32, '9')}`, Body: 'رابعًا' }),
      ]),
    );
    await settled();
    const open = await stack.database.query<{ n: string }>(
      `SELECT count(*) AS n FROM conversation WHERE status = 'open'`,
    );
    expect(open[0]?.n).toBe('20');
  }, 30_000);

  it('is acknowledged only once it is committed', async () => {
    const order: string[] = [];
    await stack.database.query('BEGIN');
    await stack.database.query('LOCK TABLE inbound_event IN ACCESS EXCLUSIVE MODE');
    const answer = stack
      .whatsappIn({ From: 'whatsapp:+966558888888', MessageSid: `SM${'e'.repeat(32)}`, Body: 'متأخرة' })
      .then((status) => order.push(`answered ${status}`));
    await new Promise((resolve) => setTimeout(resolve, 300));
    order.push('released');
    await stack.database.query('COMMIT');
    await answer;
    expect(order).toEqual(['released', 'answered 200']);
  });

  it('refuses a wrong signature and keeps nothing of it', async () => {
    const before = await stack.database.query(`SELECT count(*) FROM inbound_request`);
    const intake = stack.app.get(HookIntake, { strict: false });
    const request = {
      method: 'POST',
      query: '',
      headers: { 'x-twilio-signature': 'wrong' },
      body: Buffer.from('MessageSid=SM1&From=x'),
    };
    await expect(intake.receive(stack.whatsapp.hookId, request)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await stack.database.query(`SELECT count(*) FROM inbound_request`)).toEqual(before);
  });

  it('writes what many known people say at once together, each in their order, and lets one that makes no sense stop nobody', async () => {
    const people = Array.from({ length: 20 }, (_, n) => `+96656100${String(1000 + n)}`);
    const say = (text: string) =>
      people.map((from, n) =>
        stack.whatsappIn({
          From: `whatsapp:${from}`,
          MessageSid: `SM${text}x${n}x`.padEnd(34, '0'),
          Body: text,
        }),
      );
    await Promise.all(say('1'));
    await settled();
    const twentyEach = Array.from({ length: 20 }, (_, n) => String(n + 2));
    const broken = stack.whatsappIn({
      From: `whatsapp:${people[7]}`,
      MessageSid: 'SMbroken'.padEnd(34, '0'),
    });
    for (const text of twentyEach) await Promise.all(say(text));
    await broken;
    await settled();
    const rows = await stack.database.query<{ said: string[]; texts: string[] }>(
      `SELECT array_agg(m.text ORDER BY e.position) FILTER (WHERE m.text <> '') AS said,
              array_agg(m.text ORDER BY m.seq) FILTER (WHERE m.text <> '') AS texts FROM message m
       JOIN inbound_event e ON e.channel_account_id = m.channel_account_id AND e.id = (m.meta->>'eventId')::uuid
       WHERE m.direction = 'in' AND m.address LIKE '+96656100%' GROUP BY m.conversation_id`,
    );
    expect(rows).toHaveLength(20);
    for (const { said, texts } of rows) {
      expect(texts).toHaveLength(21);
      expect(texts).toEqual(said);
    }
    const [written] = await stack.database.query<{ messages: number; transactions: number }>(
      `SELECT count(*)::int AS messages, count(DISTINCT xmin::text)::int AS transactions FROM message
       WHERE direction = 'in' AND address LIKE '+96656100%'`,
    );
    expect(written?.messages).toBe(20 * 21 + 1);
    expect(written?.transactions).toBeLessThan(200);
  });
});
