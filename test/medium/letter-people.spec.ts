import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import type { BegunLetter } from '@sila/contracts';
import { numbersIn } from '@sila/domain';
import { newId } from '@sila/platform';
import { Client } from 'pg';
import { eventually } from '../support/eventually.js';
import { addLetters, LetterClerk, pdfOf } from '../support/letters.js';
import { Officer } from '../support/officer.js';
import { startWorker } from '../support/stack.js';
import { PASSWORD, startTestApi, type TestApi } from './access.support.js';

const NOBODY = '0192f0a1-7c00-7000-8000-0000000000aa';

describe('A letter and the person it is from or for', () => {
  let api: TestApi;
  let worker: INestApplicationContext;
  let clerk: LetterClerk;
  let stranger: LetterClerk;

  beforeAll(async () => {
    api = await startTestApi();
    worker = await startWorker(api.env);
    const accountId = await addLetters(worker);
    const clerkOf = async (queue: string): Promise<LetterClerk> => {
      const { email } = await api.person('officer', [await api.queueId(queue)]);
      return new LetterClerk(await Officer.signIn(api.url, email, PASSWORD), accountId);
    };
    [clerk, stranger] = [await clerkOf('relations'), await clerkOf('research')];
  }, 60_000);
  afterAll(async () => {
    await worker.close();
    await api.close();
  }, 60_000);

  it('is known by the number that stands on it, although its sender writes to another queue', async () => {
    const hidden = await personOf('research', '+966551234567');
    await clerk.handIn(pdfOf(1, 'From Noura, telephone 0551234567, page'), 'letter.pdf');
    const letter = await eventually(
      async () => {
        const [item] = await clerk.list('incoming');
        expect(item?.state).toBe('read');
        return clerk.detail(item?.id ?? '');
      },
      { within: 30_000 },
    );
    expect(letter.pages).toMatchObject([{ source: 'file' }]);
    expect(letter.suggestions).toContainEqual({ ...hidden, because: 'phone', value: '+966551234567' });
    const typed = await clerk.officer.get(`/api/letters/${letter.id}/people?q=0551234567`);
    expect(typed).toEqual([]);
    const other = await personOf('research', '+966550000009');
    const refused = await clerk.officer.refusal('POST', `/api/letters/${letter.id}/confirm`, {
      text: 'نص',
      numbers: [],
      sender: { contactId: other.id },
    });
    expect(refused.status).toBe(404);
    await whileLocked(hidden.id, letter.contact.id, () =>
      clerk.officer.post(`/api/letters/${letter.id}/confirm`, {
        text: letter.text,
        numbers: numbersIn(letter.text),
        sender: { contactId: hidden.id },
      }),
    );
    expect((await clerk.detail(letter.id)).contact).toEqual(hidden);
  }, 120_000);

  /** Somebody who wrote to another queue, by phone. */
  async function personOf(queue: string, phone: string): Promise<{ id: string; name: string }> {
    const [id, identityId, conversationId] = [newId(), newId(), newId()];
    const { database } = api;
    const queueId = await api.queueId(queue);
    const name = `صاحب ${phone.slice(-4)}`;
    await database.query('INSERT INTO contact (id, name, created_at) VALUES ($1, $2, now())', [id, name]);
    await database.query(
      `INSERT INTO identity (id, contact_id, channel_account_id, kind, value, assurance, created_at)
       VALUES ($1, $2, $3, 'phone', $4, 'verified', now())`,
      [identityId, id, clerk.accountId, phone],
    );
    await database.query(
      `INSERT INTO conversation (id, contact_id, channel_account_id, queue_id, last_message_at, created_at)
       VALUES ($1, $2, $3, $4, now(), now())`,
      [conversationId, id, clerk.accountId, queueId],
    );
    return { id, name };
  }

  /** Another act holds the first person and then asks for the second, as a merge does: nobody may have to give up. */
  async function whileLocked(firstId: string, secondId: string, act: () => Promise<unknown>): Promise<void> {
    const client = new Client({ connectionString: api.database.url });
    await client.connect();
    const [first, second] = [firstId, secondId].toSorted();
    await client.query('BEGIN');
    await client.query('SELECT 1 FROM contact WHERE id = $1 FOR UPDATE', [first]);
    const acting = act();
    await eventually(async () =>
      expect(
        await api.database.query(`SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'`),
      ).not.toEqual([]),
    );
    await client.query('SELECT 1 FROM contact WHERE id = $1 FOR UPDATE NOWAIT', [second]);
    await client.query('ROLLBACK');
    await client.end();
    await acting;
  }

  it('begins a conversation with somebody who never wrote, at an address that was checked', async () => {
    const { officer, accountId } = clerk;
    const letter = {
      clientId: randomUUID(),
      accountId,
      to: { name: 'سارة بنت محمد العتيبي' },
      address: { line: '7421 شارع الأمير سلطان', district: 'حي النسيم', city: 'الرياض', postCode: '١٢٢٤١' },
      subject: 'موعد الزيارة',
      text: 'نفيدكم بأن موعد زيارتكم يوم الأحد.',
    };
    const wrong = { ...letter, address: { ...letter.address, postCode: '123' } };
    expect((await officer.refusal('POST', '/api/letters', wrong)).status).toBe(400);
    expect((await stranger.officer.refusal('POST', '/api/letters', letter)).status).toBe(404);
    const to = { contactId: NOBODY };
    expect((await officer.refusal('POST', '/api/letters', { ...letter, to })).status).toBe(404);
    const [begun, again] = await Promise.all([
      officer.post<BegunLetter>('/api/letters', letter),
      officer.post<BegunLetter>('/api/letters', letter),
    ]);
    expect(again).toEqual(begun);
    await eventually(async () =>
      expect((await clerk.list('to-print')).map(({ id }) => id)).toContain(begun.messageId),
    );
    const detail = await officer.detail(begun.conversationId);
    expect(detail).toMatchObject({ assignee: { id: officer.id }, subject: 'موعد الزيارة' });
    expect(detail.replyOptions).toMatchObject([{ paper: true, canSend: true, address: letter.to.name }]);
    const rows = await api.database.query(
      `SELECT postal_address->>'postCode' AS code FROM identity WHERE value LIKE 'post:%'`,
    );
    expect(rows).toEqual([{ code: '12241' }]);
    const second = await officer.post<BegunLetter>('/api/letters', {
      ...letter,
      clientId: randomUUID(),
      to: { contactId: detail.contact.id },
    });
    expect(second.conversationId).not.toBe(begun.conversationId);
    expect((await officer.detail(second.conversationId)).contact).toEqual(detail.contact);
  }, 60_000);
});
