import { Injectable } from '@nestjs/common';
import { endOffer, lockConversation, type Offer, openOffers } from '@sila/conversations';
import { poolOf, type Sql, sqlOf, transactSql } from '@sila/database';
import { SettingService } from '@sila/directory';
import { afterOpenMs, type Hours, OFFER_MINUTES } from '@sila/domain';
import { Outbox, type StoredFact, Sweeper } from '@sila/lanes';
import { Clock } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';

type Ending = 'expired' | 'withdrawn';

/** Ends offers of a conversation that nobody answers, or whose giver or receiver went offline. It stays where it is. */
@Injectable()
export class OfferExpiry {
  private readonly pool: Pool;

  constructor(
    source: DataSource,
    sweeper: Sweeper,
    private readonly settings: SettingService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {
    this.pool = poolOf(source);
    sweeper.every({ name: 'end offers nobody answers', everyMs: 2_000, run: () => this.round() });
  }

  private async round(): Promise<void> {
    const offers = await openOffers(sqlOf(this.pool), null);
    if (offers.length === 0) return;
    const { hours } = (await this.settings.association()).value;
    const now = this.clock.now();
    for (const { conversationId } of offers.filter((offer) => endingOf(offer, hours, now)))
      this.outbox.publish(await transactSql(this.pool, (sql) => ended(sql, conversationId, hours, now)));
  }
}

/** Asked again under the lock: nothing when it was answered meanwhile. */
async function ended(sql: Sql, id: string, hours: Hours, now: Date): Promise<readonly StoredFact[]> {
  if (!(await lockConversation(sql, id))) return [];
  const [offer] = await openOffers(sql, id);
  const ending = offer && endingOf(offer, hours, now);
  return ending ? endOffer(sql, id, ending, now, null) : [];
}

function endingOf({ at, fromGone, toGone }: Offer, hours: Hours, now: Date): Ending | null {
  if (fromGone) return 'withdrawn';
  const due = afterOpenMs(hours, at, OFFER_MINUTES * 60_000);
  return toGone || (due !== null && due <= now) ? 'expired' : null;
}
