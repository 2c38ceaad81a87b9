import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { poolOf, preparedSqlOf, type Sql, transactSql } from '@sila/database';
import type { Pool, QueryResultRow } from 'pg';
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
  private readonly sql: Sql;
  private stopping = false;
  private readonly waitingOf = new WeakMap<Claim, string>();
  /** Claims whose lane was given back with their last transaction, and whether more waits in it. */
  private readonly givenBack = new WeakMap<Claim, boolean>();

  constructor(source: DataSource) {
    this.pool = poolOf(source);
    this.sql = preparedSqlOf(this.pool);
  }

  /**
   * Claims the lane and runs `drain` until no ring came in meanwhile. Does nothing when somebody else holds the lane: the ring
   * stays, and the holder or the sweeper sees it. Returns when the lane may be looked at again, if it must rest.
   *
   * With `waiting`, a query for what waits in lane `$1`, its rows come along with the claim, and nothing is left behind: the
   * lane is claimed again for as long as the query finds something.
   */
  async work<Row extends QueryResultRow = QueryResultRow>(
    laneId: string,
    drain: (claim: Claim, rows: readonly Row[]) => Promise<DrainResult>,
    waiting = NOTHING,
  ): Promise<DrainResult> {
    while (!this.stopping) {
      const claimed = await this.claim<Row>(laneId, waiting);
      if (!claimed) return;
      const { claim, rows } = claimed;
      this.waitingOf.set(claim, waiting);
      let rest: DrainResult;
      try {
        rest = await this.withHeartbeat(claim, () => drain(claim, rows));
      } catch (error) {
        if (error instanceof FenceLost) return;
        if (!this.givenBack.has(claim))
          await release(this.sql, claim, null, true, NOTHING).catch(falseIfLost);
        throw error;
      }
      const more = this.givenBack.get(claim) ?? (await this.giveBack(claim, rest, waiting));
      if (rest || !more) return rest;
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

  /** The same for the last transaction of a drain: it gives the lane back as well, so the drain must end after it. */
  async lastInLane<Result>(claim: Claim, work: (sql: Sql) => Promise<Result>): Promise<Result> {
    const waiting = this.waitingOf.get(claim) ?? NOTHING;
    const { result, more } = await transactSql(this.pool, async (sql) => {
      const result = await work(sql);
      return { result, more: await release(sql, claim, null, this.stopping, waiting) };
    });
    this.givenBack.set(claim, more);
    return result;
  }

  /** Claims nothing more; lanes being drained stop after the row at hand. */
  stop(): void {
    this.stopping = true;
  }

  get isStopping(): boolean {
    return this.stopping;
  }

  /**
   * Claims the lane and reads what waits in it, both in one statement. Should somebody have worked the lane between the
   * statement's snapshot and its claim, the rows are old: the token they were read with tells, and they are read again.
   */
  private async claim<Row extends QueryResultRow>(
    laneId: string,
    waiting: string,
  ): Promise<{ claim: Claim; rows: readonly Row[] } | null> {
    const found = await this.sql.query<Row & Claim & { fresh: boolean; found: boolean | null }>(
      `WITH claim AS (
         UPDATE lane SET rung = false, claim_token = claim_token + 1,
                lease_until = clock_timestamp() + $2 * interval '1 millisecond'
         WHERE id = $1 AND (lease_until IS NULL OR lease_until < clock_timestamp())
           AND (not_before IS NULL OR not_before <= clock_timestamp())
         RETURNING id AS "laneId", channel_account_id AS "channelAccountId", address, claim_token AS token)
       SELECT waiting.*, claim.*, claim.token = (SELECT claim_token + 1 FROM lane WHERE id = $1) AS fresh
       FROM claim LEFT JOIN LATERAL (SELECT true AS found, w.* FROM (${waiting}) w) waiting ON true`,
      [laneId, LEASE_MS],
    );
    const [first] = found;
    if (!first) return null;
    const { laneId: id, channelAccountId, address, token } = first;
    const rows = first.fresh
      ? found.filter((row) => row.found)
      : await this.sql.query<Row>(`SELECT w.* FROM (${waiting}) w`, [laneId]);
    return { claim: { laneId: id, channelAccountId, address, token }, rows };
  }

  /** A lane that rests, or whose work is broken off, stays rung; false when it went to somebody else. */
  private async giveBack(claim: Claim, rest: DrainResult, waiting: string): Promise<boolean> {
    const ring = rest !== undefined || this.stopping;
    return release(this.sql, claim, rest?.resumeAt ?? null, ring, waiting).catch(falseIfLost);
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

/** Nothing is asked about what waits in the lane. */
const NOTHING = 'SELECT WHERE $1::uuid IS NULL';

const EXTEND = `UPDATE lane SET lease_until = clock_timestamp() + $3 * interval '1 millisecond'
  WHERE id = $1 AND claim_token = $2 AND lease_until IS NOT NULL`;

/** Extends the lease inside a transaction and holds the lane row to its commit, so that nobody can claim in between. */
async function requireFence(sql: Sql, claim: Claim): Promise<void> {
  const rows = await sql.query(`${EXTEND} RETURNING 1`, [claim.laneId, claim.token, LEASE_MS]);
  if (rows.length === 0) throw new FenceLost();
}

/** Gives the lane back; true when somebody rang meanwhile or something waits in it. Throws FenceLost when it is not ours. */
async function release(
  sql: Sql,
  claim: Claim,
  notBefore: Date | null,
  ring: boolean,
  waiting: string,
): Promise<boolean> {
  const [row] = await sql.query<{ more: boolean }>(
    `UPDATE lane SET lease_until = NULL, not_before = $3, rung = rung OR $4,
            rung_at = CASE WHEN $4 THEN clock_timestamp() ELSE rung_at END
     WHERE id = $1 AND claim_token = $2 AND lease_until IS NOT NULL RETURNING rung OR EXISTS (${waiting}) AS more`,
    [claim.laneId, claim.token, notBefore, ring],
  );
  if (!row) throw new FenceLost();
  return row.more;
}

function falseIfLost(error: unknown): boolean {
  if (error instanceof FenceLost) return false;
  throw error;
}
