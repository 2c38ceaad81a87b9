import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { poolOf, type Sql, transactSql } from '@sila/database';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';

/** The right to work a lane until the lease ends. Every write carries the token; an old one writes nothing. */
export interface Claim {
  readonly laneId: string;
  readonly channelAccountId: string;
  readonly address: string;
  readonly token: string;
}

/** The lease of a lane, renewed by every write and by a heartbeat while a provider is waited for. */
export const LEASE_MS = 10_000;
const HEARTBEAT_MS = 3_000;

/** A worker whose lease another one took over: its transaction is rolled back. */
export class FenceLost extends Error {
  constructor() {
    super('the lane belongs to another worker now');
    this.name = 'FenceLost';
  }
}

/** What a drain returns when the lane must rest: nobody claims it before that time. */
export type DrainResult = { readonly resumeAt: Date } | void;

/** The same lane has the same id everywhere, so that intake can ring it without reading it first. */
export function laneIdOf(direction: 'in' | 'out', channelAccountId: string, address: string): string {
  const hex = createHash('sha256').update(`${direction}|${channelAccountId}|${address}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Claims lanes with a lease and a fence, and drains them in order (architecture.md §2.2). */
@Injectable()
export class LaneEngine {
  private readonly pool: Pool;
  private stopping = false;

  constructor(source: DataSource) {
    this.pool = poolOf(source);
  }

  /**
   * Claims the lane and runs `drain` until no ring came in meanwhile. Does nothing when somebody else holds the lane: the ring
   * stays, and the holder or the sweeper sees it. Returns when the lane may be looked at again, if it must rest.
   */
  async work(laneId: string, drain: (claim: Claim) => Promise<DrainResult>): Promise<DrainResult> {
    while (!this.stopping) {
      const claim = await this.claim(laneId);
      if (!claim) return;
      let rest: DrainResult;
      try {
        rest = await this.withHeartbeat(claim, () => drain(claim));
      } catch (error) {
        if (error instanceof FenceLost) return;
        await this.release(claim, null, true);
        throw error;
      }
      const rungAgain = await this.release(claim, rest?.resumeAt ?? null, rest !== undefined);
      if (rest || !rungAgain) return rest;
    }
  }

  /** One transaction of the claim's holder: rolled back with FenceLost when the lease went to somebody else. */
  async inLane<Result>(claim: Claim, work: (sql: Sql) => Promise<Result>): Promise<Result> {
    return transactSql(this.pool, async (sql) => {
      const result = await work(sql);
      await requireFence(sql, claim);
      return result;
    });
  }

  /** Claims nothing more; lanes being drained stop after the row at hand. */
  stop(): void {
    this.stopping = true;
  }

  get isStopping(): boolean {
    return this.stopping;
  }

  private async claim(laneId: string): Promise<Claim | null> {
    const { rows } = await this.pool.query<Claim>(
      `UPDATE lane SET rung = false, claim_token = claim_token + 1,
              lease_until = clock_timestamp() + $2 * interval '1 millisecond'
       WHERE id = $1 AND (lease_until IS NULL OR lease_until < clock_timestamp())
         AND (not_before IS NULL OR not_before <= clock_timestamp())
       RETURNING id AS "laneId", channel_account_id AS "channelAccountId", address, claim_token AS token`,
      [laneId, LEASE_MS],
    );
    return rows[0] ?? null;
  }

  private async release(claim: Claim, notBefore: Date | null, ring: boolean): Promise<boolean> {
    const { rows } = await this.pool.query<{ rung: boolean }>(
      `UPDATE lane SET lease_until = NULL, not_before = $3, rung = rung OR $4,
              rung_at = CASE WHEN $4 THEN clock_timestamp() ELSE rung_at END
       WHERE id = $1 AND claim_token = $2 RETURNING rung`,
      [claim.laneId, claim.token, notBefore, ring],
    );
    return rows[0]?.rung ?? false;
  }

  private async withHeartbeat<Result>(claim: Claim, work: () => Promise<Result>): Promise<Result> {
    const beat = setInterval(() => {
      this.pool.query(EXTEND, [claim.laneId, claim.token, LEASE_MS]).catch(() => undefined);
    }, HEARTBEAT_MS);
    try {
      return await work();
    } finally {
      clearInterval(beat);
    }
  }
}

const EXTEND = `UPDATE lane SET lease_until = clock_timestamp() + $3 * interval '1 millisecond'
  WHERE id = $1 AND claim_token = $2 AND lease_until IS NOT NULL`;

/** Extends the lease inside a transaction and holds the lane row to its commit, so that nobody can claim in between. */
async function requireFence(sql: Sql, claim: Claim): Promise<void> {
  const rows = await sql.query(`${EXTEND} RETURNING 1`, [claim.laneId, claim.token, LEASE_MS]);
  if (rows.length === 0) throw new FenceLost();
}
