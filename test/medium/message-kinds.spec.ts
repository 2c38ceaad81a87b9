import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventViews } from '../../libs/conversations/event.queries.js';
import { eventually } from '../support/eventually.js';
import { InboundDoor, personAt } from '../support/inbound.js';
import { QUEUE_STORES, type Stack, startStack } from '../support/stack.js';

describe.each(QUEUE_STORES)('What a message can be, with the queue store on %s', (store) => {
  let stack: Stack;
  let door: InboundDoor;
  beforeAll(async () => {
    stack = await startStack(store);
    door = new InboundDoor(stack);
  });
  afterAll(() => stack.stop());

  const at = new Date('2026-11-25T10:00:00Z');
  let number = 0;
  const nextPerson = () => personAt(`+9665510000${String(number++).padStart(2, '0')}`);
  const sql = {
    query: (text: string, values?: readonly unknown[]) => stack.database.query(text, values),
  } as never;
  /** Without what Sila told the person by itself, which depends on the hour. */
  const events = async (id: string) =>
    (await eventViews(sql, id, 0, 100)).filter(({ message }) => message?.direction !== 'notice');
  const typesOf = async (id: string) => (await events(id)).map(({ type }) => type);
  const viewOf = async (id: string, text: string) =>
    (await events(id)).map(({ message }) => message).find((message) => message?.text === text);
  const row = async (id: string) =>
    (
      await stack.database.query<{
        snippet: string;
        snippet_kind: string | null;
        waiting_since: Date | null;
        status: string;
      }>('SELECT snippet, snippet_kind, waiting_since, status FROM conversation WHERE id = $1', [id])
    )[0];

  it('keeps a place with its words, and shows what a message answers', async () => {
    const from = nextPerson();
    const place = {
      type: 'location',
      latitude: 24.7,
      longitude: 46.6,
      name: 'المستودع',
      address: null,
    } as const;
    const id = await door.message({ from, providerId: 'L1', text: 'المستودع', content: place });
    expect(await row(id)).toMatchObject({ snippet: 'المستودع', snippet_kind: 'location' });
    await door.message({ from, providerId: 'L2', text: 'هذا مكاني', quotes: 'L1' });
    expect((await viewOf(id, 'المستودع'))?.content).toEqual(place);
    expect((await viewOf(id, 'هذا مكاني'))?.quoted).toMatchObject({
      text: 'المستودع',
      content: place,
      deleted: false,
    });
    expect(await row(id)).toMatchObject({ snippet: 'هذا مكاني', snippet_kind: null });
  });

  it('shows of a quoted message in another thread only that there is one', async () => {
    const [from, stranger] = [nextPerson(), nextPerson()];
    await door.message({ from: stranger, providerId: 'S1', text: 'سر غيره' });
    const id = await door.message({ from, providerId: 'S2', text: 'ردًا', quotes: 'S1' });
    expect((await viewOf(id, 'ردًا'))?.quoted).toMatchObject({ id: null, text: '' });
  });

  it('puts one reaction of a person on a message, changes it, takes it away; nobody waits because of it', async () => {
    const from = nextPerson();
    const id = await door.message({ from, providerId: 'R1', text: 'شكرًا' });
    await stack.database.query('UPDATE conversation SET waiting_since = NULL WHERE id = $1', [id]);
    const react = (emoji: string | null) => door.effect({ type: 'reaction', from, target: 'R1', emoji, at });
    await react('👍');
    await react('👍');
    await react('❤️');
    expect((await viewOf(id, 'شكرًا'))?.reactions).toEqual([{ emoji: '❤️', count: 1 }]);
    await react(null);
    expect((await viewOf(id, 'شكرًا'))?.reactions).toEqual([]);
    expect(await typesOf(id)).toEqual(['message', 'reaction', 'reaction', 'reaction']);
    expect((await row(id))?.waiting_since).toBeNull();
  });

  it('gives an edited message its new text and keeps the earlier ones', async () => {
    const from = nextPerson();
    const id = await door.message({ from, providerId: 'E1', text: 'أحتاج ١٠٠' });
    for (const text of ['أحتاج ٢٠٠', 'أحتاج ٢٠٠', 'أحتاج ٣٠٠'])
      await door.effect({ type: 'edit', from, target: 'E1', text, at });
    const message = await viewOf(id, 'أحتاج ٣٠٠');
    expect(message?.editedAt).toBe(at.toISOString());
    const before = await stack.database.query(
      'SELECT text FROM message_edit WHERE message_id = $1 ORDER BY id',
      [message?.id],
    );
    expect(before).toEqual([{ text: 'أحتاج ١٠٠' }, { text: 'أحتاج ٢٠٠' }]);
    expect(await row(id)).toMatchObject({ snippet: 'أحتاج ٣٠٠' });
    expect(await typesOf(id)).toEqual(['message', 'edited', 'edited']);
  });

  it('makes the person wait for an answer to the edit of the last message, not of an answered one', async () => {
    const from = nextPerson();
    const id = await door.message({ from, providerId: 'W1', text: 'أولًا' });
    await stack.database.query(
      `UPDATE conversation SET waiting_since = NULL, status = 'closed' WHERE id = $1`,
      [id],
    );
    await door.effect({ type: 'edit', from, target: 'W1', text: 'أولًا، بل عاجل', at });
    expect(await row(id)).toMatchObject({ status: 'open', waiting_since: expect.any(Date) });
    await door.effect({ ...ECHO, providerId: 'W2', to: from, text: 'تم' });
    expect((await row(id))?.waiting_since).toBeNull();
    await door.effect({ type: 'edit', from, target: 'W1', text: 'أولًا', at });
    expect(await row(id)).toMatchObject({ waiting_since: null, snippet: 'تم' });
  });

  it('lets nobody but the author change or take back a message', async () => {
    const [from, stranger] = [nextPerson(), nextPerson()];
    const id = await door.message({ from, providerId: 'A1', text: 'كما هي' });
    await door.message({ from: stranger, providerId: 'A2', text: 'غريب' });
    const tries = [
      await door.effect({ type: 'edit', from: stranger, target: 'A1', text: 'مزورة', at }),
      await door.effect({ type: 'deletion', from: stranger, target: 'A1', at }),
      await door.effect({ type: 'reaction', from: stranger, target: 'A1', emoji: '👎', at }),
      await door.effect({ type: 'edit', from: nextPerson(), target: 'A1', text: 'مزورة', at }),
    ];
    expect(tries.map(({ ignored }) => ignored)).toEqual([
      'not-the-author',
      'not-the-author',
      'not-in-conversation',
      'not-the-author',
    ]);
    expect(await typesOf(id)).toEqual(['message']);
  });

  it('says in the ledger that a stranger’s change, kept for its message, had no effect in the end', async () => {
    const [from, stranger] = [nextPerson(), nextPerson()];
    await stack.whatsappIn({
      From: `whatsapp:${stranger.value}`,
      MessageSid: 'SM'.padEnd(34, 'f'),
      Body: 'غريب',
    });
    const [event] = await eventually(async () => {
      const rows = await stack.database.query<{ id: string }>(
        `SELECT id FROM inbound_event WHERE state = 'done' AND event_key LIKE '%ffffffff%'`,
      );
      expect(rows).toHaveLength(1);
      return rows;
    });
    await door.effect({ type: 'edit', from: stranger, target: 'G1', text: 'مزورة', at }, event?.id);
    const id = await door.message({ from, providerId: 'G1', text: 'كما هي' });
    expect(await typesOf(id)).toEqual(['message']);
    const [ledger] = await stack.database.query('SELECT state, error FROM inbound_event WHERE id = $1', [
      event?.id,
    ]);
    expect(ledger).toEqual({ state: 'ignored', error: 'not-the-author' });
  });

  it('waits with changes that come before their message, and applies them in their order', async () => {
    const from = nextPerson();
    await door.effect({ type: 'reaction', from, target: 'B1', emoji: '🙏', at });
    await door.effect({ type: 'edit', from, target: 'B1', text: 'ثانيًا', at });
    await door.effect({ type: 'edit', from, target: 'B1', text: 'ثالثًا', at });
    const id = await door.message({ from, providerId: 'B1', text: 'أولًا' });
    expect(await viewOf(id, 'ثالثًا')).toMatchObject({ reactions: [{ emoji: '🙏', count: 1 }] });
    expect(await typesOf(id)).toEqual(['message', 'reaction', 'edited', 'edited']);
    expect(await stack.database.query('SELECT * FROM early_change')).toEqual([]);
  });
});

const ECHO = {
  type: 'echo',
  messageId: null,
  sentAt: null,
  attachments: [],
  content: null,
} as const;
