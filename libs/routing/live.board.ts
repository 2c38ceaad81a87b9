import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { BehindFigure, LivePerson, LiveQueue } from '@sila/contracts';
import { AnswerClock } from '@sila/conversations';
import { poolOf, type Sql, sqlOf } from '@sila/database';
import { SettingService } from '@sila/directory';
import type { Fact } from '@sila/domain';
import { Clock, FactBus } from '@sila/platform';
import { DataSource } from 'typeorm';
import {
  behind,
  holdsRoom,
  LOOK_BACK_MS,
  type MinuteRow,
  type OpenConversation,
  queueFigures,
  type QueueRow,
} from './live.figures.js';
import { livePeople, liveQueues, minutesSince, openConversations, type PersonRow } from './live.queries.js';

/** A minute is read again for so long: what happened in it may be committed late. */
const SETTLED_MS = 180_000;
/** Memory that nobody asked for is let go, and everything is read anew after so long, should a fact have been lost. */
const UNASKED_MS = 60_000;
const TRUSTED_MS = 600_000;

/** Every queue and person at one moment, whoever may see them. */
export interface Board {
  readonly at: Date;
  readonly queues: readonly LiveQueue[];
  readonly people: readonly LivePerson[];
}

interface Memory {
  readonly loadedAt: number;
  readonly open: Map<string, OpenConversation>;
  minutes: MinuteRow[];
  queues: readonly QueueRow[];
  people: readonly PersonRow[];
}

/**
 * The queues as they are now, held in memory while somebody looks: read whole once, then moved by facts, each of which makes only
 * what it names be read again. Nothing is counted in the database.
 */
@Injectable()
export class LiveBoard implements OnModuleDestroy {
  private readonly sql: Sql;
  private readonly leave: () => void;
  private memory: Memory | null = null;
  private running: Promise<void> = Promise.resolve();
  private readonly changed = new Set<string>();
  private peopleChanged = false;
  private queuesChanged = false;
  private askedAt = 0;

  constructor(
    source: DataSource,
    private readonly settings: SettingService,
    private readonly answerClock: AnswerClock,
    private readonly clock: Clock,
    bus: FactBus,
  ) {
    this.sql = sqlOf(poolOf(source));
    this.leave = bus.hear({
      onFacts: (facts) => facts.forEach((fact) => this.hear(fact)),
      onSignal: ({ kind }) => void (this.peopleChanged ||= kind === 'presence'),
      onReconnect: () => void (this.memory = null),
    });
  }

  onModuleDestroy(): void {
    this.leave();
  }

  /** The board with everything in it that was told by now. */
  async read(): Promise<Board> {
    this.askedAt = performance.now();
    const [dueOf, room] = await Promise.all([this.answerClock.read(), this.settings.room(this.clock.now())]);
    const memory = await this.upToDate();
    const at = this.clock.now();
    const open = byQueue(memory.open.values());
    const minutes = byQueue(memory.minutes);
    return {
      at,
      queues: memory.queues.map((queue) =>
        queueFigures(queue, open.get(queue.id) ?? [], minutes.get(queue.id) ?? [], at, dueOf),
      ),
      people: withLoads(memory, room.quietSince),
    };
  }

  /** The ids of the conversations behind a number, who waits longest first. */
  async behind({ figure, queueId, staffId }: BehindFigure): Promise<string[]> {
    const [dueOf, room] = await Promise.all([this.answerClock.read(), this.settings.room(this.clock.now())]);
    const { open } = await this.upToDate();
    const stands = behind(figure, this.clock.now(), room.quietSince, dueOf);
    return [...open.values()]
      .filter((one) => (queueId ? one.queueId === queueId : one.assigneeId === staffId) && stands(one))
      .sort((a, b) => turnOf(a) - turnOf(b) || (a.id < b.id ? -1 : 1))
      .map(({ id }) => id);
  }

