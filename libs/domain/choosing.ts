import { barrierOf, type Barrier, needsAfter } from './choosing-barriers.js';
import { byTurn } from './choosing-turn.js';
import type { QueuePolicy, QueueState } from './queue-policy.js';
import type { AssignmentReason } from './routing.js';
import type { SkillNeed } from './skill.js';
import type { PresenceState } from './staff.js';
import { type Interruptions, type MediaCount, type Medium, occupationOf, totalOf } from './work.js';

/** A conversation that waits for an owner. Times are milliseconds since 1970. */
export interface WaitingWork {
  readonly id: string;
  readonly queueId: string;
  /** `call` only while the person is on the line. */
  readonly medium: Medium;
  readonly priority: number;
  readonly since: number;
  readonly needs: readonly SkillNeed[];
  readonly lastOfficer: { readonly staffId: string; readonly at: number } | null;
  /** Who looks after this person. */
  readonly ownOfficerId: string | null;
  /** At whom it just rang without an answer. */
  readonly unansweredBy: readonly string[];
}

/** Somebody who may be given work, as they are now. Load is counted over all queues. */
export interface OfficerAtWork {
  readonly staffId: string;
  readonly state: PresenceState;
  readonly queueIds: readonly string[];
  /** Level by skill id. */
  readonly skills: Readonly<Record<string, number>>;
  readonly load: MediaCount;
  readonly capacity: MediaCount;
  /** When routing last gave this person a conversation; null when never. */
  readonly lastAssignedAt: number | null;
}

/** What of a queue matters for who gets its conversations. */
export type QueueRules = Pick<QueuePolicy, 'mode' | 'ageingMinutes' | 'stickHours'> & {
  readonly state: QueueState;
};

export interface ChoosingRules {
  /** Now, in milliseconds since 1970. */
  readonly at: number;
  readonly interruptions: Interruptions;
  readonly queues: Readonly<Record<string, QueueRules>>;
}

/** Everything that one decision looks at: `decide` says the same about it whenever it is asked. */
export interface DecisionInputs {
  readonly at: number;
  readonly work: WaitingWork;
  /** The members of its queue. */
  readonly officers: readonly OfficerAtWork[];
  readonly queue: QueueRules;
  readonly interruptions: Interruptions;
}

/** What keeps somebody out (the first seven), or how somebody who was free came out beside the one chosen. */
export const VERDICT_CODES = [
  'offline',
  'away',
  'wrap-up',
  'did-not-answer',
  'lacks-skill',
  'full',
  'not-to-interrupt',
  'chosen',
  'not-known',
  'fits-less',
  'more-loaded',
  'less-idle',
] as const;
export type VerdictCode = (typeof VERDICT_CODES)[number];

/** Why somebody got a conversation or did not. `not-known`: somebody whom the person knows had room. */
export type Verdict = Barrier | { readonly code: Exclude<VerdictCode, Barrier['code']> };

export interface CandidateVerdict {
  readonly staffId: string;
  readonly verdict: Verdict;
}

/** Who takes a conversation and why; every member of the queue has a verdict. */
export interface Decision {
  readonly workId: string;
  readonly staffId: string;
  readonly reason: AssignmentReason;
  readonly verdicts: readonly CandidateVerdict[];
}

/** What a stored decision was made by; raised when the same inputs may come out otherwise. */
export const CHOOSING_VERSION = 1;

/**
 * Who takes a conversation now, null when nobody can. Of those who may (`barrierOf`): whom the person knows, then who has most of
 * what is asked for, then whose hands are emptiest by share of their capacity, then who is idle longest.
 */
export function decide(inputs: DecisionInputs): Decision | null {
  if (!gives(inputs.queue, inputs.work)) return null;
  const judged = inputs.officers.map((officer) => ({ officer, barrier: barrierOf(officer, inputs) }));
  const free = judged.filter(({ barrier }) => barrier === null).map(({ officer }) => officer);
  const chosen = known(free, inputs) ?? best(free, inputs);
  if (!chosen) return null;
  const { officer: winner, reason } = chosen;
  const verdicts = judged.map(({ officer, barrier }) => ({
    staffId: officer.staffId,
    verdict: barrier ?? verdictBeside(officer, winner, reason, inputs),
  }));
  return { workId: inputs.work.id, staffId: winner.staffId, reason, verdicts };
}

/** A decision with everything that it looked at. */
export interface Drained {
  readonly decision: Decision;
  readonly inputs: DecisionInputs;
}

/**
 * Gives waiting conversations to people, in their turn, until nobody who may take one of them has room. Whoever is given one
 * counts as fuller for the next. Nobody is overtaken by what came later and stands no higher, when the same person could take
 * either. At most `most` decisions.
 */
