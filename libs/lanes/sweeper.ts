import { Injectable, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { poolOf } from '@sila/database';
import { Log } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { Bells } from './bells.js';
import { Outbox } from './outbox.js';

/** A chore that every worker repeats; it must be harmless when two workers do it at once. */
export interface Chore {
  readonly name: string;
  readonly everyMs: number;
  run(): Promise<unknown>;
}

const SWEEP_EVERY_MS = 5_000;

/** Rings again for whatever waits without a bell: loss of every job costs delay, never a message (architecture.md §2.1). */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly pool: Pool;
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly chores: Chore[] = [
    { name: 'ring waiting lanes', everyMs: SWEEP_EVERY_MS, run: () => this.ringLanes() },
    { name: 'publish facts', everyMs: SWEEP_EVERY_MS, run: () => this.outbox.republish() },
  ];
  private started = false;

  constructor(
    source: DataSource,
    private readonly bells: Bells,
    private readonly outbox: Outbox,
    private readonly log: Log,
  ) {
    this.pool = poolOf(source);
  }

  /** Adds a chore to this process's round. */
  every(chore: Chore): void {
    this.chores.push(chore);
    if (this.started) this.start(chore);
  }

  onApplicationBootstrap(): void {
    this.started = true;
    for (const chore of this.chores) this.start(chore);
  }

  beforeApplicationShutdown(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  private start(chore: Chore): void {
    let running = false;
    const round = async (): Promise<void> => {
      if (running) return;
      running = true;
      try {
        await chore.run();
      } catch (error) {
        this.log.fail('a chore failed and is tried again', error, { chore: chore.name });
      } finally {
        running = false;
      }
    };
    this.timers.push(setInterval(() => void round(), chore.everyMs));
  }

  /** Rings lanes rung more than 4 s ago that nobody claimed, and lanes whose holder died. */
  private async ringLanes(): Promise<number> {
    const { rows } = await this.pool.query<{ id: string; direction: 'in' | 'out' }>(
      `SELECT id, direction FROM lane
       WHERE rung AND rung_at < clock_timestamp() - interval '4 seconds'
         AND (lease_until IS NULL OR lease_until < clock_timestamp())
         AND (not_before IS NULL OR not_before <= clock_timestamp())
       UNION
       SELECT id, direction FROM lane WHERE lease_until < clock_timestamp()
       LIMIT 2000`,
    );
    for (const lane of rows)
      this.bells.ring(lane.direction === 'in' ? 'drain-inbound' : 'drain-outbound', { laneId: lane.id });
    return rows.length;
  }
}
