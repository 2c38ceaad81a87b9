import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applyEarly } from '@sila/conversations';
import { poolOf, transactSql } from '@sila/database';
import { laneIdOf } from '@sila/lanes';
import { DataSource } from 'typeorm';
import { eventually } from '../support/eventually.js';
import { InboundDoor, personAt } from '../support/inbound.js';
import { QUEUE_STORES, type Stack, startStack } from '../support/stack.js';

const ECHO = { type: 'echo', messageId: null, sentAt: null, attachments: [], content: null } as const;

describe.each(QUEUE_STORES)('With the queue store on %s', (store) => {
  let stack: Stack;
  let door: InboundDoor;
  beforeAll(async () => {
    stack = await startStack(store);
    door = new InboundDoor(stack);
  });
  afterAll(() => stack.stop());

  let number = 0;
  const nextPerson = () => personAt(`+9665530000${String(number++).padStart(2, '0')}`);
  const query = <Row extends Record<string, unknown>>(text: string, values: readonly unknown[] = []) =>
    stack.database.query<Row>(text, values);
  const rowOf = async (id: string) =>
    (await query<Record<string, unknown>>('SELECT * FROM conversation WHERE id = $1', [id]))[0];
  const outOf = (id: string) =>
    query<Record<string, unknown>>(
      `SELECT id, text, status, author_id, provider_id, lane_id FROM message WHERE conversation_id = $1 AND direction = 'out' ORDER BY seq`,
      [id],
    );

  /** Sessions of this database that wait for somebody's lock. */
  const waiting = () =>
    query(`SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`);

  describe('an echo of what staff wrote elsewhere', () => {
    it('is an answer by a human that is not sent again, and ends the wait', async () => {
      const from = nextPerson();
      const id = await door.message({ from, providerId: 'H1', text: 'هل من جديد؟' });
      await door.effect({ ...ECHO, providerId: 'H2', to: from, text: 'نعم، تفضل' });
      expect(await outOf(id)).toEqual([
        expect.objectContaining({ text: 'نعم، تفضل', status: 'sent', author_id: null, lane_id: null }),
      ]);
      expect(await rowOf(id)).toMatchObject({
        waiting_since: null,
        snippet: 'نعم، تفضل',
        snippet_direction: 'out',
        first_response_at: expect.any(Date),
      });
    });

    it('stands once however often it comes, and only confirms what Sila sent itself', async () => {
      const from = nextPerson();
      const id = await door.message({ from, providerId: 'H3', text: 'السلام عليكم' });
      for (let time = 0; time < 3; time++)
        await door.effect({ ...ECHO, providerId: 'H4', to: from, text: 'وعليكم السلام' });
      const [sent] = await outOf(id);
      await query(`UPDATE message SET status = 'accepted' WHERE id = $1`, [sent?.id]);
      await door.effect({
        ...ECHO,
        providerId: 'H4x',
        messageId: String(sent?.id),
        to: from,
        text: 'وعليكم السلام',
      });
      expect(await outOf(id)).toEqual([expect.objectContaining({ status: 'sent', provider_id: 'H4' })]);
    });

    it('that is quicker than the provider’s own reply is known by its words', async () => {
      const from = nextPerson();
      const id = await door.message({ from, providerId: 'H5', text: 'سؤال' });
      await door.effect({ ...ECHO, providerId: 'H6', to: from, text: 'جواب' });
      await query(`UPDATE message SET status = 'sending', provider_id = NULL WHERE provider_id = 'H6'`);
      await door.effect({ ...ECHO, providerId: 'H7', to: from, text: 'جواب' });
      expect(await outOf(id)).toEqual([expect.objectContaining({ status: 'sent', provider_id: 'H7' })]);
    });

    it('that comes while the provider’s own reply is being written stands once', async () => {
      const from = nextPerson();
      const id = await door.message({ from, providerId: 'H10', text: 'سؤال' });
      await door.effect({ ...ECHO, providerId: 'H11', to: from, text: 'جواب' });
      await query(`UPDATE message SET status = 'sending', provider_id = NULL WHERE provider_id = 'H11'`);
      const pool = poolOf(stack.app.get(DataSource, { strict: false }));
      let echoed: Promise<unknown> = Promise.resolve();
      await transactSql(pool, async (sql) => {
        await sql.query('SELECT 1 FROM conversation WHERE id = $1 FOR UPDATE', [id]);
        echoed = door.effect({ ...ECHO, providerId: 'H12', to: from, text: 'جواب' });
        await eventually(async () => expect(await waiting()).toHaveLength(1));
        await sql.query(
          `UPDATE message SET status = 'accepted', provider_id = 'H12' WHERE conversation_id = $1 AND direction = 'out'`,
          [id],
        );
      });
      await echoed;
      expect(await outOf(id)).toEqual([expect.objectContaining({ status: 'sent', provider_id: 'H12' })]);
    });

    it('to somebody new begins a conversation in which nobody waits', async () => {
      const to = nextPerson();
      const { conversationId } = await door.effect({ ...ECHO, providerId: 'H8', to, text: 'مرحبًا' });
      expect(await rowOf(conversationId ?? '')).toMatchObject({ status: 'open', waiting_since: null });
      const again = await door.message({ from: to, providerId: 'H9', text: 'أهلًا' });
      expect(again).toBe(conversationId);
    });
  });

  it('a reaction to an answer that is quicker than the answer’s id waits for it', async () => {
    const from = nextPerson();
    const id = await door.message({ from, providerId: 'Q1', text: 'سؤال' });
    await door.effect({ ...ECHO, providerId: 'Q2', to: from, text: 'جواب' });
    const [sent] = await outOf(id);
    await query(`UPDATE message SET provider_id = NULL WHERE id = $1`, [sent?.id]);
    await door.effect({ type: 'reaction', from, target: 'Q2', emoji: '👍', at: null });
    await query(`UPDATE message SET provider_id = 'Q2' WHERE id = $1`, [sent?.id]);
    const pool = poolOf(stack.app.get(DataSource, { strict: false }));
    await transactSql(pool, (sql) =>
      applyEarly(sql, stack.whatsapp.accountId, String(sent?.id), 'Q2', new Date()),
    );
    expect(await query('SELECT emoji FROM message_reaction WHERE message_id = $1', [sent?.id])).toEqual([
      { emoji: '👍' },
    ]);
  });

  describe('a person whose address changes', () => {
    const moved = (from: string, to: string) =>
      door.effect({
        type: 'identity-change',
        from: { kind: 'phone', value: from },
        to: { kind: 'phone', value: to },
        at: null,
      });
    const identities = (conversationId: string) =>
      query<{ id: string; value: string }>(
        `SELECT i.id, i.value FROM identity i JOIN conversation c ON c.contact_id = i.contact_id WHERE c.id = $1 ORDER BY i.value`,
        [conversationId],
      );

    it('stays the same person, and goes on in the same conversation', async () => {
      const [from, to] = [nextPerson(), nextPerson()];
      const id = await door.message({ from, providerId: 'M1', text: 'من القديم' });
      await moved(from.value, to.value);
      expect((await identities(id)).map(({ value }) => value)).toEqual([to.value]);
      expect(await door.message({ from: to, providerId: 'M2', text: 'من الجديد' })).toBe(id);
      const told = await query(
        `SELECT data FROM conversation_event WHERE conversation_id = $1 AND type = 'identity-changed'`,
        [id],
      );
      expect(told).toEqual([{ data: { from: from.value, to: to.value } }]);
      const edit = { type: 'edit', from: to, target: 'M1', text: 'من الجديد أيضًا', at: null } as const;
      expect((await door.effect(edit)).ignored).toBeNull();
    });

    it('leaves the old number to whoever gets it next', async () => {
      const [from, to] = [nextPerson(), nextPerson()];
      const id = await door.message({ from, providerId: 'M3', text: 'صاحب الرقم الأول' });
      await moved(from.value, to.value);
      const other = await door.message({ from, providerId: 'M4', text: 'صاحب الرقم الجديد' });
      expect(other).not.toBe(id);
      expect((await rowOf(other))?.contact_id).not.toBe((await rowOf(id))?.contact_id);
    });

    it('has one identity when both addresses were known as theirs', async () => {
      const [from, alias] = [nextPerson(), { kind: 'bsuid', value: 'SA.1' } as const];
      const id = await door.message({ from: { ...from, aliases: [alias] }, providerId: 'M5', text: 'أنا' });
      await door.effect({ type: 'reaction', from, target: 'M5', emoji: '👍', at: null });
      await door.effect({ type: 'identity-change', from, to: alias, at: null });
      expect((await identities(id)).map(({ value }) => value)).toEqual(['SA.1']);
      const [message] = await query<{ identity_id: string }>(
        `SELECT identity_id FROM message WHERE provider_id = 'M5'`,
      );
      expect(message?.identity_id).toBe((await identities(id))[0]?.id);
      expect((await moved(from.value, '+966559990000')).ignored).toBe('unknown-address');
    });

    it('is joined to nobody when the new address belongs to another person: it is noted for people to look at', async () => {
      const [from, owner] = [nextPerson(), nextPerson()];
      const id = await door.message({ from, providerId: 'M6', text: 'الأول' });
      const other = await door.message({ from: owner, providerId: 'M7', text: 'الثاني' });
      expect((await moved(from.value, owner.value)).ignored).toBe('address-of-another-person');
      expect((await rowOf(id))?.contact_id).not.toBe((await rowOf(other))?.contact_id);
      expect((await identities(id)).map(({ value }) => value)).toEqual([from.value]);
      const [claimed] = await query(`SELECT claims FROM identity WHERE value = $1`, [from.value]);
      expect(claimed?.claims).toEqual([{ kind: 'phone', value: owner.value }]);
    });

    it('gets at the new one what waits for the old, in its order', async () => {
      const [from, to] = [nextPerson(), nextPerson()];
      const id = await door.message({ from, providerId: 'M8', text: 'أنتظر' });
      const [identity] = await identities(id);
      await query(
        `WITH l AS (SELECT id FROM lane WHERE direction = 'out' AND address = $3), n AS (
           INSERT INTO lane (id, direction, channel_account_id, address, not_before) SELECT $4, 'out', $5, $3, now() + interval '1 hour'
           WHERE NOT EXISTS (SELECT 1 FROM l) RETURNING id)
         INSERT INTO message (id, conversation_id, seq, direction, text, shown_at, created_at, channel_account_id, identity_id, address_kind,
                              address, status, lane_id)
         SELECT gen_random_uuid(), $1, 900 + s, 'out', 'جواب ' || s, now(), now(), $5, $2, 'phone', $3, 'queued', $4::uuid FROM generate_series(1, 2) s, (SELECT count(*) FROM n) made`,
        [
          id,
          identity?.id,
          from.value,
          laneIdOf('out', stack.whatsapp.accountId, from.value),
          stack.whatsapp.accountId,
        ],
      );
      await moved(from.value, to.value);
      const waiting = await query(
        `SELECT DISTINCT address, lane_id FROM message WHERE text LIKE 'جواب _' AND seq > 900`,
      );
      expect(waiting).toEqual([
        { address: to.value, lane_id: laneIdOf('out', stack.whatsapp.accountId, to.value) },
      ]);
    });
  });
});
