import type { TestDatabase } from '../support/postgres.js';
import type { Officer } from '../support/officer.js';
import { seeded } from '../support/seeded-day.js';

/** What one chat more or less at a time takes of a person here. */
export const ROOM = 4;
/** How long somebody is busy with each act, in milliseconds: about 15 to 20 acts a second over all. */
const BUSY_MS = 800;

interface Assigned {
  readonly id: string;
  readonly version: number;
  readonly [column: string]: unknown;
}

/**
 * One officer at work: closes what came, hands two in ten back to a queue, and goes away and comes back now and then. Measures
 * how long after every moment with room somebody's next conversation stands in the database.
 */
export class BusyOfficer {
  /** Until each of the first stood there, while everybody comes at the same moment. */
  readonly firsts: number[] = [];
  /** The same for all that came later. */
  readonly waits: number[] = [];
  private readonly held: Assigned[] = [];
  private free: number[] = [];

  constructor(
    private readonly officer: Officer,
    private readonly queueIds: readonly string[],
    /** Since when what was handed back waits again, by conversation. */
    private readonly waitsAgain: Map<string, number>,
    private readonly random: () => number,
  ) {}

  get id(): string {
    return this.officer.id;
  }

  /** Something of theirs was seen in the database. */
  came(assigned: Assigned, seenAt: number): void {
    this.held.push(assigned);
    const since = this.free.shift();
    if (since === undefined) return;
    // Who has room while nobody waits is idle: their wait begins with the work.
    const figures = this.firsts.length < ROOM ? this.firsts : this.waits;
    figures.push(seenAt - Math.max(since, this.waitsAgain.get(assigned.id) ?? 0));
  }

  async work(isOver: () => boolean): Promise<void> {
    await this.presence('online');
    for (let acts = 1; !isOver(); acts++) {
      await rest(BUSY_MS * (0.5 + this.random()));
      if (acts % 12 === 0) await this.leaveForAMoment();
      else await this.act();
    }
  }

  private async act(): Promise<void> {
    const next = this.held.shift();
    if (!next) return;
    const since = performance.now();
    const { id, version } = next;
    // Before the request: what comes for it may be seen before its answer.
    this.free.push(since);
    if (this.random() < 0.2) {
      const queueId = this.queueIds[Math.floor(this.random() * this.queueIds.length)];
      this.waitsAgain.set(id, since);
      await this.officer.post(`/api/conversations/${id}/assign`, { version, queueId, reason: 'لغيري' });
    } else {
      await this.officer.post(`/api/conversations/${id}/close`, {
        version,
        outcome: 'answered',
        tell: false,
      });
    }
  }

  private async leaveForAMoment(): Promise<void> {
    await this.presence('away');
    await rest(BUSY_MS * 2);
    await this.presence('online');
  }

  private async presence(state: 'online' | 'away'): Promise<void> {
    const since = performance.now();
    this.free = state === 'away' ? [] : Array.from({ length: ROOM - this.held.length }, () => since);
    await this.officer.put('/api/me/presence', { state });
  }
}

/** Signs them in through both apis by turns, with little room. */
export async function busyOfficers(
  database: TestDatabase,
  officers: readonly Officer[],
  apiUrls: readonly string[],
  queueIds: readonly string[],
): Promise<BusyOfficer[]> {
  const capacity = JSON.stringify({ call: 1, chat: ROOM, mail: 6, interview: 1 });
  await database.query('UPDATE staff SET capacity = $1::jsonb', [capacity]);
  const waitsAgain = new Map<string, number>();
  return officers.map((officer, n) => {
    const through = officer.through(apiUrls[n % apiUrls.length] ?? '');
    return new BusyOfficer(through, queueIds, waitsAgain, seeded(n + 1));
  });
}

/** Looks every few milliseconds for what routing has given, until it is over. */
export async function watchGiven(
  database: TestDatabase,
  officers: readonly BusyOfficer[],
  isOver: () => boolean,
): Promise<number> {
  const byId = new Map(officers.map((officer) => [officer.id, officer]));
  const seen = new Set<string>();
  while (!isOver()) {
    const rows = await database.query<Assigned & { rowId: string; staffId: string }>(
      `SELECT id AS "rowId", conversation_id AS id, version, assignee_id AS "staffId" FROM assignment
       WHERE decision_id IS NOT NULL AND at > now() - interval '20 seconds' ORDER BY id`,
    );
    const seenAt = performance.now();
    for (const { rowId, staffId, id, version } of rows) {
      if (seen.has(rowId)) continue;
      seen.add(rowId);
      byId.get(staffId)?.came({ id, version }, seenAt);
    }
    await rest(8);
  }
  return seen.size;
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
