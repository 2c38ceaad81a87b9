import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { eventually } from '../support/eventually.js';
import { addNumber, type Stack, startStack } from '../support/stack.js';
import { Desk, type Place, Writers } from './merge.support.js';
import { startApi } from './visitor.support.js';

describe('A person who changes while they write', () => {
  let stack: Stack;
  let api: NestFastifyApplication;
  let writers: Writers;
  let lead: Desk;
  /** Another transaction, which holds what it has changed until it is let go. */
  let holder: Client;
  beforeAll(async () => {
    stack = await startStack('postgres');
    api = await startApi(stack);
    writers = new Writers(stack);
    lead = await Desk.open(stack, api, 'lead', ['relations', 'research']);
  }, 60_000);
  beforeEach(async () => {
    holder = new Client({ connectionString: stack.database.url });
    await holder.connect();
    await holder.query('BEGIN');
  });
  afterEach(() => holder.end());
  afterAll(async () => {
    await api?.close();
    await stack?.stop();
  });

  const hold = (...contactIds: string[]) =>
    holder.query('SELECT 1 FROM contact WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE', [contactIds]);
  /** Resolves once that many transactions wait for a lock. */
  const waiting = (count: number) =>
    eventually(async () => {
      const rows = await stack.database.query<{ n: string }>(
        `SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      expect(Number(rows[0]?.n)).toBe(count);
    });
  const closeLongAgo = ({ conversationId }: Place) =>
    stack.database.query(
      `UPDATE conversation SET status = 'closed', waiting_since = NULL, closed_at = now() - interval '30 days' WHERE id = $1`,
      [conversationId],
    );

  // Who is known by a number alone goes the short way; one with a business-scoped id beside it the long way. Each has a lock.
  it.each([
    ['a number', '+966552000001', '+966500000002', {}],
    ['a number and an id', '+966552000002', '+966500000003', { ExternalUserId: 'SA.13491208655302741918' }],
  ])(
    'has one conversation, however two accounts hear of them at the very same moment: by %s',
    async (way, phone, secondNumber, more) => {
      const other = await addNumber(stack, `whatsapp:${secondNumber}`);
      const sendOther = (text: string, sid: string) =>
        other({ ...more, From: `whatsapp:${phone}`, WaId: phone.slice(1), MessageSid: sid, Body: text });
      await writers.send(phone, `قديم ${way}`, '', more);
      const known = await writers.place(`قديم ${way}`);
      await sendOther(`قديم بالثاني ${way}`, `SM${'1'.repeat(32)}`);
      await writers.place(`قديم بالثاني ${way}`);
      await closeLongAgo(known);
      await hold(known.contactId);
      await writers.send(phone, `جديد ${way}`, '', more);
      await sendOther(`جديد بالثاني ${way}`, `SM${'2'.repeat(32)}`);
      await waiting(2);
      await holder.query('COMMIT');
      const [first, second] = [
        await writers.place(`جديد ${way}`),
        await writers.place(`جديد بالثاني ${way}`),
      ];
      expect(first.conversationId).toBe(second.conversationId);
      expect(first.conversationId).not.toBe(known.conversationId);
    },
  );

  it('is merged first: the message goes on where the other one talks', async () => {
    const [one, other] = [
      await writers.say('+966552000011', 'واحد'),
      await writers.say('+966552000012', 'اثنان'),
    ];
    await hold(one.contactId, other.contactId);
    await holder.query('UPDATE contact SET merged_into = $2 WHERE id = $1', [one.contactId, other.contactId]);
    await writers.send('+966552000011', 'أثناء الدمج');
    await waiting(1);
    await holder.query('COMMIT');
    expect((await writers.place('أثناء الدمج')).conversationId).toBe(other.conversationId);
  });

  it('is parted first: the message of one never stands in what is the other’s again', async () => {
    const [stays, parts] = [
      await writers.say('+966552000021', 'باق'),
      await writers.say('+966552000022', 'راحل'),
    ];
    await lead.merge(parts.contactId, stays.contactId);
    await hold(stays.contactId, parts.contactId);
    await holder.query('UPDATE contact SET merged_into = NULL WHERE id = $1', [parts.contactId]);
    await writers.send('+966552000021', 'أثناء الفصل');
    await waiting(1);
    await holder.query('COMMIT');
    expect((await writers.place('أثناء الفصل')).conversationId).toBe(stays.conversationId);
  });

  it.each(['open', 'closed'])(
    'loses the number first: what comes from it is the new owner’s (%s)',
    async (status) => {
      const [phone, another] = status === 'open' ? ['31', '32'] : ['41', '42'];
      const old = await writers.say(`+9665520000${phone}`, `قديم ${status}`);
      const owner = await writers.say(`+9665520000${another}`, `آخر ${status}`);
      if (status === 'closed') await closeLongAgo(old);
      await hold(old.contactId, owner.contactId);
      await holder.query('UPDATE identity SET contact_id = $2 WHERE id = $1', [
        old.identityId,
        owner.contactId,
      ]);
      await writers.send(`+9665520000${phone}`, `أثناء النقل ${status}`);
      await waiting(1);
      await holder.query('COMMIT');
      expect((await writers.place(`أثناء النقل ${status}`)).conversationId).toBe(owner.conversationId);
    },
  );

  it('is merged both ways at once: one wins, and there is no circle', async () => {
    const [one, other] = [
      await writers.say('+966552000051', 'أول'),
      await writers.say('+966552000052', 'ثان'),
    ];
    await hold(one.contactId, other.contactId);
    const merge = (from: Place, into: Place) =>
      lead.status('POST', `/api/contacts/${from.contactId}/merge`, {
        intoId: into.contactId,
        reason: 'لسبب',
      });
    const both = Promise.all([merge(one, other), merge(other, one)]);
    await waiting(2);
    await holder.query('COMMIT');
    expect((await both).sort()).toEqual(['200', '409 same-person']);
    await writers.say('+966552000051', 'بعد السباق');
    await writers.say('+966552000052', 'وبعده');
  });

  it('is merged and parted while they write: every message stands once, in the order of its conversation', async () => {
    const numbers = Array.from({ length: 8 }, (_, n) => [`+96655201${n}001`, `+96655201${n}002`] as const);
    const pairs: (readonly [Place, Place])[] = [];
    for (const [n, [a, b]] of numbers.entries())
      pairs.push([await writers.say(a, `بداية أ${n}`), await writers.say(b, `بداية ب${n}`)]);
    const write = (round: number) =>
      numbers.flatMap(([a, b], n) => [
        writers.send(a, `جولة ${round} أ${n}`),
        writers.send(b, `جولة ${round} ب${n}`),
      ]);
    const merges = pairs.map(async ([a, b]) => {
      const entry = await lead.merge(a.contactId, b.contactId);
      await lead.undo(entry);
      await lead.merge(b.contactId, a.contactId);
    });
    await Promise.all([...write(1), ...merges, ...write(2)]);
    const theirs = new Set(pairs.flat().map(({ conversationId }) => conversationId));
    for (const n of numbers.keys())
      for (const text of [`جولة 1 أ${n}`, `جولة 1 ب${n}`, `جولة 2 أ${n}`, `جولة 2 ب${n}`])
        expect(theirs).toContain((await writers.place(text)).conversationId);
    for (const [n, [a, b]] of numbers.entries()) {
      const [one, other] = [await writers.say(a, `نهاية أ${n}`), await writers.say(b, `نهاية ب${n}`)];
      expect(one.conversationId).toBe(other.conversationId);
    }
    const gaps = await stack.database.query(
      `SELECT conversation_id FROM conversation_event GROUP BY conversation_id HAVING max(seq) <> count(*)`,
    );
    expect(gaps).toEqual([]);
  }, 60_000);
});
