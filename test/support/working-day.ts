import {
  type ChoosingRules,
  drain,
  type MediaCount,
  type Medium,
  NOTHING_HELD,
  occupationOf,
  type OfficerAtWork,
  type QueueRules,
  type SkillNeed,
  type WaitingWork,
} from '@sila/domain';

export const MINUTE = 60_000;

/** Somebody with the times they are there, in minutes of the day. */
export interface DayOfficer {
  readonly id: string;
  readonly queueIds: readonly string[];
  readonly skills: Readonly<Record<string, number>>;
  readonly capacity: MediaCount;
  readonly hours: readonly (readonly [from: number, to: number])[];
}

export interface DayConversation {
  readonly id: string;
  readonly queueId: string;
  readonly medium: Medium;
  readonly priority: number;
  /** Minute at which it comes in, and how many minutes it takes. */
  readonly at: number;
  readonly takes: number;
  readonly needs: readonly SkillNeed[];
  readonly knows: string | null;
}

export interface Day {
  readonly officers: readonly DayOfficer[];
  readonly conversations: readonly DayConversation[];
  readonly queues: Readonly<Record<string, QueueRules>>;
  readonly interruptions: ChoosingRules['interruptions'];
}

export interface Given {
  readonly workId: string;
  readonly staffId: string;
}

/** A way to give work: the engine, or one it is compared with. */
export type Way = (
  waiting: readonly WaitingWork[],
  officers: readonly OfficerAtWork[],
  rules: ChoosingRules,
) => readonly Given[];

/** What was true at one moment: before it gave, what it gave, and what waits on. */
export interface Moment {
  readonly rules: ChoosingRules;
  readonly waiting: readonly WaitingWork[];
  readonly before: readonly OfficerAtWork[];
  readonly given: readonly Given[];
  readonly after: readonly OfficerAtWork[];
}

export interface Played {
  /** Minutes of waiting of each conversation that was given. */
  readonly waits: readonly number[];
  readonly left: number;
  /** Mean share of their capacity that somebody's hands were full while there, by id. */
  readonly occupation: ReadonlyMap<string, number>;
}

export const engine: Way = (waiting, officers, rules) =>
  drain(waiting, officers, rules).map(({ decision: { workId, staffId } }) => ({ workId, staffId }));

/** Plays a day without waiting for any clock: every arrival, end, coming and going lets the way give. */
export function playDay(day: Day, way: Way, look?: (moment: Moment) => void): Played {
  const stage = new Stage(day, way, look);
  const known = [
    ...day.conversations.map(({ at }) => at),
    ...day.officers.flatMap(({ hours }) => hours.flat()),
  ];
  const last = Math.max(0, ...known);
  // Waiting alone changes what is asked for: somebody has to look now and then.
  const moments = new Moments([...known, ...Array.from({ length: Math.ceil(last / 10) }, (_, n) => n * 10)]);
  for (let minute = moments.next(); minute !== undefined; minute = moments.next()) {
    for (const end of stage.at(minute)) moments.add(end);
  }
  return stage.played();
}

/** Minutes in order, each once. */
class Moments {
  private readonly sorted: number[];
  private last = -1;

  constructor(minutes: readonly number[]) {
    this.sorted = [...minutes].sort((a, b) => b - a);
  }

  next(): number | undefined {
    let minute = this.sorted.pop();
    while (minute !== undefined && minute === this.last) minute = this.sorted.pop();
    this.last = minute ?? -1;
    return minute;
  }

  add(minute: number): void {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sorted[middle] ?? 0) > minute) low = middle + 1;
      else high = middle;
    }
    this.sorted.splice(low, 0, minute);
  }
}

interface Holding {
  readonly staffId: string;
  readonly medium: Medium;
  readonly end: number;
}

class Stage {
  private readonly coming: DayConversation[];
  private readonly takes: ReadonlyMap<string, number>;
  private waiting: WaitingWork[] = [];
  private people: OfficerAtWork[];
  private held: Holding[] = [];
  private minute = 0;
  private readonly waits: number[] = [];
  private readonly there = new Map<string, number>();
  private readonly busy = new Map<string, number>();

