import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { poolOf, sqlOf } from '@sila/database';
import { DomainError } from '@sila/domain';
import { Clock, sha256 } from '@sila/platform';
import type { DataSource } from 'typeorm';

/** At most `limit` attempts in a window of `windowMs`, counted over all processes. */
export interface RateLimit {
  readonly name: string;
  readonly limit: number;
  readonly windowMs: number;
}

const QUARTER_HOUR = 15 * 60_000;

/** The limits of what strangers may try. */
export const LIMITS = {
  signInAccountFromAddress: { name: 'sign-in-account-address', limit: 10, windowMs: QUARTER_HOUR },
  signInAccount: { name: 'sign-in-account', limit: 50, windowMs: QUARTER_HOUR },
  signInAddress: { name: 'sign-in-address', limit: 100, windowMs: QUARTER_HOUR },
  inviteAddress: { name: 'invite-address', limit: 20, windowMs: QUARTER_HOUR },
  passwordChange: { name: 'password-change', limit: 10, windowMs: QUARTER_HOUR },
  channelCheck: { name: 'channel-check', limit: 30, windowMs: QUARTER_HOUR },
  channelTrial: { name: 'channel-trial', limit: 20, windowMs: QUARTER_HOUR },
} as const satisfies Record<string, RateLimit>;

/** Counts attempts in PostgreSQL. When the count can't be kept the attempt fails too: it never opens by accident. */
@Injectable()
export class RateLimiter {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Counts one attempt. Throws `too-many-requests` with `retryAfter` in seconds when the limit is passed. */
  async hit(limit: RateLimit, subject: string): Promise<void> {
    const now = this.clock.now();
    const [row] = await this.sql().query<{ count: number; windowEndsAt: Date }>(
      `INSERT INTO rate_bucket AS b (key, window_ends_at, count) VALUES ($1, $2, 1)
       ON CONFLICT (key) DO UPDATE SET
         count = CASE WHEN b.window_ends_at <= $3 THEN 1 ELSE b.count + 1 END,
         window_ends_at = CASE WHEN b.window_ends_at <= $3 THEN EXCLUDED.window_ends_at ELSE b.window_ends_at END
       RETURNING count, window_ends_at AS "windowEndsAt"`,
      [keyOf(limit, subject), new Date(now.getTime() + limit.windowMs), now],
    );
    if (!row || row.count > limit.limit) throw tooMany(row?.windowEndsAt ?? now, now);
  }

  /** Forgets the attempts of a subject, once it has shown that it may. */
  async clear(limit: RateLimit, subject: string): Promise<void> {
    await this.sql().query('DELETE FROM rate_bucket WHERE key = $1', [keyOf(limit, subject)]);
  }

  /** Takes one counted attempt back. */
  async giveBack(limit: RateLimit, subject: string): Promise<void> {
    await this.sql().query('UPDATE rate_bucket SET count = greatest(count - 1, 0) WHERE key = $1', [
      keyOf(limit, subject),
    ]);
  }

  /** Deletes counters whose window has passed. Called by the housekeeping of every process. */
  async sweep(): Promise<void> {
    await this.sql().query('DELETE FROM rate_bucket WHERE window_ends_at < $1', [this.clock.now()]);
  }

  private sql() {
    return sqlOf(poolOf(this.source));
  }
}

/** Subjects are addresses and accounts: only their digest is kept. */
function keyOf(limit: RateLimit, subject: string): string {
  return `${limit.name}:${sha256(subject)}`;
}

function tooMany(endsAt: Date, now: Date): DomainError {
  const retryAfter = Math.max(1, Math.ceil((endsAt.getTime() - now.getTime()) / 1000));
  return new DomainError('too-many-requests', { retryAfter });
}
