import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { system } from '@sila/access';
import { ConversationReader, OwnOfficerService } from '@sila/conversations';
import { PresenceService, QueueService } from '@sila/directory';
import { type CandidateVerdict, decide, DEFAULT_QUEUE_POLICY, type DecisionInputs } from '@sila/domain';
import { signedIn } from '../support/current-staff.js';
import { eventually } from '../support/eventually.js';
import { InboundDoor, personAt } from '../support/inbound.js';
import { addOfficer, type Stack, startStack } from '../support/stack.js';

interface Kept {
  readonly inputs: DecisionInputs;
  readonly outcome: { readonly reason: unknown; readonly verdicts: readonly CandidateVerdict[] };
  readonly staffId: string;
  readonly [column: string]: unknown;
}

describe('Decisions of routing', () => {
  let stack: Stack;
  let door: InboundDoor;
  let maha: string;
  let sara: string;
  beforeAll(async () => {
    stack = await startStack('postgres');
    door = new InboundDoor(stack);
    maha = await addOfficer(stack, 'maha', ['relations']);
    sara = await addOfficer(stack, 'sara', ['relations']);
    await presence(sara, 'away');
  });
  afterAll(() => stack.stop());

  const presence = (id: string, state: string) =>
    stack.database.query('UPDATE presence SET state = $2 WHERE staff_id = $1', [id, state]);
  let n = 0;
  const write = () => {
    n += 1;
    return door.message({ from: personAt(`+96655122${1000 + n}`), providerId: `SM-d${n}`, text: 'سؤال' });
  };
  const ownerOf = async (id: string) =>
    (
      await stack.database.query<{ owner: string | null }>(
        'SELECT assignee_id AS owner FROM conversation WHERE id = $1',
        [id],
      )
    )[0]?.owner ?? null;
  const decisionOf = async (id: string) =>
    (
      await stack.database.query<Kept>(
        `SELECT d.inputs, d.outcome, d.staff_id AS "staffId" FROM assignment a JOIN routing_decision d ON d.id = a.decision_id
         WHERE a.conversation_id = $1 ORDER BY a.version DESC LIMIT 1`,
        [id],
      )
    )[0];
  const relations = async () =>
    (await stack.app.get(QueueService, { strict: false }).findByKey('relations'))?.id ?? '';

  it('are kept with everybody who was considered, and come out the same when they are made again', async () => {
    const id = await write();
    await eventually(async () => expect(await ownerOf(id)).toBe(maha));
    const kept = await decisionOf(id);
    expect(kept?.staffId).toBe(maha);
    expect(
      Object.fromEntries(kept?.outcome.verdicts.map((one) => [one.staffId, one.verdict.code]) ?? []),
    ).toEqual({
      [maha]: 'chosen',
      [sara]: 'away',
    });
    const again = kept && decide(kept.inputs);
    expect(again).toEqual({ workId: id, staffId: kept?.staffId, ...omitVersion(kept?.outcome) });
  });

  it('give nothing from a queue that is paused or only taken from, and go on once it is open', async () => {
    const queueId = await relations();
    const set = (state: string, mode: string) =>
      stack.database.query('UPDATE queue SET state = $2, policy = $3::jsonb WHERE id = $1', [
        queueId,
        state,
        JSON.stringify({ ...DEFAULT_QUEUE_POLICY, mode }),
      ]);
    await set('paused', 'both');
    const first = await write();
    await set('open', 'pull');
    const second = await write();
    // What is written to another queue is given after both were looked at.
    const other = await stack.app.get(QueueService, { strict: false }).create(system('test'), {
      key: 'other',
      nameAr: 'أخرى',
      nameEn: 'Other',
      purpose: 'other',
      memberIds: [maha],
      policy: DEFAULT_QUEUE_POLICY,
    });
    const third = await write();
    await stack.database.query('UPDATE conversation SET queue_id = $2 WHERE id = $1', [third, other.id]);
    await eventually(async () => expect(await ownerOf(third)).toBe(maha), { within: 15_000 });
    expect([await ownerOf(first), await ownerOf(second)]).toEqual([null, null]);
    await set('open', 'push');
    await eventually(
      async () => expect([await ownerOf(first), await ownerOf(second)]).toEqual([maha, maha]),
      {
        within: 15_000,
      },
    );
  });

  it('bring people back to whom they know, by skill where it is asked for', async () => {
    await presence(sara, 'online');
    const [skill] = await stack.database.query<{ id: string }>(
      `INSERT INTO skill (id, name_ar, name_en, kind, created_at) VALUES (gen_random_uuid(), 'الإنجليزية', 'English', 'language', now()) RETURNING id`,
    );
    await stack.database.query('INSERT INTO staff_skill (staff_id, skill_id, level) VALUES ($1, $2, 4)', [
      maha,
      skill?.id,
    ]);
    await stack.database.query(`UPDATE queue SET state = 'paused' WHERE id = $1`, [await relations()]);
    const [speaks, knows] = [await write(), await write()];
    const needs = [{ skillId: skill?.id, level: 3, required: true, relaxAfterMinutes: null }];
    await stack.database.query('UPDATE conversation SET needs = $2::jsonb WHERE id = $1', [
      speaks,
      JSON.stringify(needs),
    ]);
    await stack.database.query(
      'UPDATE conversation SET last_officer_id = $2, last_officer_at = now() WHERE id = $1',
      [knows, maha],
    );
    await stack.database.query(`UPDATE queue SET state = 'open' WHERE id = $1`, [await relations()]);
    await eventually(
      async () => expect([await ownerOf(speaks), await ownerOf(knows)]).toEqual([maha, maha]),
      {
        within: 15_000,
      },
    );
    expect((await decisionOf(knows))?.outcome.reason).toEqual({ code: 'last-officer' });
    const lacking = (await decisionOf(speaks))?.outcome.verdicts.find(({ staffId }) => staffId === sara);
    expect(lacking?.verdict).toEqual({ code: 'lacks-skill', skillId: skill?.id });
  });
});

