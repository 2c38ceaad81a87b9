import {
  DEFAULT_INTERRUPTIONS,
  type Medium,
  needsAfter,
  type OfficerAtWork,
  type SkillNeed,
  type WaitingWork,
} from '@sila/domain';
import type { Day, DayConversation, DayOfficer, Given, Way } from './working-day.js';

/** Numbers between 0 and 1 that one seed always gives in the same order (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const SIX = { call: 1, chat: 4, mail: 6, interview: 1 };
const HALF = { call: 1, chat: 2, mail: 3, interview: 1 };
const rules = { mode: 'push', state: 'open', ageingMinutes: 30, stickHours: 72 } as const;

/** Groups of equal skills and hours; in each, some do half of what the others do. */
const GROUPS = [
  {
    size: 10,
    queueIds: ['relations'],
    skills: { ar: 5 },
    hours: [[480, 720] as const, [750, 1020] as const],
  },
  {
    size: 8,
    queueIds: ['relations', 'sponsors'],
    skills: { ar: 5, en: 4 },
    hours: [[480, 780] as const, [810, 1020] as const],
  },
  { size: 12, queueIds: ['sponsors'], skills: { ar: 4, woman: 5 }, hours: [[480, 1020] as const] },
] as const;

/** A working day of 30 people; which group somebody belongs to is the first part of their id. */
export function seededDay(seed: number, conversations: number): Day {
  const random = seeded(seed);
  const officers: DayOfficer[] = GROUPS.flatMap(({ size, queueIds, skills, hours }, group) =>
    Array.from({ length: size }, (_, n) => ({
      id: `g${group}-${String(n).padStart(2, '0')}`,
      queueIds,
      skills,
      hours,
      capacity: n % 4 === 3 ? HALF : SIX,
    })),
  );
  return {
    officers,
    conversations: Array.from({ length: conversations }, (_, n) => conversationOf(n, random, officers)),
    queues: { relations: rules, sponsors: rules },
    interruptions: DEFAULT_INTERRUPTIONS,
  };
}

function conversationOf(n: number, random: () => number, officers: readonly DayOfficer[]): DayConversation {
  const medium: Medium = random() < 0.04 ? 'call' : random() < 0.62 ? 'chat' : 'mail';
  const mean = { call: 4, chat: 11, mail: 26, interview: 40 }[medium];
  const knows = random() < 0.15 ? (officers[Math.floor(random() * officers.length)]?.id ?? null) : null;
  return {
    id: `c${String(n).padStart(5, '0')}`,
    queueId: random() < 0.5 ? 'relations' : 'sponsors',
    medium,
    priority: random() < 0.1 ? 1 : 0,
    // Two humps, as a day has them.
    at: Math.floor(480 + 500 * (random() < 0.6 ? random() * 0.6 : 0.4 + random() * 0.6)),
    takes: Math.max(1, Math.ceil(mean * (0.5 + random()))),
    needs: needsOf(random()),
    knows,
  };
}

function needsOf(draw: number): readonly SkillNeed[] {
  if (draw < 0.05) return [{ skillId: 'en', level: 3, required: true, relaxAfterMinutes: 20 }];
  if (draw < 0.1) return [{ skillId: 'woman', level: 1, required: true, relaxAfterMinutes: 30 }];
  return draw < 0.2 ? [{ skillId: 'en', level: 1, required: false, relaxAfterMinutes: null }] : [];
}

/** Whether somebody can take it: the rule once more, written otherwise, for judging those who give. */
export function mayTake(
  { state, queueIds, skills, load, capacity }: OfficerAtWork,
  { queueId, medium, needs, since }: WaitingWork,
  at: number,
): boolean {
  const sits = load.call > 0 || load.interview > 0;
  const able = needsAfter(needs, at - since).every(
    ({ required, skillId, level }) => !required || (skills[skillId] ?? 0) >= level,
  );
  return state === 'online' && queueIds.includes(queueId) && !sits && able && load[medium] < capacity[medium];
}

/** Each in the order of arrival to the next in the circle who can take it; nothing else is looked at. */
export function roundRobin(): Way {
  let turn = 0;
  return (waiting, officers, { at }) => {
    const people = [...officers];
    const given: Given[] = [];
    for (const work of waiting) {
      const order = people.map((_, index) => (turn + index) % people.length);
      const index = order.find((one) => mayTake(people[one] as OfficerAtWork, work, at));
      if (index === undefined) continue;
      give(people, index, work, given);
      turn = index + 1;
    }
    return given;
  };
}

/** Nobody gives: whoever has room looks every few minutes and takes one of the first twenty in sight, one at a time. */
export function pullOnly(seed: number): Way {
  const random = seeded(seed);
  return (waiting, officers, { at }) => {
    const people = [...officers];
    const given: Given[] = [];
    const left = new Set(waiting);
    for (const index of people.keys()) {
      if (random() < 0.5) continue;
      const inSight = [...left]
        .filter((work) => mayTake(people[index] as OfficerAtWork, work, at))
        .slice(0, 20);
      const work = inSight[Math.floor(random() * inSight.length)];
      if (!work) continue;
      left.delete(work);
      give(people, index, work, given);
    }
    return given;
  };
}

function give(people: OfficerAtWork[], index: number, { id, medium }: WaitingWork, given: Given[]): void {
  const person = people[index] as OfficerAtWork;
  people[index] = { ...person, load: { ...person.load, [medium]: person.load[medium] + 1 } };
  given.push({ workId: id, staffId: person.staffId });
}
