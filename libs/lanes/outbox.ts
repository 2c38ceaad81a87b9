import { Injectable } from '@nestjs/common';
import { FLOW } from '@sila/contracts';
import { poolOf, querySoftly, type Sql } from '@sila/database';
import type { Fact } from '@sila/domain';
import { FactBus, Log } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { Bells } from './bells.js';

/** A fact with its row in `fact_outbox`. */
export type StoredFact = Fact & { readonly id: string };

/** Writes facts in the caller's transaction; give the result to `Outbox.publish` once the transaction has committed. */
export async function writeFacts(sql: Sql, facts: readonly Fact[]): Promise<StoredFact[]> {
  if (facts.length === 0) return [];
  return sql.query<StoredFact>(
    `INSERT INTO fact_outbox (type, stream, seq, ids)
     SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::jsonb[])
     RETURNING id, type, stream, seq, ids`,
    [
      facts.map((fact) => fact.type),
      facts.map((fact) => fact.stream),
      facts.map((fact) => fact.seq),
      facts.map((fact) => JSON.stringify(fact.ids)),
    ],
  );
}

const FORGET_EVERY_MS = 25;

/** Publishes committed facts: to the bus, and as doorbells. What a crash leaves unpublished the sweeper publishes again. */
@Injectable()
export class Outbox {
  private readonly pool: Pool;
  private published: string[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    source: DataSource,
    private readonly bus: FactBus,
    private readonly bells: Bells,
    private readonly log: Log,
  ) {
    this.pool = poolOf(source);
  }

  /** Tells everybody at once; the rows are deleted a moment later, many together. */
  publish(facts: readonly StoredFact[]): void {
    if (facts.length === 0) return;
    this.bus.publish(facts);
    for (const fact of facts) this.ring(fact);
    this.published.push(...facts.map((fact) => fact.id));
    this.timer ??= setTimeout(() => void this.forget(), FORGET_EVERY_MS);
  }

  /** Publishes facts older than 5 s, which a process left behind. Returns how many. */
  async republish(): Promise<number> {
    const { rows } = await this.pool.query<StoredFact>(
      `SELECT id, type, stream, seq, ids FROM fact_outbox
       WHERE created_at < clock_timestamp() - interval '5 seconds' ORDER BY id LIMIT 1000`,
    );
    this.publish(rows);
    return rows.length;
  }

  /** Forgets at once what was published; called before the database is left. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    await this.forget();
  }

  private ring<F extends StoredFact>(fact: F): void {
    const flow = FLOW[fact.type] as (ids: F['ids']) => ReturnType<(typeof FLOW)[F['type']]>;
    const bell = flow(fact.ids);
    if (bell) this.bells.ring(bell.job, bell.payload);
  }

  private async forget(): Promise<void> {
    const ids = this.published;
    this.published = [];
    this.timer = undefined;
    if (ids.length === 0) return;
    try {
      await querySoftly(this.pool, 'DELETE FROM fact_outbox WHERE id = ANY($1::bigint[])', [ids]);
    } catch (error) {
      this.log.fail('published facts could not be deleted and will be published again', error, {
        count: ids.length,
      });
    }
  }
}
