import { describe, expect, it } from '@jest/globals';
import { agedPriority, decide, DEFAULT_INTERRUPTIONS, drain, MEDIA, type WaitingWork } from '@sila/domain';
import fc from 'fast-check';
import { daysTable } from './support/day.table.js';
import { mayTake, seededDay } from './support/seeded-day.js';
import { type Day, engine, type Moment, playDay } from './support/working-day.js';

/** What must never be seen at any moment of a day. */
function faultsOf({ rules, waiting, before, given, after }: Moment): string[] {
  const faults: string[] = [];
  const { at, queues } = rules;
  const taken = new Set(given.map(({ workId }) => workId));
  if (taken.size !== given.length) faults.push('given twice');
  const left = waiting.filter(({ id }) => !taken.has(id));
  for (const { staffId, load, capacity } of after) {
    if (MEDIA.some((medium) => load[medium] > capacity[medium])) faults.push(`${staffId} holds too much`);
  }
  for (const work of left)
    for (const officer of after) if (mayTake(officer, work, at)) faults.push(`${work.id} waits for nobody`);
  const height = (work: WaitingWork) =>
    agedPriority(work, queues[work.queueId] ?? { ageingMinutes: null }, at);
  const byId = new Map(waiting.map((work) => [work.id, work]));
  const people = new Map(before.map((officer) => [officer.staffId, officer]));
  for (const { workId, staffId } of given) {
    const [newer, taker] = [byId.get(workId), people.get(staffId)];
    if (!newer || !taker) continue;
    if (!mayTake(taker, newer, at)) faults.push(`${workId} went to somebody who may not take it`);
    const overtaken = left.find(
      (older) =>
        older.since < newer.since &&
        (older.medium === newer.medium || newer.medium !== 'call') &&
        height(older) >= height(newer) &&
        mayTake(taker, older, at),
    );
    if (overtaken) faults.push(`${overtaken.id} was overtaken by ${workId}`);
    const load = { ...taker.load, [newer.medium]: taker.load[newer.medium] + 1 };
    people.set(staffId, { ...taker, load });
  }
  return faults;
}

function faultsOfDay(day: Day): string[] {
  const faults: string[] = [];
  playDay(day, engine, (moment) => faults.push(...faultsOf(moment)));
  return faults;
}

const need = fc.record({
  skillId: fc.constantFrom('en', 'woman'),
  level: fc.integer({ min: 1, max: 3 }),
  required: fc.boolean(),
  relaxAfterMinutes: fc.constantFrom(null, 10, 30),
});
const queue = fc.record({
  mode: fc.constantFrom('push', 'both'),
  state: fc.constant('open'),
  ageingMinutes: fc.constantFrom(null, 10, 30),
  stickHours: fc.constantFrom(0, 2),
});
const count = fc.record({
  call: fc.constant(1),
  chat: fc.integer({ min: 0, max: 3 }),
  mail: fc.integer({ min: 1, max: 3 }),
  interview: fc.constantFrom(0, 1),
});
const span = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 10, max: 90 }))
  .map(([from, length]): [number, number] => [from, from + length]);
const queueIds = fc.subarray(['a', 'b'], { minLength: 1 });

const smallDay: fc.Arbitrary<Day> = fc
  .record({
    queues: fc.record({ a: queue, b: queue }),
    officers: fc.array(
      fc.record({
        queueIds,
        skills: fc.dictionary(fc.constantFrom('en', 'woman'), fc.integer({ min: 1, max: 5 })),
        capacity: count,
        hours: fc.array(span, { maxLength: 2 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    conversations: fc.array(
      fc.record({
        queueId: fc.constantFrom('a', 'b'),
        medium: fc.constantFrom(...MEDIA),
        priority: fc.integer({ min: 0, max: 2 }),
        at: fc.integer({ min: 0, max: 90 }),
        takes: fc.integer({ min: 1, max: 40 }),
        needs: fc.array(need, { maxLength: 2 }),
        knows: fc.constantFrom(null, 'o0', 'o1'),
      }),
      { maxLength: 12 },
    ),
  })
  .map(({ queues, officers, conversations }) => ({
    queues: queues as Day['queues'],
    officers: officers.map((officer, n) => ({ ...officer, id: `o${n}` })),
    conversations: conversations.map((conversation, n) => ({ ...conversation, id: `c${n}` })),
    interruptions: DEFAULT_INTERRUPTIONS,
  }));

describe('A day of routing', () => {
  const day = seededDay(7, 5_000);

  it('of 30 people and 5,000 conversations overtakes, overloads and forgets nobody, and shares by capacity', () => {
    const faults: string[] = [];
    const { occupation, left } = playDay(day, engine, (moment) => faults.push(...faultsOf(moment)));
    expect(faults).toEqual([]);
    expect(left).toBe(0);
    for (const group of new Set([...occupation.keys()].map((id) => id.slice(0, 2)))) {
      const shares = [...occupation].filter(([id]) => id.startsWith(group)).map(([, share]) => share);
      const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
      for (const share of shares) expect(Math.abs(share - mean) / mean).toBeLessThan(0.1);
    }
    process.stdout.write(`${daysTable(day)}\n`);
  });

  it('keeps the same rules on 2,000 random days', () => {
    fc.assert(
      fc.property(smallDay, (one) => {
        const faults = faultsOfDay(one);
        if (faults.length > 0) throw new Error(faults.join('; '));
      }),
      { numRuns: 2_000 },
    );
  });

  it('decides the same about the same, in whatever order it is told, and from what was stored', () => {
    fc.assert(
      fc.property(smallDay, (one) => {
        playDay(one, engine, ({ waiting, before, rules }) => {
          const drained = drain(waiting, before, rules);
          expect(drain([...waiting].reverse(), before, rules)).toEqual(drained);
          for (const { inputs, decision } of drained)
            expect(decide(JSON.parse(JSON.stringify(inputs)))).toEqual(decision);
        });
      }),
      { numRuns: 50 },
    );
  });
});
