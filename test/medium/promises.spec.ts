import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { system } from '@sila/access';
import { ConversationReader } from '@sila/conversations';
import { QueueService, SettingService } from '@sila/directory';
import { FactBus } from '@sila/platform';
import { LiveService } from '@sila/routing';
import { signedIn } from '../support/current-staff.js';
import { eventually } from '../support/eventually.js';
import { InboundDoor, personAt } from '../support/inbound.js';
import { QUEUE_STORES, type Stack, startStack } from '../support/stack.js';

const us = system('test');
const ADMINISTRATOR = signedIn({ role: 'administrator' });

/** Nobody is there to answer, and the doors are open day and night. */
describe.each(QUEUE_STORES.slice(0, 1))('A promised answer', (store) => {
  let stack: Stack;
  let door: InboundDoor;
  let research: string;

  beforeAll(async () => {
    stack = await startStack(store);
    door = new InboundDoor(stack);
    const settings = stack.app.get(SettingService, { strict: false });
    research = (await stack.app.get(QueueService, { strict: false }).findByKey('research'))?.id ?? '';
    const association = await settings.association();
    const hours = { ...association.value.hours, open: [] };
    await settings.put(us, 'association', { ...association, value: { ...association.value, hours } });
    const rule = {
      id: 'all',
      name: 'الجميع',
      when: {},
      firstMinutes: 60,
      nextMinutes: 240,
      warnAtPercent: 50,
    };
    const rules = [{ ...rule, raiseBy: 2, moveTo: research }];
    await settings.put(us, 'promises', { version: 0, value: { rules } });
  });
  afterAll(() => stack.stop());

  const itemOf = async (id: string) =>
    (await stack.app.get(ConversationReader, { strict: false }).neutralItems([id]))[0];
  /** Rows moved behind everybody's back are told of as what moves them would. */
  const told = (conversationId: string) =>
    stack.app
      .get(FactBus)
      .publish([{ type: 'conversation.changed', stream: conversationId, seq: 0, ids: { conversationId } }]);
  const waitingFor = async (id: string, minutes: number | null) => {
    await stack.database.query(
      `UPDATE conversation SET waiting_since = date_trunc('milliseconds', now() - $2 * interval '1 minute') WHERE id = $1`,
      [id, minutes],
    );
    told(id);
  };
  const live = async () => {
    const { queues } = await stack.app.get(LiveService, { strict: false }).view(ADMINISTRATOR);
    return queues.map(({ atRisk, late }) => [atRisk, late]);
  };

  it('is due at its time, at risk before, and none when nobody waits', async () => {
    const id = await door.message({
      from: personAt('+966551880001'),
      providerId: 'P1',
      text: 'متى الكفالة؟',
    });
    const item = await itemOf(id);
    const since = Date.parse(item?.waitingSince ?? '');
    expect(item?.answerDue).toEqual({
      warnAt: new Date(since + 30 * 60_000).toISOString(),
      dueAt: new Date(since + 60 * 60_000).toISOString(),
    });
    await waitingFor(id, 31);
    await eventually(async () =>
      expect(await live()).toEqual([
        [1, 0],
        [0, 0],
      ]),
    );
    await waitingFor(id, null);
    expect((await itemOf(id))?.answerDue).toBeNull();
  });

  it('that is broken raises and moves the conversation, once, and again only for a new wait', async () => {
    const id = await door.message({
      from: personAt('+966551880002'),
      providerId: 'P2',
      text: 'لم يجبني أحد',
    });
    await waitingFor(id, 61);
    const raised = await eventually(
      async () => {
        const item = await itemOf(id);
        expect(item).toMatchObject({ priority: 2, queueId: research, reason: { code: 'escalated' } });
        return item;
      },
      { within: 15_000 },
    );
    await eventually(async () =>
      expect(await live()).toEqual([
        [0, 0],
        [0, 1],
      ]),
    );
    await waitingFor(id, 70);
    await eventually(async () => expect((await itemOf(id))?.priority).toBe(4), { within: 15_000 });
    const events = await stack.database.query(
      `SELECT type FROM conversation_event WHERE conversation_id = $1 AND type = 'escalated'`,
      [id],
    );
    expect([events.length, (await itemOf(id))?.seq]).toEqual([2, (raised?.seq ?? 0) + 1]);
  });
});
