import { Injectable } from '@nestjs/common';
import { ringCallAt } from '@sila/calls';
import type { JobPayloads } from '@sila/contracts';
import { assignAll } from '@sila/conversations';
import { poolOf, type Sql, transactSql } from '@sila/database';
import { ChannelDirectory, SettingService } from '@sila/directory';
import {
  type ChoosingRules,
  drain,
  type Drained,
  hasRoomFor,
  MEDIA,
  mediumOf,
  type OfficerAtWork,
} from '@sila/domain';
import { OnJob, Outbox, type StoredFact, Sweeper } from '@sila/lanes';
import { Clock, newId } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { keepDecisions } from './decision.queries.js';
import {
  lockWaiting,
  noteAssigned,
  officersAtWork,
  queueRules,
  takeRoutingTurn,
  type Waiting,
  waitingIn,
  type WorkRules,
} from './routing.queries.js';

/** So many are given in one transaction: people see theirs soon, and what somebody else waits for is not held long. */
const MOST_AT_ONCE = 25;
/** So many who wait are read at once. */
const PAGE = 200;

/**
 * Gives waiting conversations to people, over all queues at once, whenever somebody waits or came free: who waits in one queue is
 * not overtaken by who came later to another when the same person serves both. What it decides is the domain's (`drain`).
 */
@Injectable()
export class RoutingService {
  private readonly pool: Pool;
  private running: Promise<void> | null = null;
  private rungMeanwhile = false;

  constructor(
    source: DataSource,
    sweeper: Sweeper,
    private readonly directory: ChannelDirectory,
    private readonly settings: SettingService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {
    this.pool = poolOf(source);
    sweeper.every({ name: 'route what waits', everyMs: 5_000, run: () => this.onBell() });
  }

  /** A conversation waits. */
  @OnJob('route-queue')
  async onQueue(_bell: JobPayloads['route-queue']): Promise<void> {
    await this.onBell();
  }

  /** Somebody came free or on shift. */
  @OnJob('route-staff')
  async onStaff(_bell: JobPayloads['route-staff']): Promise<void> {
    await this.onBell();
  }

  /** Bells that ring while it gives are heard together, after what it gives now. */
  private async onBell(): Promise<void> {
    this.rungMeanwhile = true;
    this.running ??= this.untilNothing().finally(() => (this.running = null));
    await this.running;
  }

  private async untilNothing(): Promise<void> {
    while (this.rungMeanwhile) {
      this.rungMeanwhile = false;
      while (await this.giveSome());
    }
  }

  /** One transaction; true when there may be more to give. */
  private async giveSome(): Promise<boolean> {
    const rules = await this.workRules();
    const facts = await transactSql(this.pool, async (sql) => {
      // Loads must not change while somebody is chosen: routing takes turns, the rest of the product does not wait for it.
      await takeRoutingTurn(sql);
      const given = await this.choose(sql, rules);
      return given.length > 0 ? this.give(sql, given, rules.now) : null;
    });
    this.outbox.publish(facts ?? []);
    return facts !== null;
  }

  private async workRules(): Promise<WorkRules> {
    const now = this.clock.now();
    const [{ value }, room, accounts] = await Promise.all([
      this.settings.work(),
      this.settings.room(now),
      this.directory.accounts(),
    ]);
    return {
      now,
      chatAccountIds: accounts
        .filter(({ channel }) => mediumOf(channel.capabilities) === 'chat')
        .map(({ id }) => id),
      ...room,
      interruptions: value.interruptions,
    };
  }

  /** What is given now, locked. Who waits is read page by page until there is something to give or nobody left. */
  private async choose(sql: Sql, rules: WorkRules): Promise<Given[]> {
    const [officers, queues] = await Promise.all([officersAtWork(sql, rules), queueRules(sql)]);
    const choosing = { at: rules.now.getTime(), interruptions: rules.interruptions, queues };
    const served = [...new Set(officers.filter(hasAnyRoom(choosing)).flatMap(({ queueIds }) => queueIds))];
    if (served.length === 0) return [];
    for (let offset = 0; ; offset += PAGE) {
      const waiting = await waitingIn(sql, served, { offset, size: PAGE }, rules);
      const given = await this.lockChosen(sql, waiting, officers, choosing);
      if (given.length > 0 || waiting.length < PAGE) return given;
    }
  }

  /** Chooses again without those that somebody works on right now, until all that is chosen is locked. */
  private async lockChosen(
    sql: Sql,
    waiting: readonly Waiting[],
    officers: readonly OfficerAtWork[],
    rules: ChoosingRules,
  ): Promise<Given[]> {
    const byId = new Map(waiting.map((work) => [work.id, work]));
    const locked = new Set<string>();
    while (byId.size > 0) {
      const given = drain([...byId.values()], officers, rules, MOST_AT_ONCE).flatMap((drained) => {
        const work = byId.get(drained.decision.workId);
        return work ? [{ ...drained, work, id: newId() }] : [];
      });
      const open = given.filter(({ work }) => !locked.has(work.id)).map(({ work }) => work);
      if (open.length === 0) return given;
      for (const id of await lockWaiting(sql, open)) locked.add(id);
      for (const { id } of open) if (!locked.has(id)) byId.delete(id);
    }
    return [];
  }

  private async give(sql: Sql, given: readonly Given[], now: Date): Promise<readonly StoredFact[]> {
    await noteAssigned(sql, given, now);
    const owned = given.map(({ id, work, decision: { staffId, reason } }) => ({
      conversation: work,
      owner: { assigneeId: staffId, queueId: work.queueId, byId: null, reason, decisionId: id },
    }));
    const facts = [...(await assignAll(sql, owned, now))];
    await keepDecisions(sql, given, now);
    for (const { work, decision } of given)
      if (work.callId) facts.push(...(await ringCallAt(sql, work.callId, decision.staffId, now)));
    return facts;
  }
}

interface Given extends Drained {
  /** Of the decision. */
  readonly id: string;
  readonly work: Waiting;
}

function hasAnyRoom({ interruptions }: ChoosingRules): (officer: OfficerAtWork) => boolean {
  return ({ state, load, capacity }) =>
    state === 'online' && MEDIA.some((medium) => hasRoomFor(medium, load, capacity, interruptions));
}
