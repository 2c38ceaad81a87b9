import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FILE_STORE, type FileStore, newId } from '@sila/platform';
import { Readable } from 'node:stream';
import { eventually } from '../support/eventually.js';
import { InboundDoor, personAt } from '../support/inbound.js';
import { QUEUE_STORES, type Stack, startStack } from '../support/stack.js';

const FROM = '+966552000001';
const SECRET = 'رقم حسابي السري';

describe.each(QUEUE_STORES)('A message taken back, with the queue store on %s', (store) => {
  let stack: Stack;
  let door: InboundDoor;
  beforeAll(async () => {
    stack = await startStack(store);
    door = new InboundDoor(stack);
  });
  afterAll(() => stack.stop());

  const from = personAt(FROM);
  const take = (target: string) => door.effect({ type: 'deletion', from, target, at: null });
  const query = <Row extends Record<string, unknown>>(text: string, values: readonly unknown[] = []) =>
    stack.database.query<Row>(text, values);
  const messageOf = async (providerId: string) =>
    (
      await query<Record<string, unknown> & { id: string; conversation_id: string }>(
        'SELECT * FROM message WHERE provider_id = $1',
        [providerId],
      )
    )[0];

  /** A text by Twilio's webhook, so that there is a raw request behind it. */
  const write = async (sid: string, text: string) => {
    await stack.whatsappIn({ From: `whatsapp:${FROM}`, WaId: FROM.slice(1), MessageSid: sid, Body: text });
    await eventually(async () => expect(await messageOf(sid)).toBeDefined());
    const message = await messageOf(sid);
    if (!message) throw new Error('no message');
    return message;
  };
  const sid = (letter: string) => `SM${letter.repeat(32)}`;
  const files = () => stack.app.get<FileStore>(FILE_STORE, { strict: false });
  const settled = () =>
    eventually(async () => expect(await query('SELECT 1 FROM removal')).toEqual([]), { within: 20_000 });

  it('leaves nothing of it: not in any table, not in its raw request, not among the files', async () => {
    const message = await write(sid('a'), SECRET);
    const editId = newId();
    await door.effect({ type: 'edit', from, target: sid('a'), text: `${SECRET} ٢`, at: null }, editId);
    await door.effect({ type: 'reaction', from, target: sid('a'), emoji: '🙈', at: null });
    const { key } = await files().put(Readable.from([Buffer.from('a voice note')]), 1_000);
    await query(
      `INSERT INTO attachment (id, message_id, file_name, media_type, state, storage_key, created_at)
       VALUES ($1, $2, 'voice.ogg', 'audio/ogg', 'ready', $3, now())`,
      [newId(), message.id, key],
    );
    expect((await take(sid('a'))).ignored).toBeNull();
    await settled();
    expect(await messageOf(sid('a'))).toMatchObject({
      text: '',
      html: null,
      search: null,
      content: null,
      meta: {},
      deleted_at: expect.any(Date),
    });
    await expect(files().get(key)).rejects.toThrow();
    const [raw] = await query(
      `SELECT r.body, r.storage_key, length(r.envelope) AS envelope FROM inbound_event e JOIN inbound_request r ON r.id = e.request_id
       WHERE e.event_key LIKE $1`,
      [`%${sid('a')}%`],
    );
    expect(raw).toEqual({ body: null, storage_key: null, envelope: 0 });
    expect(await everywhere(SECRET)).toEqual([]);
  });

  it('says so in the row, and nobody waits for an answer to nothing', async () => {
    const message = await messageOf(sid('a'));
    const [row] = await query('SELECT snippet, snippet_kind, waiting_since FROM conversation WHERE id = $1', [
      message?.conversation_id,
    ]);
    expect(row).toEqual({ snippet: '', snippet_kind: 'deleted', waiting_since: null });
  });

  it('changes nothing a second time, and takes no edit or reaction any more', async () => {
    const before = await query('SELECT seq FROM conversation ORDER BY id');
    expect((await take(sid('a'))).facts).toEqual([]);
    const later = [
      await door.effect({ type: 'edit', from, target: sid('a'), text: SECRET, at: null }),
      await door.effect({ type: 'reaction', from, target: sid('a'), emoji: '👍', at: null }),
    ];
    expect(later.map(({ ignored }) => ignored)).toEqual(['taken-back', 'taken-back']);
    expect(await query('SELECT seq FROM conversation ORDER BY id')).toEqual(before);
    expect(await everywhere(SECRET)).toEqual([]);
  });

  it('goes on waiting while another message of the person is unanswered', async () => {
    await write(sid('b'), 'باقية');
    const message = await write(sid('c'), 'ذاهبة');
    await take(sid('c'));
    const [row] = await query('SELECT waiting_since FROM conversation WHERE id = $1', [
      message.conversation_id,
    ]);
    expect(row?.waiting_since).toBeInstanceOf(Date);
  });

  it('that comes before its message removes it the moment it is known', async () => {
    await door.effect({ type: 'edit', from, target: sid('d'), text: `${SECRET} معدل`, at: null });
    await take(sid('d'));
    expect(await everywhere(SECRET)).toEqual([]);
    const message = await write(sid('d'), SECRET);
    expect(message).toMatchObject({ text: '', deleted_at: expect.any(Date) });
    await settled();
    expect(await everywhere(SECRET)).toEqual([]);
    const [raw] = await query(
      `SELECT r.body FROM inbound_event e JOIN inbound_request r ON r.id = e.request_id WHERE e.event_key LIKE $1`,
      [`%${sid('d')}%`],
    );
    expect(raw?.body).toBeNull();
  });

  it('keeps the raw bytes of a request for as long as something else of it waits', async () => {
    const message = await write(sid('e'), SECRET);
    const [event] = await query<{ id: string; request_id: string }>(
      `SELECT id, request_id FROM inbound_event WHERE event_key LIKE $1`,
      [`%${sid('e')}%`],
    );
    const other = newId();
    await query(
      `INSERT INTO inbound_event (id, request_id, channel_account_id, event_key, lane_id, state, received_at)
       SELECT $2, request_id, channel_account_id, event_key || '-2', lane_id, 'dead', received_at FROM inbound_event WHERE id = $1`,
      [event?.id, other],
    );
    await take(sid('e'));
    const body = async () =>
      (await query('SELECT body FROM inbound_request WHERE id = $1', [event?.request_id]))[0]?.body;
    expect(await body()).not.toBeNull();
    await query(`UPDATE inbound_event SET state = 'discarded' WHERE id = $1`, [other]);
    await settled();
    expect(await body()).toBeNull();
    expect(await messageOf(sid('e'))).toMatchObject({ id: message.id, text: '' });
  }, 30_000);

  /** The tables in which a text stands, in whatever column. */
  async function everywhere(text: string): Promise<string[]> {
    const tables = await query<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_schema IN ('public', 'bullmq') AND table_type = 'BASE TABLE'`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const rows = await query(`SELECT 1 FROM ${name} t WHERE t::text LIKE '%' || $1 || '%' LIMIT 1`, [text]);
      if (rows.length > 0) found.push(name);
    }
    return found;
  }
});
