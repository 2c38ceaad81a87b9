import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CurrentStaff } from '@sila/access';
import { AssignmentService, ConversationReader, HandOverService } from '@sila/conversations';
import { QueueService } from '@sila/directory';
import { signedIn } from '../support/current-staff.js';
import { eventually } from '../support/eventually.js';
import { InboundDoor, personAt } from '../support/inbound.js';
import { addOfficer, type Stack, startStack } from '../support/stack.js';

describe('A conversation offered to a colleague', () => {
  let stack: Stack;
  let giver: CurrentStaff;
  let receiver: CurrentStaff;
  let stranger: CurrentStaff;
  let id: string;
  let n = 0;

  beforeAll(async () => {
    stack = await startStack('postgres');
    const queueIdOf = async (key: string) =>
      (await stack.app.get(QueueService, { strict: false }).findByKey(key))?.id ?? '';
    const officer = async (name: string, key: string) =>
      signedIn({
        role: 'officer',
        id: await addOfficer(stack, name, [key]),
        queueIds: [await queueIdOf(key)],
      });
    [giver, receiver] = [await officer('maha', 'relations'), await officer('sara', 'relations')];
    stranger = await officer('huda', 'research');
    await stack.database.query(`UPDATE queue SET state = 'paused'`);
  });
  afterAll(() => stack.stop());

  beforeEach(async () => {
    await stack.database.query(`UPDATE presence SET state = 'online'`);
    n += 1;
    const from = personAt(`+96655133${1000 + n}`);
    id = await new InboundDoor(stack).message({ from, providerId: `SM-h${n}`, text: 'سؤال' });
    await stack.database.query('UPDATE conversation SET assignee_id = $2 WHERE id = $1', [id, giver.id]);
  });

  const handOvers = () => stack.app.get(HandOverService, { strict: false });
  const version = async () => (await item())?.version ?? -1;
  const item = async () => (await stack.app.get(ConversationReader, { strict: false }).neutralItems([id]))[0];
  const assign = async (staff: CurrentStaff, assigneeId: string) =>
    stack.app
      .get(AssignmentService, { strict: false })
      .assign(staff, id, { assigneeId, version: await version(), reason: 'إجازة' });
  const last = async () =>
    (await stack.app.get(ConversationReader, { strict: false }).detail(giver, id)).handOvers.at(-1);
  const notices = async () =>
    (
      await stack.database.query(
        `SELECT 1 FROM message WHERE conversation_id = $1 AND direction = 'notice'`,
        [id],
      )
    ).length;

  it('stays with the giver until it is accepted, once; the person is told once', async () => {
    const offered = await assign(giver, receiver.id);
    expect(offered).toMatchObject({
      assignee: { id: giver.id },
      offer: { from: { id: giver.id }, to: { id: receiver.id }, reason: 'إجازة' },
    });
    expect(await notices()).toBe(0);
    const seen = await version();
    const tabs = [handOvers().accept(receiver, id, seen), handOvers().accept(receiver, id, seen)];
    const ends = await Promise.allSettled(tabs);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await item()).toMatchObject({ assignee: { id: receiver.id }, offer: null });
    expect(await last()).toMatchObject({ state: 'accepted' });
    expect(await notices()).toBe(1);
  });

  it('goes back when it is declined, and the giver reads why; nobody else answers for the colleague', async () => {
    await assign(giver, receiver.id);
    const body = { version: await version(), reason: 'في اجتماع' };
    await expect(handOvers().decline(stranger, id, body)).rejects.toMatchObject({ code: 'not-found' });
    await expect(handOvers().accept(stranger, id, body.version)).rejects.toMatchObject({ code: 'not-found' });
    await expect(handOvers().decline(giver, id, body)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await handOvers().decline(receiver, id, body)).toMatchObject({
      assignee: { id: giver.id },
      offer: null,
    });
    expect(await last()).toMatchObject({ state: 'declined', declineReason: 'في اجتماع' });
    expect(await notices()).toBe(0);
  });

  it('is not offered to who is not in its queue or is offline, nor to two', async () => {
    await expect(assign(giver, stranger.id)).rejects.toMatchObject({ code: 'not-found' });
    await stack.database.query(`UPDATE presence SET state = 'offline' WHERE staff_id = $1`, [receiver.id]);
    await expect(assign(giver, receiver.id)).rejects.toMatchObject({ code: 'conflict' });
    await stack.database.query(`UPDATE presence SET state = 'online'`);
    await assign(giver, receiver.id);
    await expect(assign(giver, receiver.id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is taken back by the giver, and by whatever else changes its owner', async () => {
    await assign(giver, receiver.id);
    await handOvers().withdraw(giver, id, await version());
    expect(await last()).toMatchObject({ state: 'withdrawn' });
    await assign(giver, receiver.id);
    const seen = await version();
    await assign({ ...receiver, role: 'supervisor' }, giver.id);
    await expect(handOvers().accept(receiver, id, seen)).rejects.toMatchObject({ code: 'old-version' });
    expect(await last()).toMatchObject({ state: 'withdrawn' });
  });

  it.each([
    ['nobody answers it', 'expired', () => sqlOf(`UPDATE hand_over SET at = now() - interval '16 minutes'`)],
    ['the colleague leaves', 'expired', () => offline(receiver)],
    ['the giver leaves', 'withdrawn', () => offline(giver)],
  ])('ends when %s', async (_, state, happen) => {
    await assign(giver, receiver.id);
    await happen();
    await eventually(async () => expect(await last()).toMatchObject({ state }), { within: 15_000 });
    expect(await item()).toMatchObject({ assignee: { id: giver.id }, offer: null });
  });

  const sqlOf = (text: string, values: unknown[] = []) => stack.database.query(text, values);
  const offline = ({ id: staffId }: CurrentStaff) =>
    sqlOf(`UPDATE presence SET state = 'offline' WHERE staff_id = $1`, [staffId]);
});
