import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConversationItem, MessageView } from '@sila/contracts';
import { randomUUID } from 'node:crypto';
import { ConsoleScreen } from '../support/console-screen.js';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { ApiRefusal, type Officer } from '../support/officer.js';

const ROUNDS = 200;
const AT_ONCE = 10;

describe('two officers over one conversation, at two api processes', () => {
  let sila: Installation;
  let maha: Officer;
  let noura: Officer;
  const screens: ConsoleScreen[] = [];
  let people = 0;

  beforeAll(async () => {
    sila = await startInstallation({ apis: 2 });
    maha = await sila.officer('maha');
    noura = (await sila.officer('noura')).through(sila.apiUrls[1] ?? '');
    for (const officer of [maha, noura]) await officer.put('/api/me/presence', { state: 'away' });
  }, 120_000);

  afterEach(() => screens.splice(0).forEach((screen) => screen.close()));
  afterAll(() => sila.stop(), 30_000);

  const open = async (officer: Officer) => {
    const screen = await ConsoleScreen.open(officer, sila.apiUrls[0] ?? '');
    screens.push(screen);
    return screen;
  };
  const phoneOf = (person: number) => `+9665511${String(person).padStart(5, '0')}`;
  const conversation = async (text: string) => {
    const from = phoneOf((people += 1));
    await sila.simulator.client.sendWhatsapp({ from, text });
    const row = await eventually(async () => {
      const found = (await maha.list('unassigned')).find((item) => item.snippet === text);
      if (!found) throw new Error('the conversation did not come');
      return found;
    });
    return { from, row, id: row.id };
  };

  it('see each other look and type', async () => {
    const { id } = await conversation('من معي؟');
    const [first, second] = [await open(maha), await open(noura)];
    await first.watch(id);
    expect(await second.watch(id)).toMatchObject({ ok: true });
    await eventually(() =>
      expect(second.all('viewers').at(-1)).toEqual({
        conversationId: id,
        viewers: [{ id: maha.id, name: 'maha' }],
      }),
    );
    await eventually(() =>
      expect(first.all('viewers').at(-1)).toEqual({
        conversationId: id,
        viewers: [{ id: noura.id, name: 'noura' }],
      }),
    );
    second.socket.emit('typing', { conversationId: id, kind: 'reply' });
    await eventually(() =>
      expect(first.all('typing').at(-1)).toEqual({
        conversationId: id,
        who: { id: noura.id, name: 'noura' },
        kind: 'reply',
      }),
    );
    expect(second.all('typing')).toEqual([]);
    second.close();
    await eventually(() => expect(first.all('viewers').at(-1)?.viewers).toEqual([]));
  });

  it('F29: sending over an unseen newer message stops with it, and goes through once it was seen', async () => {
    const { id, from } = await conversation('سؤالي الأول');
    const screen = await open(maha);
    await screen.watch(id);
    const seen = (await maha.detail(id)).seq;
    await noura.reply(id, 'أجابت نورة قبلك');
    await sila.simulator.client.sendWhatsapp({ from, text: 'وسؤالي الثاني' });
    await screen.event(({ message }) => message?.text === 'وسؤالي الثاني');
    const send = (lastSeenSeq: number) =>
      maha.reply(id, 'جوابي عن السؤالين', { lastSeenSeq, clientId: randomUUID() });
    const refusal = (await send(seen).catch((error: unknown) => error)) as ApiRefusal;
    expect([refusal.status, refusal.code]).toEqual([409, 'newer-messages']);
    const { messages, seq } = refusal.details as { messages: MessageView[]; seq: number };
    expect(messages.map(({ text, author }) => [text, author?.name ?? null])).toEqual([
      ['أجابت نورة قبلك', 'noura'],
      ['وسؤالي الثاني', null],
    ]);
    expect((await maha.messages(id)).map(({ text }) => text)).not.toContain('جوابي عن السؤالين');
    expect(await send(seq)).toMatchObject({ direction: 'out', text: 'جوابي عن السؤالين' });
    expect(await maha.reply(id, 'وإضافة', { lastSeenSeq: seq })).toMatchObject({ text: 'وإضافة' });
  });

  it('hand over only what they have seen', async () => {
    const { id, row } = await conversation('من يخدمني؟');
    const claimed = await noura.post<ConversationItem>(`/api/conversations/${id}/claim`, {
      version: row.version,
    });
    expect(claimed).toMatchObject({ assignee: { id: noura.id }, reason: { code: 'claimed' } });
    const body = { assigneeId: maha.id, version: row.version, reason: 'إجازة' };
    const late = await maha.refusal('POST', `/api/conversations/${id}/assign`, body);
    expect([late.status, late.code]).toEqual([409, 'old-version']);
    expect(late.details).toEqual({ version: claimed.version, assigneeId: noura.id });
    const given = await maha.post<ConversationItem>(`/api/conversations/${id}/assign`, {
      ...body,
      version: claimed.version,
    });
    expect(given).toMatchObject({ assignee: { id: maha.id }, reason: { code: 'assigned', text: 'إجازة' } });
    expect((await noura.detail(id)).followers).toEqual([{ id: noura.id, name: 'noura' }]);
    const close = { version: row.version, outcome: 'answered' };
    expect(await noura.refusal('POST', `/api/conversations/${id}/close`, close)).toMatchObject({
      code: 'old-version',
    });
  });

  it(`F29: claiming at once has one winner and tells the loser who, ${ROUNDS} times`, async () => {
    const messages = Array.from({ length: ROUNDS }, (_, round) => ({
      channel: 'whatsapp' as const,
      from: phoneOf(1_000 + round),
      text: `سباق ${round}`,
    }));
    await sila.simulator.client.sendBatch(messages, 20);
    const waiting = await eventually(
      async () => {
        const rows = await sila.database.query<{ id: string; version: number }>(
          `SELECT id, version FROM conversation WHERE snippet LIKE 'سباق %' AND assignee_id IS NULL`,
        );
        expect(rows).toHaveLength(ROUNDS);
        return rows;
      },
      { within: 30_000, every: 100 },
    );
    const winners = new Map<string, string>();
    for (let from = 0; from < ROUNDS; from += AT_ONCE)
      await Promise.all(
        waiting.slice(from, from + AT_ONCE).map(async (one) => winners.set(one.id, await race(one))),
      );
    const rows = await sila.database.query<{ id: string; owner: string; claims: number }>(
      `SELECT c.id, c.assignee_id AS owner, count(a.*)::int AS claims
         FROM conversation c LEFT JOIN assignment a ON a.conversation_id = c.id AND a.reason->>'code' = 'claimed'
        WHERE c.snippet LIKE 'سباق %' GROUP BY c.id`,
    );
    expect(rows).toHaveLength(ROUNDS);
    for (const { id, owner, claims } of rows) expect([owner, claims]).toEqual([winners.get(id), 1]);
    const won = (officer: Officer) => [...winners.values()].filter((id) => id === officer.id).length;
    process.stdout.write(`F29: ${ROUNDS} races, maha won ${won(maha)}, noura ${won(noura)}\n`);
  }, 90_000);

  /** Both claim at the same moment; gives the winner's id. */
  async function race({ id, version }: { id: string; version: number }): Promise<string> {
    const racers = people++ % 2 ? [maha, noura] : [noura, maha];
    const results = await Promise.all(
      racers.map((officer) =>
        officer
          .post<ConversationItem>(`/api/conversations/${id}/claim`, { version })
          .catch((error: unknown) => error as ApiRefusal),
      ),
    );
    const winner = racers[results.findIndex((result) => !(result instanceof ApiRefusal))];
    const loser = results.find((result) => result instanceof ApiRefusal);
    expect(results.filter((result) => result instanceof ApiRefusal)).toHaveLength(1);
    expect(loser).toMatchObject({
      status: 409,
      code: 'already-claimed',
      details: { by: { id: winner?.id, name: winner?.id === maha.id ? 'maha' : 'noura' } },
    });
    return winner?.id ?? '';
  }
});