  private hear(fact: Fact): void {
    if (!this.memory) return;
    if (performance.now() - this.askedAt > UNASKED_MS) return this.forget();
    if (fact.type === 'conversation.changed') this.changed.add(fact.ids.conversationId);
    if (fact.type === 'staff.availability-changed' || fact.type === 'call.changed') this.peopleChanged = true;
    if (fact.type === 'directory.changed') this.queuesChanged = this.peopleChanged = true;
  }

  private forget(): void {
    this.memory = null;
    this.changed.clear();
  }

  /** Who asks while it is read waits for a reading that began after their question. */
  private async upToDate(): Promise<Memory> {
    const mine = this.running.catch(() => undefined).then(() => this.readNews());
    this.running = mine;
    await mine;
    return this.memory ?? this.upToDate();
  }

  private async readNews(): Promise<void> {
    const { memory } = this;
    if (!memory || performance.now() - memory.loadedAt > TRUSTED_MS) return this.load();
    const ids = [...this.changed];
    const [people, queues] = [this.peopleChanged, this.queuesChanged];
    this.changed.clear();
    this.peopleChanged = this.queuesChanged = false;
    try {
      if (ids.length > 0) await this.readConversations(memory, ids);
      if (people) memory.people = await this.readPeople();
      if (queues) memory.queues = await liveQueues(this.sql);
    } catch (error) {
      this.memory = null;
      throw error;
    }
  }

  private async readConversations(memory: Memory, ids: readonly string[]): Promise<void> {
    const now = this.clock.now().getTime();
    const since = new Date(now - SETTLED_MS - (now % 60_000));
    const [rows, minutes] = await Promise.all([
      openConversations(this.sql, ids),
      minutesSince(this.sql, since),
    ]);
    for (const id of ids) memory.open.delete(id);
    for (const row of rows) memory.open.set(row.id, row);
    const settled = memory.minutes.filter(
      ({ minute }) => minute < since && minute.getTime() >= now - LOOK_BACK_MS - SETTLED_MS,
    );
    memory.minutes = [...settled, ...minutes];
  }

  /** What changes while it is read is told again, and read again. */
  private async load(): Promise<void> {
    this.changed.clear();
    this.peopleChanged = this.queuesChanged = false;
    const memory: Memory = {
      loadedAt: performance.now(),
      open: new Map(),
      minutes: [],
      queues: [],
      people: [],
    };
    this.memory = memory;
    try {
      const since = new Date(this.clock.now().getTime() - LOOK_BACK_MS);
      const [rows, minutes, queues, people] = await Promise.all([
        openConversations(this.sql, null),
        minutesSince(this.sql, since),
        liveQueues(this.sql),
        this.readPeople(),
      ]);
      for (const row of rows) memory.open.set(row.id, row);
      Object.assign(memory, { minutes, queues, people });
    } catch (error) {
      this.memory = null;
      throw error;
    }
  }

  private async readPeople(): Promise<readonly PersonRow[]> {
    return livePeople(this.sql, (await this.settings.room(this.clock.now())).capacity);
  }
}

function byQueue<Row extends { readonly queueId: string }>(rows: Iterable<Row>): Map<string, Row[]> {
  const queues = new Map<string, Row[]>();
  for (const row of rows) {
    const own = queues.get(row.queueId);
    if (own) own.push(row);
    else queues.set(row.queueId, [row]);
  }
  return queues;
}

function turnOf({ waitingSince, lastMessageAt }: OpenConversation): number {
  return waitingSince?.getTime() ?? lastMessageAt.getTime() + 1e15;
}

function withLoads({ open, people }: Memory, quietSince: Date): LivePerson[] {
  const loads = new Map<string, number>();
  for (const one of open.values())
    if (one.assigneeId !== null && holdsRoom(one, quietSince))
      loads.set(one.assigneeId, (loads.get(one.assigneeId) ?? 0) + 1);
  return people.map((person) => ({ ...person, load: loads.get(person.id) ?? 0 }));
}
