import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EventPage } from '@sila/contracts';
import { randomUUID } from 'node:crypto';
import { addNumber, QUEUE_STORES, type Stack, startStack } from '../support/stack.js';
import { Desk, Writers } from './merge.support.js';
import { startApi } from './visitor.support.js';

describe.each(QUEUE_STORES)('Two people who are one, with the queue store on %s', (store) => {
  let stack: Stack;
  let api: NestFastifyApplication;
  let writers: Writers;
  let lead: Desk;
  beforeAll(async () => {
    stack = await startStack(store);
    api = await startApi(stack);
    writers = new Writers(stack);
    lead = await Desk.open(stack, api, `lead-${store}`, ['relations', 'research']);
  }, 60_000);
  afterAll(async () => {
    await api?.close();
    await stack?.stop();
  });
  const say = (phone: string, text: string) => writers.say(phone, `${text} ${store}`);

  it('go on in the one open conversation from either address', async () => {
    const [one, other] = [await say('+966551100001', 'من رقمي'), await say('+966551100002', 'من رقم آخر')];
    const before = await writers.messages();
    const entry = await lead.merge(one.contactId, other.contactId);
    expect(await writers.messages()).toEqual(before);
    const together = [await say('+966551100001', 'أنا هنا'), await say('+966551100002', 'وهنا أيضا')];
    for (const place of together) expect(place.conversationId).toBe(other.conversationId);
    const { contact, contactDetail } = await lead.detail(one.conversationId);
    expect(contact).toEqual({ id: other.contactId, name: 'صاحب 0002' });
    expect(contactDetail.identities.map(({ value }) => value).sort()).toEqual([
      '+966551100001',
      '+966551100002',
    ]);
    expect(contactDetail.otherConversations.map(({ id }) => id)).toEqual([other.conversationId]);
    expect(contactDetail.ledger).toMatchObject([
      {
        id: entry,
        kind: 'merged',
        from: { id: one.contactId, name: 'صاحب 0001' },
        into: { id: other.contactId, name: 'صاحب 0002' },
        by: { id: lead.id },
        reason: 'هو نفسه',
        undone: null,
        mayUndo: true,
      },
    ]);
  });

  it('come apart again, and each goes on with what is theirs', async () => {
    const [one, other] = [await say('+966551100006', 'قبل الدمج'), await say('+966551100007', 'قبله أيضا')];
    const entry = await lead.merge(one.contactId, other.contactId);
    await say('+966551100006', 'ونحن واحد');
    const merged = await writers.messages();
    await lead.undo(entry);
    expect(await writers.messages()).toEqual(merged);
    expect((await say('+966551100006', 'وحدي')).conversationId).toBe(one.conversationId);
    expect((await say('+966551100007', 'وحدي كذلك')).conversationId).toBe(other.conversationId);
    const { contact, contactDetail } = await lead.detail(one.conversationId);
    expect(contact.name).toBe('صاحب 0006');
    expect(contactDetail.identities.map(({ value }) => value)).toEqual(['+966551100006']);
    expect(contactDetail.otherConversations).toEqual([]);
    expect(contactDetail.ledger[0]).toMatchObject({
      undone: { by: { id: lead.id }, reason: 'أشخاص مختلفون' },
      mayUndo: false,
    });
    expect(await lead.status('POST', `/api/contact-merges/${entry}/undo`, { reason: 'مرة أخرى' })).toBe(
      '409 already-undone',
    );
  });

  it('are told to every conversation of both, without a name, and written into the audit', async () => {
    const [one, other] = [await say('+966551100003', 'أولى'), await say('+966551100004', 'ثانية')];
    await lead.undo(await lead.merge(one.contactId, other.contactId));
    for (const { conversationId } of [one, other]) {
      const answer = await lead.call('GET', `/api/conversations/${conversationId}/events`);
      const { events } = answer.json<EventPage>();
      expect(events.slice(-2)).toMatchObject([
        { type: 'contact-merged', by: { id: lead.id }, message: null, data: {} },
        { type: 'contact-parted', by: { id: lead.id }, message: null, data: {} },
      ]);
    }
    const audit = await stack.database.query(
      `SELECT action, reason FROM audit_entry WHERE actor_id = $1 AND object_kind = 'contact-merge' ORDER BY id DESC LIMIT 2`,
      [lead.id],
    );
    expect(audit).toEqual([
      { action: 'contact.unmerge', reason: 'أشخاص مختلفون' },
      { action: 'contact.merge', reason: 'هو نفسه' },
    ]);
  });

  it('make chains that come apart at any link', async () => {
    const phones = ['+966551100011', '+966551100012', '+966551100013'] as const;
    const [a, b, c] = [await say(phones[0], 'سين'), await say(phones[1], 'صاد'), await say(phones[2], 'عين')];
    const first = await lead.merge(a.contactId, b.contactId);
    await lead.merge(b.contactId, c.contactId);
    for (const [index, phone] of phones.entries())
      expect((await say(phone, `في السلسلة ${index}`)).conversationId).toBe(c.conversationId);
    expect((await lead.detail(a.conversationId)).contact.id).toBe(c.contactId);
    expect((await lead.detail(a.conversationId)).contactDetail.identities).toHaveLength(3);
    expect(await lead.search('صاحب 0013')).toEqual(['صاحب 0013']);
    const found = await lead.call('GET', `/api/conversations?view=all&q=${encodeURIComponent('صاحب 0013')}`);
    expect(found.json<{ items: unknown[] }>().items).toHaveLength(3);

    await lead.undo(first);
    expect((await say(phones[0], 'خرجت')).conversationId).toBe(a.conversationId);
    expect((await say(phones[1], 'بقيت')).conversationId).toBe(c.conversationId);
    expect((await lead.detail(a.conversationId)).contact.name).toBe('صاحب 0011');
  });

  it('are refused what makes no sense, by code', async () => {
    const [a, b, c] = [
      await say('+966551100021', 'ألف'),
      await say('+966551100022', 'باء'),
      await say('+966551100023', 'جيم'),
    ];
    const merge = (from: string, into: string, reason = 'لسبب') =>
      lead.status('POST', `/api/contacts/${from}/merge`, { intoId: into, reason });
    expect(await merge(a.contactId, b.contactId, ' ')).toBe('400 bad-request');
    expect(await merge(a.contactId, a.contactId)).toBe('409 same-person');
    await lead.merge(a.contactId, b.contactId);
    expect(await merge(a.contactId, b.contactId)).toBe('409 same-person');
    expect(await merge(b.contactId, a.contactId)).toBe('409 same-person');
    expect(await merge(a.contactId, c.contactId)).toBe('409 already-merged');
    expect(await merge(c.contactId, a.contactId)).toBe('200');
    expect((await lead.detail(c.conversationId)).contact.id).toBe(b.contactId);
    const move = { contactId: c.contactId, reason: 'لسبب' };
    expect(await lead.status('POST', `/api/identities/${a.identityId}/move`, move)).toBe('409 same-person');
  });

  it('keep an address by hand: a number that changed hands opens nothing of who had it', async () => {
    const other = await addNumber(stack, `whatsapp:+9665000009${store === 'redis' ? '1' : '2'}`);
    const phone = '+966551100031';
    const old = await say(phone, 'صاحب الرقم القديم');
    const by = { From: `whatsapp:${phone}`, WaId: phone.slice(1), ProfileName: '' };
    await other({ ...by, MessageSid: `SM${'3'.repeat(32)}`, Body: `بالرقم الثاني ${store}` });
    expect((await writers.place(`بالرقم الثاني ${store}`)).contactId).toBe(old.contactId);
    const before = await writers.messages();
    const entry = await lead.move(old.identityId, null);
    const later = await say(phone, 'اشتريت هذا الرقم أمس');
    await other({ ...by, MessageSid: `SM${'4'.repeat(32)}`, Body: `وأكتب إلى الثاني ${store}` });
    const elsewhere = await writers.place(`وأكتب إلى الثاني ${store}`);
    expect(later.conversationId).not.toBe(old.conversationId);
    expect(elsewhere.conversationId).toBe(later.conversationId);
    expect((await writers.messages()).slice(0, before.length)).toEqual(before);
    const fresh = await lead.detail(later.conversationId);
    expect(fresh.contact.name).toBe(phone);
    expect(fresh.contactDetail.otherConversations).toEqual([]);
    expect(fresh.contactDetail.ledger).toMatchObject([{ id: entry, kind: 'address-moved', address: phone }]);
    const left = await lead.detail(old.conversationId);
    expect(left.replyOptions).toEqual([]);
    expect(await lead.reply(old.conversationId, old.identityId)).toBe('409 no-address');

    await lead.undo(entry);
    expect((await say(phone, 'عاد إلي رقمي')).conversationId).toBe(old.conversationId);
    expect((await lead.detail(old.conversationId)).contactDetail.identities).toHaveLength(2);
  });

  it('take an address back only from who got it', async () => {
    const [a, b, c] = [
      await say('+966551100041', 'دال'),
      await say('+966551100042', 'هاء'),
      await say('+966551100043', 'واو'),
    ];
    const first = await lead.move(a.identityId, b.contactId);
    const second = await lead.move(a.identityId, c.contactId);
    const undo = { reason: 'خطأ' };
    expect(await lead.status('POST', `/api/contact-merges/${first}/undo`, undo)).toBe('409 moved-on');
    await lead.undo(second);
    await lead.undo(first);
    expect((await say('+966551100041', 'رجعت')).conversationId).toBe(a.conversationId);
  });

  it('are asked about in vain where there is nobody', async () => {
    const { contactId, identityId } = await say('+966551100051', 'وحيد');
    const body = (intoId: string) => ({ intoId, reason: 'لسبب' });
    const nobody = randomUUID();
    const move = { contactId: nobody, reason: 'لسبب' };
    expect(await lead.status('POST', `/api/contacts/${contactId}/merge`, body(nobody))).toBe('404 not-found');
    expect(await lead.status('POST', `/api/contacts/${nobody}/merge`, body(contactId))).toBe('404 not-found');
    expect(await lead.status('POST', `/api/identities/${identityId}/move`, move)).toBe('404 not-found');
    expect(await lead.status('GET', `/api/contacts/${nobody}`)).toBe('404 not-found');
  });
});