export function drain(
  waiting: readonly WaitingWork[],
  officers: readonly OfficerAtWork[],
  rules: ChoosingRules,
  most = Number.POSITIVE_INFINITY,
): Drained[] {
  const people = new Map(officers.map((officer) => [officer.staffId, officer]));
  const drained: Drained[] = [];
  const spent = new Set<string>();
  for (const work of [...waiting].sort(byTurn(rules))) {
    if (drained.length >= most) break;
    // Who comes later in the order meets people who are fuller, never emptier.
    const kind = `${work.queueId} ${work.medium}`;
    if (spent.has(kind)) continue;
    const inputs = inputsFor(work, [...people.values()], rules);
    const decision = inputs && someoneMay(inputs) ? decide(inputs) : null;
    if (inputs && decision) {
      drained.push({ decision, inputs });
      const taker = people.get(decision.staffId);
      if (taker) people.set(taker.staffId, withOneMore(taker, work.medium, rules.at));
    } else if (!inputs || !someoneMay({ ...inputs, work: { ...work, needs: [], unansweredBy: [] } })) {
      spent.add(kind);
    }
  }
  return drained;
}

function someoneMay(inputs: DecisionInputs): boolean {
  return inputs.officers.some((officer) => barrierOf(officer, inputs) === null);
}

/** Who is on the line is rung for wherever a queue is open; everything else is given only where routing gives. */
export function gives({ state, mode }: QueueRules, { medium }: Pick<WaitingWork, 'medium'>): boolean {
  return state === 'open' && (mode !== 'pull' || medium === 'call');
}

function inputsFor(
  work: WaitingWork,
  people: readonly OfficerAtWork[],
  { at, interruptions, queues }: ChoosingRules,
): DecisionInputs | null {
  const queue = queues[work.queueId];
  if (!queue || !gives(queue, work)) return null;
  const officers = people.filter(({ queueIds }) => queueIds.includes(work.queueId));
  return { at, work, officers, queue, interruptions };
}

function withOneMore(officer: OfficerAtWork, medium: Medium, at: number): OfficerAtWork {
  return {
    ...officer,
    load: { ...officer.load, [medium]: officer.load[medium] + 1 },
    lastAssignedAt: at,
  };
}

interface Choice {
  readonly officer: OfficerAtWork;
  readonly reason: AssignmentReason;
}

const HOUR_MS = 3_600_000;

/** Whom the person knows: who answered them last, within the hours of the queue, or who looks after them. */
function known(free: readonly OfficerAtWork[], { work, queue, at }: DecisionInputs): Choice | null {
  if (queue.stickHours === 0) return null;
  const { lastOfficer, ownOfficerId } = work;
  const recent = lastOfficer !== null && at - lastOfficer.at <= queue.stickHours * HOUR_MS;
  const last = recent ? free.find(({ staffId }) => staffId === lastOfficer.staffId) : undefined;
  if (last) return { officer: last, reason: { code: 'last-officer' } };
  const own = free.find(({ staffId }) => staffId === ownOfficerId);
  return own ? { officer: own, reason: { code: 'own-officer' } } : null;
}

/** The first by skills, load and idleness, and what decided between the first and the second. */
function best(free: readonly OfficerAtWork[], inputs: DecisionInputs): Choice | null {
  const [officer, second] = [...free].sort(byFitness(inputs));
  if (!officer) return null;
  if (!second) return { officer, reason: { code: 'only-one' } };
  const decided = differenceOf(second, officer, inputs);
  if (decided === 'fits-less') return { officer, reason: { code: 'best-skills' } };
  const load = totalOf(officer.load);
  return {
    officer,
    reason: decided === 'more-loaded' ? { code: 'least-loaded', load } : { code: 'longest-idle' },
  };
}

function byFitness(inputs: DecisionInputs): (a: OfficerAtWork, b: OfficerAtWork) => number {
  return (a, b) =>
    fitOf(b, inputs) - fitOf(a, inputs) ||
    shareOf(a) - shareOf(b) ||
    (a.lastAssignedAt ?? 0) - (b.lastAssignedAt ?? 0) ||
    (a.staffId < b.staffId ? -1 : 1);
}

/** What first puts somebody behind another one. */
function differenceOf(
  behind: OfficerAtWork,
  first: OfficerAtWork,
  inputs: DecisionInputs,
): 'fits-less' | 'more-loaded' | 'less-idle' {
  if (fitOf(behind, inputs) !== fitOf(first, inputs)) return 'fits-less';
  return shareOf(behind) === shareOf(first) ? 'less-idle' : 'more-loaded';
}

function verdictBeside(
  officer: OfficerAtWork,
  winner: OfficerAtWork,
  reason: AssignmentReason,
  inputs: DecisionInputs,
): Verdict {
  if (officer.staffId === winner.staffId) return { code: 'chosen' };
  const knows = ['last-officer', 'own-officer'].includes(reason.code);
  return { code: knows ? 'not-known' : differenceOf(officer, winner, inputs) };
}

/** How many of the things asked for somebody brings. */
function fitOf({ skills }: OfficerAtWork, { work, at }: DecisionInputs): number {
  return needsAfter(work.needs, at - work.since).filter(
    ({ skillId, level }) => (skills[skillId] ?? 0) >= level,
  ).length;
}

/** How full somebody's hands are, without the dust of adding fractions. */
function shareOf({ load, capacity }: OfficerAtWork): number {
  return Math.round(occupationOf(load, capacity) * 1e6) / 1e6;
}
