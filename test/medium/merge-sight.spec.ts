import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import { AudienceQueries } from '../../libs/realtime/audience.queries.js';
import { type Stack, startStack } from '../support/stack.js';
import { Desk, type Place, Writers } from './merge.support.js';
import { addChat, answerAs, Browser, startApi } from './visitor.support.js';

const CANARY = 'ياقوتة';

describe('What a merge of people shows, and to whom', () => {
  let stack: Stack;
  let api: NestFastifyApplication;
  let writers: Writers;
  let lead: Desk;
  let clerk: Desk;
  let researcher: Desk;
  beforeAll(async () => {
    stack = await startStack('postgres');
    api = await startApi(stack);
    writers = new Writers(stack);
    lead = await Desk.open(stack, api, 'lead', ['relations', 'research']);
    clerk = await Desk.open(stack, api, 'clerk', ['relations']);
    researcher = await Desk.open(stack, api, 'researcher', ['research']);
  }, 60_000);
  afterAll(async () => {
    await api?.close();
    await stack?.stop();
  });

  /** One person whom relations know, and one whom only research does. */
  const plant = async (tail: string): Promise<{ seen: Place; hidden: Place }> => {
    const seen = await writers.say(`+9665530000${tail}`, `ظاهر ${tail}`, `سلمى ${tail}`);
    const hidden = await writers.say(`+9665539999${tail}`, `${CANARY} ${tail}`, `خفية ${tail}`);
    await writers.hide(hidden.conversationId, 'research');
    return { seen, hidden };
  };

  it('is nothing to who can’t answer both: the same 404 as for nobody', async () => {
    const { seen, hidden } = await plant('01');
    const entry = await lead.move(hidden.identityId, null);
    const reason = 'لسبب';
    const tries: readonly [Desk, 'GET' | 'POST', (id: string) => string, string, object?][] = [
      [clerk, 'GET', (id) => `/api/contacts/${id}`, hidden.contactId],
      [
        clerk,
        'POST',
        (id) => `/api/contacts/${id}/merge`,
        hidden.contactId,
        { intoId: seen.contactId, reason },
      ],
      [clerk, 'POST', (id) => `/api/identities/${id}/move`, hidden.identityId, { contactId: null, reason }],
      [clerk, 'POST', (id) => `/api/contact-merges/${id}/undo`, entry, { reason }],
      [researcher, 'GET', (id) => `/api/contacts/${id}`, seen.contactId],
      [
        researcher,
        'POST',
        (id) => `/api/identities/${id}/move`,
        seen.identityId,
        { contactId: null, reason },
      ],
    ];
    const bodyOf = async (desk: Desk, method: 'GET' | 'POST', url: string, body?: object) =>
      (await desk.call(method, url, body)).body.replace(/"requestId":"[^"]*"/, '');
    for (const [desk, method, path, id, body] of tries) {
      expect([path(id), await desk.status(method, path(id), body)]).toEqual([path(id), '404 not-found']);
      expect(await bodyOf(desk, method, path(id), body)).toBe(
        await bodyOf(desk, method, path(randomUUID()), body),
      );
    }
    const into = { intoId: hidden.contactId, reason };
    expect(await clerk.status('POST', `/api/contacts/${seen.contactId}/merge`, into)).toBe('404 not-found');
    const to = { contactId: hidden.contactId, reason };
    expect(await clerk.status('POST', `/api/identities/${seen.identityId}/move`, to)).toBe('404 not-found');
    await lead.undo(entry);
  });

  it('needs the right to answer: following is not enough', async () => {
    const { seen, hidden } = await plant('02');
    await stack.database.query(
      'INSERT INTO follower (conversation_id, staff_id, since) VALUES ($1, $2, now())',
      [hidden.conversationId, clerk.id],
    );
    expect((await clerk.detail(hidden.conversationId)).may).toEqual(['note']);
    expect(await clerk.search('خفية 02')).toEqual([]);
    const body = { intoId: hidden.contactId, reason: 'لسبب' };
    expect(await clerk.status('POST', `/api/contacts/${seen.contactId}/merge`, body)).toBe('404 not-found');
  });

  it('finds people by folded name, number and mail address, and nobody whom one can’t answer', async () => {
    await plant('03');
    for (const q of ['سلمي 03', 'سلمى ٠٣', '+966553000003', '0553000003', '٠٥٥٣٠٠٠٠٠٣'])
      expect([q, await clerk.search(q)]).toEqual([q, ['سلمى 03']]);
    for (const q of ['خفية 03', '+966553999903', '0553999903', '999903', CANARY])
      expect([q, await clerk.search(q)]).toEqual([q, []]);
    expect(await lead.search('خفيه 03')).toEqual(['خفية 03']);
    expect(await clerk.status('GET', '/api/contacts?q=س')).toBe('400 bad-request');
    const page = await lead.call('GET', `/api/contacts?q=${encodeURIComponent(' 03')}&limit=1`);
    const { items, nextCursor } = page.json<{ items: { name: string }[]; nextCursor: string }>();
    const next = await lead.call(
      'GET',
      `/api/contacts?q=${encodeURIComponent(' 03')}&limit=1&cursor=${nextCursor}`,
    );
    expect([...items, ...next.json<{ items: { name: string }[] }>().items].map(({ name }) => name)).toEqual([
      'خفية 03',
      'سلمى 03',
    ]);
  });

  it('opens no address and no conversation to who saw only one of both', async () => {
    const { seen, hidden } = await plant('04');
    await lead.merge(seen.contactId, hidden.contactId);
    const detail = await clerk.detail(seen.conversationId);
    expect(detail.contact.name).toBe('خفية 04');
    expect(detail.contactDetail.identities.map(({ value }) => value)).toEqual(['+966553000004']);
    expect(detail.replyOptions.map(({ address }) => address)).toEqual(['+966553000004']);
    expect(detail.contactDetail.otherConversations).toEqual([]);
    expect(detail.contactDetail.ledger).toMatchObject([
      { from: { name: 'سلمى 04' }, into: null, reason: null, mayUndo: false },
    ]);
    expect(JSON.stringify(detail)).not.toMatch(new RegExp(`${CANARY}|66553999904|${hidden.conversationId}`));
    expect(await clerk.reply(seen.conversationId, hidden.identityId)).toBe('409 no-address');
    for (const q of ['999904', `${CANARY} 04`, '+966553999904']) {
      expect([q, await clerk.search(q)]).toEqual([q, []]);
      const found = await clerk.call('GET', `/api/conversations?view=all&q=${encodeURIComponent(q)}`);
      expect([q, found.json<{ items: unknown[] }>().items]).toEqual([q, []]);
    }
    const card = await clerk.call('GET', `/api/contacts/${seen.contactId}`);
    expect(card.json()).toMatchObject({ name: 'خفية 04', conversations: 1, identities: [{}] });
    // What comes of them now stands in the newer conversation: hidden from one, and with its address for the other.
    const later = await writers.say('+966553000004', `لاحق ${CANARY}`);
    expect(later.conversationId).toBe(hidden.conversationId);
    expect(await clerk.status('GET', `/api/conversations/${hidden.conversationId}`)).toBe('404 not-found');
    const theirs = await researcher.detail(hidden.conversationId);
    expect(theirs.contactDetail.identities.map(({ value }) => value).sort()).toEqual([
      '+966553000004',
      '+966553999904',
    ]);
    expect(JSON.stringify(await clerk.detail(seen.conversationId))).not.toContain(CANARY);
  });

  it('shows a visitor of the website nothing of the other, before and after, over chains too', async () => {
    const browser = new Browser(api, await addChat(stack));
    await browser.visit();
    await browser.say('من المتصفح');
    const visitor = await writers.place('من المتصفح');
    const middle = await writers.say('+966553000061', `${CANARY} الأوسط`);
    const last = await writers.say('+966553000062', `${CANARY} الأخير`);
    const texts = async () =>
      (await browser.read()).messages.filter((one) => one.direction !== 'notice').map(({ text }) => text);
    const audiences = api.get(AudienceQueries, { strict: false });
    const hears = async ({ conversationId }: Place) =>
      ((await audiences.route(conversationId))?.visitors ?? []).length > 0;

    const entry = await lead.merge(visitor.contactId, middle.contactId);
    await lead.merge(middle.contactId, last.contactId);
    expect(await texts()).toEqual(['من المتصفح']);
    expect([await hears(visitor), await hears(middle), await hears(last)]).toEqual([true, true, true]);
    await browser.say('بعد الدمج');
    expect((await writers.place('بعد الدمج')).conversationId).toBe(last.conversationId);
    const accountId = (await audiences.route(last.conversationId))?.visitors[0]?.split(':') ?? [];
    const [account = '', value = ''] = accountId;
    expect(await audiences.conversationOfVisitor(account, value)).toBe(last.conversationId);
    await answerAs(stack, lead.id, last.conversationId, 'reply', 'جواب له وحده');
    expect(await texts()).toEqual(['من المتصفح', 'بعد الدمج', 'جواب له وحده']);

    await lead.undo(entry);
    await writers.say('+966553000062', `${CANARY} بعد الفصل`);
    expect(await texts()).toEqual(['من المتصفح', 'بعد الدمج', 'جواب له وحده']);
    expect([await hears(visitor), await hears(middle), await hears(last)]).toEqual([true, false, false]);
    expect(await audiences.conversationOfVisitor(account, value)).toBe(visitor.conversationId);
    await browser.say('وحدي');
    expect((await writers.place('وحدي')).conversationId).toBe(visitor.conversationId);
    expect(await texts()).toContain('وحدي');
  });
});