describe('Nobody waits for nothing', () => {
  let stack: Stack;
  let maha: string;
  let queueId: string;
  beforeAll(async () => {
    stack = await startStack('postgres');
    maha = await addOfficer(stack, 'maha', ['relations']);
    queueId = (await stack.app.get(QueueService, { strict: false }).findByKey('relations'))?.id ?? '';
  });
  afterAll(() => stack.stop());

  const itemOf = async (id: string) =>
    (await stack.app.get(ConversationReader, { strict: false }).neutralItems([id]))[0];
  const write = (n: number) =>
    new InboundDoor(stack).message({
      from: personAt(`+96655122800${n}`),
      providerId: `SM-wait-${n}`,
      text: 'سؤال',
    });

  it('who went offline gives back what they had not answered, and keeps what they had', async () => {
    const [answered, open] = [await write(1), await write(2)];
    await eventually(async () => {
      const items = [await itemOf(answered), await itemOf(open)];
      expect(items.map((item) => item?.assignee?.id)).toEqual([maha, maha]);
    });
    await stack.database.query('UPDATE conversation SET waiting_since = NULL WHERE id = $1', [answered]);
    await stack.database.query(
      `UPDATE presence SET state = 'offline', since = now() - interval '6 minutes' WHERE staff_id = $1`,
      [maha],
    );
    await eventually(
      async () =>
        expect(await itemOf(open)).toMatchObject({
          assignee: null,
          queueId,
          reason: { code: 'handed-back' },
        }),
      { within: 15_000 },
    );
    expect((await itemOf(answered))?.assignee?.id).toBe(maha);
  });

  it('who goes offline by hand gives back at once, also where they answered and the person wrote again', async () => {
    const presence = stack.app.get(PresenceService, { strict: false });
    const say = (state: 'online' | 'offline') => presence.set(maha, { state, reason: null, words: null });
    await say('online');
    const id = await write(9);
    const owner = async () => (await itemOf(id))?.assignee?.id ?? null;
    await eventually(async () => expect(await owner()).toBe(maha), { within: 15_000 });
    await stack.database.query(
      'UPDATE conversation SET last_officer_id = $2, last_officer_at = now() WHERE id = $1',
      [id, maha],
    );
    await say('offline');
    await eventually(async () => expect(await owner()).toBeNull(), { within: 15_000 });
  });

  it('what waits too long in a queue goes to the one that helps it out; what was just sent there stays', async () => {
    const [id, sent] = [await write(3), await write(4)];
    const queues = stack.app.get(QueueService, { strict: false });
    const other = (await queues.findByKey('research'))?.id ?? '';
    const overflow = { queueId: other, afterMinutes: 10 };
    await stack.database.query(
      `INSERT INTO assignment (id, conversation_id, version, queue_id, reason, at)
       VALUES (gen_random_uuid(), $1, 1, $2, '{"code":"transferred","text":"لهم"}', now())`,
      [sent, queueId],
    );
    await queues.change(system('test'), queueId, { policy: { ...DEFAULT_QUEUE_POLICY, overflow } });
    await stack.database.query(
      `UPDATE conversation SET waiting_since = now() - interval '11 minutes' WHERE id = ANY($1::uuid[])`,
      [[id, sent]],
    );
    await eventually(
      async () => expect(await itemOf(id)).toMatchObject({ queueId: other, reason: { code: 'overflow' } }),
      { within: 15_000 },
    );
    expect((await itemOf(sent))?.queueId).toBe(queueId);
  });
});

describe('Who looks after somebody', () => {
  it('gets their conversations before who is idle longer, as long as they are there', async () => {
    const stack = await startStack('postgres');
    const door = new InboundDoor(stack);
    const [maha, sara] = [
      await addOfficer(stack, 'maha', ['relations']),
      await addOfficer(stack, 'sara', ['relations']),
    ];
    const owner = async (id: string) =>
      (await stack.app.get(ConversationReader, { strict: false }).neutralItems([id]))[0]?.assignee?.id;
    const write = (providerId: string) =>
      door.message({ from: personAt('+966551229001'), providerId, text: 'السلام عليكم' });
    const first = await write('SM-own-1');
    await eventually(async () => expect(await owner(first)).toBeDefined());
    const other = (await owner(first)) === maha ? sara : maha;
    const queueIds = [
      (await stack.app.get(QueueService, { strict: false }).findByKey('relations'))?.id ?? '',
    ];
    const staff = signedIn({ role: 'officer', id: maha, queueIds });
    await stack.app.get(OwnOfficerService, { strict: false }).set(staff, first, other);
    await stack.database.query(
      `UPDATE conversation SET assignee_id = NULL, waiting_since = now(), last_officer_id = NULL WHERE id = $1`,
      [first],
    );
    await eventually(async () => expect(await owner(first)).toBe(other), { within: 15_000 });
    const item = (await stack.app.get(ConversationReader, { strict: false }).neutralItems([first]))[0];
    expect(item?.reason).toEqual({ code: 'own-officer' });
    await stack.stop();
  }, 60_000);
});

function omitVersion(outcome: Kept['outcome'] | undefined) {
  return { reason: outcome?.reason, verdicts: outcome?.verdicts };
}
