import { Injectable } from '@nestjs/common';
import type { PresenceView, SetPresence } from '@sila/contracts';
import { isoOf } from '@sila/database';
import { DomainError, type PresenceState } from '@sila/domain';
import { Clock } from '@sila/platform';
import { SettingService } from './setting.service.js';
import { availabilityChanged, Transactions, type Tx } from './transactions.service.js';

/** After this long without a sign of life a person counts as gone. */
export const UNSEEN_MS = 5 * 60_000;
/** Consoles say at most this often that something was done. */
const TOLD_EVERY_MS = 60_000;

/** Who is available. */
@Injectable()
export class PresenceService {
  constructor(
    private readonly transactions: Transactions,
    private readonly settings: SettingService,
    private readonly clock: Clock,
  ) {}

  /**
   * What a person says of their own availability. The fact of it has what waits handed out. Throws `conflict` for wrap-up where
   * the association has none.
   */
  async set(staffId: string, said: SetPresence): Promise<PresenceView> {
    const { wrapUpMinutes } = (await this.settings.work()).value;
    if (said.state === 'wrap-up' && wrapUpMinutes === 0)
      throw new DomainError('conflict', { because: 'no-wrap-up' });
    await this.transactions.run((tx) => this.write(tx, staffId, said, wrapUpMinutes));
    return this.get(staffId);
  }

  /** Somebody who never said anything is offline. */
  async get(staffId: string): Promise<PresenceView> {
    const [row] = await this.transactions.reader.query<PresenceView & Record<string, unknown>>(
      `SELECT coalesce(p.state, 'offline') AS state, p.reason, p.words, ${isoOf('coalesce(p.since, s.created_at)')} AS since,
              ${isoOf('p.until')} AS until
         FROM staff s LEFT JOIN presence p ON p.staff_id = s.id WHERE s.id = $1`,
      [staffId],
    );
    if (!row) throw new DomainError('unauthenticated');
    return row;
  }

  /** The person did something in the console: whoever became away by doing nothing is back. */
  async active(staffId: string): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run(async (tx) => {
      await tx.sql.query('UPDATE presence SET active_at = $2 WHERE staff_id = $1 AND active_at < $2', [
        staffId,
        now,
      ]);
      await this.change(tx, 'online', now, {
        where: `state = 'away' AND reason = 'automatic' AND staff_id = $3`,
        values: [staffId],
      });
    });
  }

  /** Sets people offline who have neither an open socket nor made a request for five minutes. */
  async sweep(): Promise<number> {
    const now = this.clock.now();
    return this.transactions.run((tx) =>
      this.change(tx, 'offline', now, {
        where: `state <> 'offline' AND seen_at < $3
            AND NOT EXISTS (SELECT 1 FROM session s
                             WHERE s.staff_id = p.staff_id AND s.ended_at IS NULL AND s.seen_at >= $3)`,
        values: [new Date(now.getTime() - UNSEEN_MS)],
      }),
    );
  }

  /** Ends wrap-up at its limit, and sets people away who do nothing in the console and are on no call. */
  async moveOn(): Promise<void> {
    const now = this.clock.now();
    const { autoAwayMinutes } = (await this.settings.work()).value;
    const idleSince = new Date(now.getTime() - autoAwayMinutes * 60_000 - TOLD_EVERY_MS);
    await this.transactions.run(async (tx) => {
      await this.change(tx, 'online', now, { where: `state = 'wrap-up' AND until <= $1`, values: [] });
      if (autoAwayMinutes === 0) return;
      await this.change(tx, 'away', now, {
        where: `state = 'online' AND greatest(active_at, since) < $3
            AND NOT EXISTS (SELECT 1 FROM call_leg l WHERE l.staff_id = p.staff_id AND l.ended_at IS NULL)`,
        values: [idleSince],
        reason: 'automatic',
      });
    });
  }

  private async write(
    tx: Tx,
    staffId: string,
    { state, reason, words }: SetPresence,
    wrapUpMinutes: number,
  ): Promise<void> {
    const now = this.clock.now();
    const until = state === 'wrap-up' ? new Date(now.getTime() + wrapUpMinutes * 60_000) : null;
    await tx.sql.query(
      `INSERT INTO presence AS p (staff_id, state, reason, words, until, left_by_hand, since, seen_at, active_at)
       VALUES ($1, $2, $3, $4, $5, $2 = 'offline', $6, $6, $6)
       ON CONFLICT (staff_id) DO UPDATE SET state = EXCLUDED.state, reason = EXCLUDED.reason, words = EXCLUDED.words,
         until = EXCLUDED.until, left_by_hand = EXCLUDED.left_by_hand, seen_at = EXCLUDED.seen_at, active_at = EXCLUDED.active_at,
         since = CASE WHEN p.state = EXCLUDED.state AND p.reason IS NOT DISTINCT FROM EXCLUDED.reason THEN p.since ELSE EXCLUDED.since END`,
      [staffId, state, reason, words, until, now],
    );
    tx.tell(availabilityChanged(staffId));
  }

  /** Sets all of them to another state that nobody chose, and says so. In `where`, `$1` is now and `$3` the first value. */
  private async change(tx: Tx, state: PresenceState, now: Date, whom: Whom): Promise<number> {
    const changed = await tx.sql.query<{ staffId: string }>(
      `UPDATE presence p SET state = $2, since = $1, reason = ${whom.reason ? `'${whom.reason}'` : 'NULL'}, words = NULL,
              until = NULL, left_by_hand = false
        WHERE ${whom.where} RETURNING p.staff_id AS "staffId"`,
      [now, state, ...whom.values],
    );
    for (const { staffId } of changed) tx.tell(availabilityChanged(staffId));
    return changed.length;
  }
}

interface Whom {
  readonly where: string;
  readonly values: readonly unknown[];
  readonly reason?: 'automatic';
}
