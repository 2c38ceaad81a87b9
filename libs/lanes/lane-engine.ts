import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { poolOf, preparedSqlOf, querySoftly, type Sql, transactSql } from '@sila/database';
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

/** A claimed lane with what waits in it. */
export interface Claimed<Row> {
  readonly claim: Claim;
  readonly rows: readonly Row[];
}

/** Makes the query for what waits in a lane; `lane` is an expression for its id. */
export type WaitingQuery = (lane: string) => string;

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
   * With `waiting`, what waits in the lane comes along with the claim, and nothing is left behind: the lane is claimed again for
   * as long as the query finds something. `first` is a claim that the caller has already.
   */
  async work<Row extends QueryResultRow = QueryResultRow>(
    laneId: string,
    drain: (claim: Claim, rows: readonly Row[]) => Promise<DrainResult>,
    waiting: WaitingQuery = NOTHING,
    first?: Claimed<Row>,
  ): Promise<DrainResult> {
    let claimed = first;
    while (claimed || !this.stopping) {
      [claimed] = claimed ? [claimed] : await this.claim<Row>([laneId], waiting);
      if (!claimed) return;
      const { claim, rows } = claimed;
      claimed = undefined;
      let rest: DrainResult;
      try {
        rest = await this.withHeartbeat(claim, () => drain(claim, rows));
      } catch (error) {
        if (error instanceof FenceLost) return;
        if (!this.givenBack.has(claim))
          await release(this.sql, [claim], null, true, NOTHING).catch(noneIfLost);
        throw error;
      }
      const more = this.givenBack.get(claim) ?? (await this.giveBack(claim, rest, waiting));
      if (rest || !more) return rest;
    }
  }

  /**
   * Claims those of the lanes that were rung and that nobody holds, or whose holder died, unless they have to rest; reads what
   * waits in them in the same statement.
   * Should somebody have worked a lane between the statement's snapshot and its claim, its rows are old: the token they were
   * read with tells, and they are read again.
   */
  async claim<Row extends QueryResultRow>(
    laneIds: readonly string[],
    waiting: WaitingQuery,
  ): Promise<Claimed<Row>[]> {
    if (this.stopping) return [];
    // A claim that a crash of the database takes back leaves the lane rung; whoever held it finds the row it works on changed.
    const found = await querySoftly<Row & Claim & { fresh: boolean; found: boolean | null }>(
      this.pool,
      `WITH free AS MATERIALIZED (
         SELECT id FROM lane
         WHERE id = ANY($1::uuid[]) AND (CASE WHEN lease_until IS NULL THEN rung ELSE lease_until < clock_timestamp() END)
           AND (not_before IS NULL OR not_before <= clock_timestamp())
         ORDER BY id FOR NO KEY UPDATE
       ), claim AS (
         UPDATE lane SET rung = false, claim_token = claim_token + 1,
                lease_until = clock_timestamp() + $2 * interval '1 millisecond'
         FROM free WHERE lane.id = free.id
         RETURNING lane.id AS "laneId", channel_account_id AS "channelAccountId", address, claim_token AS token)
       SELECT waiting.*, claim.*, claim.token = seen.claim_token + 1 AS fresh
       FROM claim JOIN lane seen ON seen.id = claim."laneId"
       LEFT JOIN LATERAL (SELECT true AS found, w.* FROM (${waiting('claim."laneId"')}) w) waiting ON true`,
      [laneIds, LEASE_MS],
    );
    const lanes = new Map<string, typeof found>();
    for (const row of found) lanes.set(row.laneId, [...(lanes.get(row.laneId) ?? []), row]);
    return Promise.all([...lanes.values()].map((rows) => this.claimedOf<Row>(rows, waiting)));
  }

  private async claimedOf<Row extends QueryResultRow>(
    found: readonly (Row & Claim & { fresh: boolean; found: boolean | null })[],
    waiting: WaitingQuery,
  ): Promise<Claimed<Row>> {
    const { laneId, channelAccountId, address, token, fresh } = found[0] as Claim & { fresh: boolean };
    const rows = fresh
      ? found.filter((row) => row.found)
      : await this.sql.query<Row>(`SELECT w.* FROM (${waiting('$1::uuid')}) w`, [laneId]);
    return { claim: { laneId, channelAccountId, address, token }, rows };
  }

  /** One transaction of the claim's holder: rolled back with FenceLost when the lease went to somebody else. */
  async inLane<Result>(claim: Claim, work: (sql: Sql) => Promise<Result>): Promise<Result> {
    return transactSql(this.pool, async (sql) => {
      const result = await work(sql);
      await requireFence(sql, claim);
      return result;
    });
  }

  /**
   * The last transaction of drains: `work` gives lanes back by `giveBack`, after which nothing may be written in them; statements
   * that were sent before it need not have been answered. Rolled back with FenceLost when one of the lanes went to somebody else.
   */
  async lastInLanes<Result>(
    waiting: WaitingQuery,
    work: (sql: Sql, giveBack: (claims: readonly Claim[]) => Promise<ReadonlySet<string>>) => Promise<Result>,
  ): Promise<Result> {
    const left = new Map<Claim, boolean>();
    const result = await transactSql(this.pool, (sql) =>
      work(sql, async (claims) => {
        const more = await release(sql, claims, null, this.stopping, waiting);
        for (const claim of claims) left.set(claim, more.has(claim.laneId));
        return more;
      }),
    );
    for (const [claim, more] of left) this.givenBack.set(claim, more);
    return result;
  }

  /** Claims nothing more; lanes being drained stop after the row at hand. */
  stop(): void {
    this.stopping = true;
  }

  get isStopping(): boolean {
    return this.stopping;
  }

  /** A lane that rests, or whose work is broken off, stays rung; false when it went to somebody else. */
  private async giveBack(claim: Claim, rest: DrainResult, waiting: WaitingQuery): Promise<boolean> {
    const ring = rest !== undefined || this.stopping;
    const more = await release(this.sql, [claim], rest?.resumeAt ?? null, ring, waiting).catch(noneIfLost);
    return more.size > 0;
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
const NOTHING: WaitingQuery = () => 'SELECT WHERE false';

const EXTEND = `UPDATE lane SET lease_until = clock_timestamp() + $3 * interval '1 millisecond'
  WHERE id = $1 AND claim_token = $2 AND lease_until IS NOT NULL`;

/** Extends the lease inside a transaction and holds the lane row to its commit, so that nobody can claim in between. */
async function requireFence(sql: Sql, claim: Claim): Promise<void> {
  const rows = await sql.query(`${EXTEND} RETURNING 1`, [claim.laneId, claim.token, LEASE_MS]);
  if (rows.length === 0) throw new FenceLost();
}

/** Gives lanes back; those in which something waits, or that rang meanwhile, stay rung and are named. Throws FenceLost when one is not ours. */
async function release(
  sql: Sql,
  claims: readonly Claim[],
  notBefore: Date | null,
  ring: boolean,
  waiting: WaitingQuery,
): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ id: string; more: boolean }>(
    `WITH held AS MATERIALIZED (
       SELECT lane.id FROM lane JOIN unnest($1::uuid[], $2::bigint[]) AS claim(id, token) ON claim.id = lane.id
       WHERE lane.claim_token = claim.token AND lane.lease_until IS NOT NULL
       ORDER BY lane.id FOR NO KEY UPDATE OF lane)
     UPDATE lane SET lease_until = NULL, not_before = $3, rung = rung OR $4 OR EXISTS (${waiting('lane.id')}),
            rung_at = clock_timestamp()
     FROM held WHERE lane.id = held.id
     RETURNING lane.id, rung AS more`,
    [claims.map((claim) => claim.laneId), claims.map((claim) => claim.token), notBefore, ring],
  );
  if (rows.length < claims.length) throw new FenceLost();
  return new Set(rows.filter((row) => row.more).map((row) => row.id));
}

function noneIfLost(error: unknown): ReadonlySet<string> {
  if (error instanceof FenceLost) return new Set();
  throw error;
}
