import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { system } from '@sila/access';
import { ChannelAccountService, StaffService } from '@sila/directory';
import { eventually } from '../support/eventually.js';
import { InboundDoor, personAt } from '../support/inbound.js';
import { addOfficer, QUEUE_STORES, type Stack, startStack } from '../support/stack.js';

describe.each(QUEUE_STORES)('Room for conversations, with the queue store on %s', (store) => {
  let stack: Stack;
  let officer: string;
  beforeAll(async () => {
    stack = await startStack(store);
    officer = await addOfficer(stack, 'maha', ['relations']);
    const capacity = { call: 1, chat: 1, mail: 1, interview: 1 };
    await stack.app.get(StaffService, { strict: false }).change(system('test'), officer, { capacity });
  });
  afterAll(() => stack.stop());

  const ownerOf = async (id: string) =>
    (
      await stack.database.query<{ owner: string | null }>(
        'SELECT assignee_id AS owner FROM conversation WHERE id = $1',
        [id],
      )
    )[0]?.owner;

  it('is counted apart for chats and for what is answered at length, and grows when a chat was answered and is quiet', async () => {
    const chat = new InboundDoor(stack);
    const account = { channel: 'help-request', label: 'طلب', queueId: null, webhookUrl: null, settings: {} };
    const { id } = await stack.app
      .get(ChannelAccountService, { strict: false })
      .create(system('test'), account);
    const form = new InboundDoor({ app: stack.app, whatsapp: { ...stack.whatsapp, accountId: id } });

    const first = await chat.message({ from: personAt('+966551110001'), providerId: 'SM1', text: 'أولًا' });
    await eventually(async () => expect(await ownerOf(first)).toBe(officer));
    const second = await chat.message({ from: personAt('+966551110002'), providerId: 'SM2', text: 'ثانيًا' });
    const asked = await form.message({ from: personAt('F1', 'visitor'), providerId: 'F1', text: 'طلب' });
    await eventually(async () => expect(await ownerOf(asked)).toBe(officer));
    expect(await ownerOf(second)).toBeNull();

    await stack.database.query(
      `UPDATE conversation SET waiting_since = NULL, last_message_at = now() - interval '3 hours' WHERE id = $1`,
      [first],
    );
    await eventually(async () => expect(await ownerOf(second)).toBe(officer), { within: 15_000 });
    expect(await ownerOf(first)).toBe(officer);
  });
});
