import { Injectable } from '@nestjs/common';
import type { PresenceState } from '@sila/domain';
import { Clock } from '@sila/platform';
import { availabilityChanged, Transactions, type Tx } from './transactions.service.js';

/** After this long without a sign of life a person counts as gone. */
export const UNSEEN_MS = 5 * 60_000;

/** Who is available. */
@Injectable()
export class PresenceService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** What a person says of their own availability. The fact of it has what waits handed out. */
  async set(staffId: string, state: PresenceState): Promise<void> {
    await this.transactions.run((tx) => this.write(tx, staffId, state));
  }

  async get(staffId: string): Promise<PresenceState> {
    const [row] = await this.transactions.reader.query<{ state: PresenceState }>(
      'SELECT state FROM presence WHERE staff_id = $1',
      [staffId],
    );
    return row?.state ?? 'offline';
  }

  /** Signs of life: open sockets report these people about once a minute. */
  async seen(staffIds: readonly string[]): Promise<void> {
    if (staffIds.length === 0) return;
    await this.transactions.reader.query(
      'UPDATE presence SET seen_at = $2 WHERE staff_id = ANY($1::uuid[]) AND seen_at < $2',
      [staffIds, this.clock.now()],
    );
  }

  /** Sets people offline who have neither an open socket nor made a request for five minutes. */
  async sweep(): Promise<number> {
    const now = this.clock.now();
    return this.transactions.run(async (tx) => {
      const gone = await tx.sql.query<{ staffId: string }>(
        `UPDATE presence p SET state = 'offline', since = $1
          WHERE p.state <> 'offline' AND p.seen_at < $2
            AND NOT EXISTS (SELECT 1 FROM session s
                             WHERE s.staff_id = p.staff_id AND s.ended_at IS NULL AND s.seen_at >= $2)
          RETURNING p.staff_id AS "staffId"`,
        [now, new Date(now.getTime() - UNSEEN_MS)],
      );
      for (const { staffId } of gone) tx.tell(availabilityChanged(staffId));
      return gone.length;
    });
  }

  /** The same as `set` in a transaction of the caller's. */
  async write(tx: Tx, staffId: string, state: PresenceState): Promise<void> {
    await tx.sql.query(
      `INSERT INTO presence AS p (staff_id, state, since, seen_at) VALUES ($1, $2, $3, $3)
       ON CONFLICT (staff_id) DO UPDATE SET state = EXCLUDED.state, seen_at = EXCLUDED.seen_at,
         since = CASE WHEN p.state = EXCLUDED.state THEN p.since ELSE EXCLUDED.since END`,
      [staffId, state, this.clock.now()],
    );
    tx.tell(availabilityChanged(staffId));
  }
}