  constructor(
    private readonly day: Day,
    private readonly way: Way,
    private readonly look?: (moment: Moment) => void,
  ) {
    this.coming = [...day.conversations].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
    this.takes = new Map(day.conversations.map(({ id, takes }) => [id, takes]));
    this.people = day.officers.map(({ id, queueIds, skills, capacity }) => ({
      staffId: id,
      queueIds,
      skills,
      capacity,
      state: 'offline',
      load: NOTHING_HELD,
      lastAssignedAt: null,
    }));
  }

  /** Moves on to a minute; gives the ends of what begins then. */
  at(minute: number): number[] {
    this.count(minute);
    this.minute = minute;
    this.end();
    this.people = this.people.map((person, index) => ({ ...person, state: this.stateOf(index) }));
    while ((this.coming.at(-1)?.at ?? Infinity) <= minute) this.arrive(this.coming.pop());
    return this.give();
  }

  played(): Played {
    const occupation = [...this.there].map(
      ([id, there]) => [id, there === 0 ? 0 : (this.busy.get(id) ?? 0) / there] as const,
    );
    return { waits: this.waits, left: this.waiting.length, occupation: new Map(occupation) };
  }

  private count(minute: number): void {
    for (const { staffId, state, load, capacity } of this.people) {
      if (state !== 'online') continue;
      const span = minute - this.minute;
      this.there.set(staffId, (this.there.get(staffId) ?? 0) + span);
      this.busy.set(staffId, (this.busy.get(staffId) ?? 0) + span * occupationOf(load, capacity));
    }
  }

  private stateOf(index: number): 'online' | 'offline' {
    const hours = this.day.officers[index]?.hours ?? [];
    return hours.some(([from, to]) => from <= this.minute && this.minute < to) ? 'online' : 'offline';
  }

  private end(): void {
    const ended = this.held.filter(({ end }) => end <= this.minute);
    this.held = this.held.filter(({ end }) => end > this.minute);
    for (const { staffId, medium } of ended) this.change(staffId, medium, -1);
  }

  private arrive(conversation: DayConversation | undefined): void {
    if (!conversation) return;
    const { id, queueId, medium, priority, at, needs, knows } = conversation;
    this.waiting.push({
      id,
      queueId,
      medium,
      priority,
      needs,
      since: at * MINUTE,
      lastOfficer: knows === null ? null : { staffId: knows, at: (at - 60) * MINUTE },
      ownOfficerId: null,
      unansweredBy: [],
    });
  }

  private give(): number[] {
    const { queues, interruptions } = this.day;
    const rules = { at: this.minute * MINUTE, queues, interruptions };
    const [before, waiting] = [this.people, this.waiting];
    const given = this.way(waiting, before, rules);
    const gone = new Map(given.map(({ workId, staffId }) => [workId, staffId]));
    const ends: number[] = [];
    this.waiting = waiting.filter((work) => {
      const staffId = gone.get(work.id);
      if (staffId === undefined) return true;
      ends.push(this.take(work, staffId));
      return false;
    });
    this.look?.({ rules, waiting, before, given, after: this.people });
    return ends;
  }

  private take({ id, medium, since }: WaitingWork, staffId: string): number {
    const end = this.minute + (this.takes.get(id) ?? 1);
    this.change(staffId, medium, 1);
    this.held.push({ staffId, medium, end });
    this.waits.push(this.minute - since / MINUTE);
    return end;
  }

  private change(staffId: string, medium: Medium, by: 1 | -1): void {
    const lastAssigned = by === 1 ? { lastAssignedAt: this.minute * MINUTE } : {};
    this.people = this.people.map((person) =>
      person.staffId === staffId
        ? { ...person, ...lastAssigned, load: { ...person.load, [medium]: person.load[medium] + by } }
        : person,
    );
  }
}

/** Jain's index of fairness: 1 when all are equal, 1/n when one has everything. */
export function jain(values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  const squares = values.reduce((total, value) => total + value * value, 0);
  return squares === 0 ? 1 : (sum * sum) / (values.length * squares);
}
