import { Injectable } from '@nestjs/common';
import type { Connection, Json, MissedEvent, MissedSince } from '@sila/channels';
import { poolOf, type Sql, sqlOf } from '@sila/database';
import { Intake } from '@sila/intake';
import { Clock } from '@sila/platform';
import { setTimeout as delay } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { LISTED_METHOD, type ListedKey, unknownKeys } from './listed.queries.js';
import { extendLease } from './watch.queries.js';

/** Two calls a second are what the strictest provider takes (Meta's Conversations API). */
const PACE_MS = 500;
const MOST_PAGES = 1_000;

/** What a provider answered. */
export interface Collected {
  /** Null where it does not list. */
  readonly listed: readonly ListedKey[] | null;
  /** Null where it lists, or does not say how many will come. */
  readonly awaited: number | null;
  /** False when there was more than is asked for at once. */
  readonly complete: boolean;
}

type Ask = NonNullable<Connection['missed']>;

/** Reads a provider's list to its end and hands what is new to intake, the oldest first. */
@Injectable()
export class MissedCollector {
  private readonly sql: Sql;

  constructor(
    source: DataSource,
    private readonly intake: Intake,
    private readonly clock: Clock,
  ) {
    this.sql = sqlOf(poolOf(source));
  }

  /** Throws ChannelError; what was stored until then stays. `receivedAt` is written on everything that is new. */
  async collect(accountId: string, ask: Ask, since: MissedSince, receivedAt: Date): Promise<Collected> {
    const listed = new Map<string, ListedKey>();
    const fresh = new Map<string, MissedEvent>();
    let next: Json = null;
    for (let page = 1; ; page++) {
      const answer = await ask(since, next);
      if (answer.kind === 'redelivery') return { listed: null, awaited: answer.awaited, complete: true };
      for (const { event, at } of answer.items) listed.set(event.key, { key: event.key, at });
      for (const item of await this.unknown(accountId, answer.items)) fresh.set(item.event.key, item);
      next = answer.next;
      if (next === null || page === MOST_PAGES) break;
      await Promise.all([delay(PACE_MS), extendLease(this.sql, accountId, this.clock.now())]);
    }
    await this.store(accountId, [...fresh.values()], receivedAt);
    return { listed: [...listed.values()], awaited: null, complete: next === null };
  }

  private async unknown(accountId: string, items: readonly MissedEvent[]): Promise<MissedEvent[]> {
    const keys = await unknownKeys(
      this.sql,
      accountId,
      items.map(({ event }) => event.key),
    );
    return items.filter(({ event }) => keys.has(event.key));
  }

  private async store(accountId: string, items: readonly MissedEvent[], receivedAt: Date): Promise<void> {
    // Lists begin with the newest and tell time in seconds: turned round, what is of one second keeps its order.
    for (const item of items.toReversed().toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
      const request = { ...(await item.request()), method: LISTED_METHOD };
      await this.intake.accept({
        hookId: null,
        channelAccountId: accountId,
        request,
        events: [item.event],
        receivedAt,
      });
    }
  }
}
