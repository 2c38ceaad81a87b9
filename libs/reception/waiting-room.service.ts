import { Injectable } from '@nestjs/common';
import { type CurrentStaff, type RateLimit, RateLimiter } from '@sila/access';
import type { ScreenLink, WaitingRoom } from '@sila/contracts';
import { isoOf, poolOf, type Sql, sqlOf } from '@sila/database';
import { DomainError } from '@sila/domain';
import { Keys, sameText } from '@sila/platform';
import { DataSource } from 'typeorm';
import { Desks, type OpenDesk } from './desks.service.js';

/** Calls that a screen shows, the newest large. */
const SHOWN = 7;
/** Several screens behind one network address, each asking every two seconds. */
const ASKED: RateLimit = { name: 'waiting-room', limit: 6_000, windowMs: 15 * 60_000 };

type Row = WaitingRoom['calls'][number] & { readonly [column: string]: unknown };

/** The screen that everybody in the waiting room sees: numbers and counters, never who or why. */
@Injectable()
export class WaitingRoomService {
  private readonly sql: Sql;

  constructor(
    source: DataSource,
    private readonly desks: Desks,
    private readonly limiter: RateLimiter,
    private readonly keys: Keys,
  ) {
    this.sql = sqlOf(poolOf(source));
  }

  /** Where the screen is. Its key stands in the fragment, which browsers send to nobody. */
  async link(staff: CurrentStaff, deskId: string): Promise<ScreenLink> {
    const open = await this.desks.demand(staff, deskId);
    return { path: `/waiting-room/${deskId}#${this.keyOf(open)}` };
  }

  /** Throws `not-found` for a wrong key as for a wrong desk, `too-many-requests`. */
  async view(deskId: string, key: string, address: string): Promise<WaitingRoom> {
    await this.limiter.hit(ASKED, address);
    const open = await this.desks.byId(deskId);
    if (!sameText(key, this.keyOf(open))) throw new DomainError('not-found');
    const today = [deskId, await this.desks.today()];
    const [calls, counts] = await Promise.all([
      this.sql.query<Row>(
        `SELECT label, counter, calls, ${isoOf('called_at')} AS "calledAt", state = 'called' AS current FROM ticket
         WHERE channel_account_id = $1 AND day = $2 AND called_at IS NOT NULL ORDER BY called_at DESC LIMIT ${SHOWN}`,
        today,
      ),
      this.sql.query<{ waiting: number }>(
        `SELECT count(*)::int AS waiting FROM ticket WHERE channel_account_id = $1 AND day = $2 AND state = 'waiting'`,
        today,
      ),
    ]);
    const { timeZone } = await this.desks.hours();
    return { label: open.account.label, timeZone, calls, waiting: counts[0]?.waiting ?? 0 };
  }

  private keyOf({ account, desk }: OpenDesk): string {
    return this.keys.sign('waiting-room', `${account.id}|${desk.screenEdition}`);
  }
}
