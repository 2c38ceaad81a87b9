import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConversationItem, MessageView } from '@sila/contracts';
import { randomUUID } from 'node:crypto';
import { ConsoleScreen } from '../support/console-screen.js';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import type { Officer } from '../support/officer.js';
import { A_SECOND_AT_REST } from '../support/patience.js';
import { PICTURE } from './pictures.js';
import { type ObjectKind, type Route, routesOf } from './object.routes.js';

const CANARY = 'زمردةسوداء';

describe('a conversation of another queue', () => {
  let sila: Installation;
  let routes: readonly Route[];
  let maha: Officer;
  let stranger: Officer;
  let administrator: Officer;
  const screens: ConsoleScreen[] = [];
  const phone = '+966552200001';
  let ids: Readonly<Record<ObjectKind, string>>;

  beforeAll(async () => {
    sila = await startInstallation({ apis: 2 });
    routes = await routesOf(sila.apiUrls[0] ?? '');
    maha = await sila.officer('maha');
    stranger = (await sila.officer('saad', ['research'])).through(sila.apiUrls[1] ?? '');
    administrator = await sila.officer('root', [], 'administrator');
    ids = await plant();
  }, 120_000);

  afterEach(() => screens.splice(0).forEach((screen) => screen.close()));
  afterAll(() => sila.stop(), 30_000);

  const open = async (officer: Officer) => {
    const screen = await ConsoleScreen.open(officer, sila.apiUrls[0] ?? '');
    screens.push(screen);
    return screen;
  };
  const write = (text: string, more: object = {}) =>
    sila.simulator.client.sendWhatsapp({ from: phone, text, ...more });
  const arrives = (text: string, officer = maha) =>
    eventually(async () => {
      const found = (await officer.list('all')).find((item) => item.snippet === text);
      if (!found) throw new Error('the message did not come');
      return found;
    });

  /** A conversation that has the canary in its name, texts, note, draft and file. */
  async function plant(): Promise<Readonly<Record<ObjectKind, string>>> {
    const media = [
      { base64: PICTURE.toString('base64'), contentType: 'image/png', fileName: `${CANARY}.png` },
    ];
    await write(`سرّي ${CANARY}`, { name: `أم ${CANARY}`, media });
    const { id: conversation, contact } = await arrives(`سرّي ${CANARY}`);
    await maha.post(`/api/conversations/${conversation}/messages`, {
      clientId: randomUUID(),
      kind: 'note',
      text: `ملاحظة ${CANARY}`,
    });
    await maha.put(`/api/conversations/${conversation}/draft`, { kind: 'reply', text: `مسودة ${CANARY}` });
    const { message, attachment } = await eventually(async () => {
      const [first] = await maha.messages(conversation);
      const [file] = first?.attachments ?? [];
      if (!first || file?.state !== 'ready') throw new Error('the file is not there');
      return { message: first, attachment: file };
    });
    // As a mail and a letter have, so that every route has something to hide.
    await sila.database.query('UPDATE message SET html = $2 WHERE id = $1', [message.id, `<p>${CANARY}</p>`]);
    await sila.database.query(
      `INSERT INTO letter (message_id, conversation_id, channel_account_id, direction, state, state_at, document_key, pages)
       SELECT m.id, m.conversation_id, m.channel_account_id, 'in', 'read', now(), f.storage_key,
              jsonb_build_array(jsonb_build_object('width', 1, 'height', 1, 'lines', '[]'::jsonb, 'pictureKey', f.storage_key))
       FROM message m JOIN attachment f ON f.message_id = m.id WHERE m.id = $1`,
      [message.id],
    );
    const people = await plantMerge(contact.id);
    return { conversation, message: message.id, attachment: attachment.id, ...people };
  }

  /** Merges somebody with another number into the person, so that there is something to take back. */
  async function plantMerge(
    contact: string,
  ): Promise<Pick<Record<ObjectKind, string>, 'contact' | 'identity' | 'merge'>> {
    await sila.simulator.client.sendWhatsapp({ from: '+966552200009', text: `رقمي الثاني ${CANARY}` });
    const second = await arrives(`رقمي الثاني ${CANARY}`);
    const body = { intoId: contact, reason: `هي أم ${CANARY}` };
    const { id: merge } = await maha.post<{ id: string }>(`/api/contacts/${second.contact.id}/merge`, body);
    const identity = (await maha.detail(second.id)).contactDetail.identities[0]?.id ?? '';
    return { contact, identity, merge };
  }

  it('has nothing but routes that this test knows', () => {
    const unknown = routes.filter((route) => route.object === 'unknown');
    expect(unknown.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
    expect(routes.filter((route) => route.object !== null).length).toBeGreaterThanOrEqual(16);
  });

  it('is there on every route that reads, for its own officer', async () => {
    for (const route of routes) {
      if (route.method !== 'GET' || route.object === null || route.object === 'unknown') continue;
      const { status } = await maha.fetch(route.path.replace('{id}', ids[route.object]));
      expect([route.path, status]).toEqual([route.path, 200]);
    }
  });

  it('does not exist on any route, for another queue, for administrators and without a role', async () => {
    const before = await stateOf(ids.conversation);
    const idle = await sila.officer('idle', []);
    const version = (await maha.detail(ids.conversation)).version;
    for (const person of [stranger, administrator, idle])
      for (const route of routes) {
        if (route.object === null || route.object === 'unknown') continue;
        const body = route.body({ version, assigneeId: person.id });
        const theirs = await answerTo(person, route, ids[route.object], body);
        const nothing = await answerTo(person, route, randomUUID(), body);
        expect([route.method, route.path, theirs]).toEqual([route.method, route.path, nothing]);
        expect([route.method, route.path, theirs.status]).toEqual([route.method, route.path, 404]);
      }
    const upload = `/api/attachments?conversationId=${ids.conversation}`;
    expect((await stranger.fetch(upload, { method: 'POST', body: new FormData() })).status).toBe(404);
    expect(await stateOf(ids.conversation)).toEqual(before);
    expect((await maha.detail(ids.conversation)).draft?.text).toContain(CANARY);
  }, 60_000);

  it('shows its canary to its own officer, and nowhere to the others', async () => {
    expect(await everythingOf(maha)).toContain(CANARY);
    for (const person of [stranger, administrator]) {
      const seen = await everythingOf(person);
      expect(seen).not.toContain(CANARY);
      expect(seen).not.toContain(phone.slice(1));
      expect(seen).not.toContain(ids.conversation);
    }
    const live = await stranger.get<{ queues: { id: string; waiting: number; arrivals: number }[] }>(
      '/api/queues/live',
    );
    expect(live.queues).toMatchObject([{ id: await sila.queueId('research'), waiting: 0, arrivals: 0 }]);
  });

  it('is not told to sockets of others', async () => {
    const [mine, theirs, office] = [await open(maha), await open(stranger), await open(administrator)];
    const notFound = { ok: false, code: 'not-found' };
    expect(await mine.watch(ids.conversation)).toMatchObject({ ok: true });
    for (const screen of [theirs, office]) expect(await screen.watch(ids.conversation)).toEqual(notFound);
    theirs.socket.emit('typing', { conversationId: ids.conversation, kind: 'reply' });
    await write(`وأيضا ${CANARY}`);
    await mine.event(({ message }) => message?.text === `وأيضا ${CANARY}`);
    // What a stranger would have heard by mistake comes before the next thing that is theirs.
    const fence = `زيارة منزلية ${randomUUID()}`;
    await sila.simulator.client.sendWhatsapp({ from: '+966552200002', text: fence });
    await theirs.row((item) => item.snippet === fence);
    for (const screen of [theirs, office]) {
      expect(screen.everything()).not.toContain(CANARY);
      expect(screen.everything()).not.toContain(ids.conversation);
    }
    expect(mine.all('typing')).toEqual([]);
    expect(mine.everything()).not.toContain(fence);
  });

  it('stays hidden behind another conversation of the same person', async () => {
    const from = '+966552200003';
    const say = (text: string) => sila.simulator.client.sendWhatsapp({ from, text });
    await say(`أولا ${CANARY}`);
    const { id } = await arrives(`أولا ${CANARY}`);
    const { version } = await own(id);
    await maha.post(`/api/conversations/${id}/close`, { version, outcome: 'answered', tell: false });
    await sila.database.query(
      `UPDATE conversation SET closed_at = closed_at - interval '90 days' WHERE id = $1`,
      [id],
    );
    await say('أريد زيارة منزلية');
    const theirs = await arrives('أريد زيارة منزلية', stranger);
    const detail = await stranger.detail(theirs.id);
    expect(JSON.stringify(detail)).not.toContain(CANARY);
    expect(JSON.stringify(detail)).not.toContain(id);
    expect(detail.contactDetail.otherConversations).toEqual([]);
  });

  it('is cut from an open socket within a second when the right ends', async () => {
    const hind = (await sila.officer('hind')).through(sila.apiUrls[1] ?? '');
    const screen = await open(hind);
    expect(await screen.watch(ids.conversation)).toMatchObject({ ok: true });
    const from = performance.now();
    await administrator.patch(`/api/staff/${hind.id}`, { queueIds: [] });
    await eventually(() => expect(screen.all('revoked')).toEqual([{ conversationId: ids.conversation }]), {
      within: 1_000,
      every: 5,
    });
    expect(performance.now() - from).toBeLessThan(A_SECOND_AT_REST);
    expect(await hind.refusal('GET', `/api/conversations/${ids.conversation}`)).toMatchObject({
      status: 404,
    });
    const heard = screen.events().length;
    const mine = await open(maha);
    await mine.watch(ids.conversation);
    await write('بعد نزع الصلاحية');
    await mine.event(({ message }) => message?.text === 'بعد نزع الصلاحية');
    expect(await screen.watch(ids.conversation)).toEqual({ ok: false, code: 'not-found' });
    expect(screen.events()).toHaveLength(heard);
    expect(screen.everything()).not.toContain('بعد نزع الصلاحية');
  });

  it('is cut with the whole socket when the person is disabled', async () => {
    const hoda = (await sila.officer('hoda')).through(sila.apiUrls[1] ?? '');
    const screen = await open(hoda);
    await screen.watch(ids.conversation);
    const cut = new Promise((resolve) => screen.socket.once('disconnect', resolve));
    const from = performance.now();
    await administrator.patch(`/api/staff/${hoda.id}`, { disabled: true });
    expect(await cut).toBe('io server disconnect');
    expect(performance.now() - from).toBeLessThan(A_SECOND_AT_REST);
    expect((await hoda.fetch('/api/session')).status).toBe(401);
    await expect(ConsoleScreen.open(hoda, sila.apiUrls[0] ?? '')).rejects.toThrow();
  });

  it('goes to social research; who had it follows, reads and notes, and no more', async () => {
    const from = '+966552200004';
    await sila.simulator.client.sendWhatsapp({ from, text: 'ظروف أسرتي صعبة' });
    const { id } = await arrives('ظروف أسرتي صعبة');
    const path = `/api/conversations/${id}`;
    const { version } = await own(id);
    expect(await maha.refusal('POST', `${path}/refer`, { version })).toMatchObject({ status: 400 });
    const reason = 'يحتاج إلى زيارة';
    await maha.post(`${path}/refer`, { version, reason });
    const [told] = await sila.simulator.client.received({ to: from, count: 1, waitMs: 10_000 });
    expect(told?.text).toContain('البحث الاجتماعي');
    const now = await eventually(async () => {
      const detail = await stranger.detail(id);
      expect(detail.assignee?.id).toBe(stranger.id);
      return detail;
    });
    expect(now.followers).toEqual([{ id: maha.id, name: 'maha' }]);
    expect(now.assignments.map((one) => one.reason?.text)).toContain(reason);
    const mine = await maha.detail(id);
    expect(mine.may).toEqual(['note']);
    const note = { clientId: randomUUID(), kind: 'note', text: 'تابعوها من فضلكم' };
    expect(await maha.post<MessageView>(`${path}/messages`, note)).toMatchObject({ direction: 'note' });
    const reply = { ...note, clientId: randomUUID(), kind: 'reply' };
    expect(await maha.refusal('POST', `${path}/messages`, reply)).toMatchObject({ status: 403 });
    const close = { version: now.version, outcome: 'answered' };
    expect(await maha.refusal('POST', `${path}/close`, close)).toMatchObject({ status: 403 });
    const assign = { version: now.version, assigneeId: maha.id, reason };
    expect(await maha.refusal('POST', `${path}/assign`, assign)).toMatchObject({ status: 403 });
    expect(await stranger.reply(id, 'معك الباحث الاجتماعي')).toMatchObject({ direction: 'out' });
  }, 20_000);

  /** Waits until routing has given the conversation to somebody. */
  function own(id: string): Promise<ConversationItem> {
    return eventually(async () => {
      const detail = await maha.detail(id);
      expect(detail.assignee?.id).toBe(maha.id);
      return detail;
    });
  }

  async function stateOf(id: string): Promise<unknown> {
    const [row] = await sila.database.query(
      `SELECT seq, version, status, queue_id, assignee_id, (SELECT count(*) FROM draft WHERE conversation_id = c.id) AS drafts,
              (SELECT count(*) FROM read_cursor WHERE conversation_id = c.id) AS cursors FROM conversation c WHERE id = $1`,
      [id],
    );
    return row;
  }

  async function answerTo(person: Officer, { method, path }: Route, id: string, body: unknown) {
    const response = await person.fetch(path.replace('{id}', id), {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = (await response.text()).replace(/"requestId":"[^"]*"/, '');
    return { status: response.status, type: response.headers.get('content-type'), text };
  }

  /** All that a person's console could read: every view, every search, and every list there is. */
  async function everythingOf(person: Officer): Promise<string> {
    const queue = await sila.queueId('relations');
    const views = ['mine', 'unassigned', 'all', 'closed'];
    const searches = [CANARY, `أم ${CANARY}`, phone, phone.slice(-6), ids.conversation, 'سري', '1'];
    const paths = [
      ...routes.filter(({ method, path }) => method === 'GET' && !path.includes('{')).map(({ path }) => path),
      ...views.flatMap((view) => [
        `/api/conversations?view=${view}&limit=100`,
        `/api/conversations?view=${view}&queue=${queue}`,
        ...searches.map((words) => `/api/conversations?view=${view}&q=${encodeURIComponent(words)}`),
      ]),
      ...searches.map((words) => `/api/contacts?q=${encodeURIComponent(words)}`),
    ].filter((path) => !path.startsWith('/widget/'));
    const answers = await Promise.all(paths.map(async (path) => (await person.fetch(path)).text()));
    return answers.join('\n');
  }
});
