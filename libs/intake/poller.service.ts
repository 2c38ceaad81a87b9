import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { poolOf, sqlOf } from '@sila/database';
import { ChannelDirectory, noteTrouble, type OpenAccount } from '@sila/directory';
import type { Json, Polled } from '@sila/channels';
import { Sweeper } from '@sila/lanes';
import { Clock, Log } from '@sila/platform';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { Intake } from './intake.service.js';

const POLL_EVERY_MS = 60_000;
const LEASE_MS = 120_000;

interface Watched {
  readonly version: number;
  readonly stop: () => Promise<void>;
}

/** Fetches from channels that must be asked (mailboxes, folders of scanners): on their own wake-up call, and every minute in case it died silently. */
@Injectable()
export class Poller implements BeforeApplicationShutdown {
  private readonly pool: Pool;
  private readonly watched = new Map<string, Watched>();
  private readonly polling = new Map<string, Promise<void>>();
  private readonly again = new Set<string>();
  private readonly lastPoll = new Map<string, number>();
  private stopping = false;

  constructor(
    source: DataSource,
    sweeper: Sweeper,
    private readonly directory: ChannelDirectory,
    private readonly intake: Intake,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.pool = poolOf(source);
    sweeper.every({ name: 'poll mailboxes', everyMs: 2_000, run: () => this.round() });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await Promise.allSettled([...this.watched.values()].map((watched) => watched.stop()));
    await Promise.allSettled(this.polling.values());
  }

  /** Fetches one account now; resolves once what it had is stored, or another worker has it in hand. */
  async pollNow(accountId: string): Promise<void> {
    this.poll(accountId);
    await this.polling.get(accountId);
  }

  /** Watches new accounts, forgets removed ones, and polls those whose minute is over. */
  private async round(): Promise<void> {
    const accounts = (await this.directory.enabled()).filter((account) => 'poll' in account.connection);
    await this.forget(accounts);
    for (const account of accounts) {
      if (this.stopping) return;
      if (this.watched.get(account.id)?.version !== account.version) await this.watch(account);
      if (Date.now() - (this.lastPoll.get(account.id) ?? 0) >= POLL_EVERY_MS) this.poll(account.id);
    }
  }

  private async forget(accounts: readonly OpenAccount[]): Promise<void> {
    const current = new Map(accounts.map((account) => [account.id, account.version]));
    for (const [id, watched] of this.watched) {
      if (current.get(id) === watched.version) continue;
      this.watched.delete(id);
      this.lastPoll.delete(id);
      await watched
        .stop()
        .catch((error: unknown) =>
          this.log.fail('a mailbox watch did not end cleanly', error, { accountId: id }),
        );
    }
  }

  private async watch(account: OpenAccount): Promise<void> {
    const stop = await account.connection
      .watch?.(() => this.poll(account.id))
      .catch((error: unknown) => {
        this.log.fail('a mailbox can not be watched; it is polled', error, { accountId: account.id });
        return undefined;
      });
    this.watched.set(account.id, { version: account.version, stop: stop ?? (async () => undefined) });
  }

  /** Polls now, or once more after the poll that runs. */
  private poll(accountId: string): void {
    if (this.stopping) return;
    if (this.polling.has(accountId)) {
      this.again.add(accountId);
      return;
    }
    this.lastPoll.set(accountId, Date.now());
    const work = this.fetch(accountId).catch((error: unknown) => this.fail(accountId, error));
    const done = work.finally(() => {
      this.polling.delete(accountId);
      if (this.again.delete(accountId)) this.poll(accountId);
    });
    this.polling.set(accountId, done);
  }

  /** One worker at a time fetches an account; the cursor moves only after what it passed is stored. */
  private async fetch(accountId: string): Promise<void> {
    const lease = await this.pool.connect();
    try {
      const { rows } = await lease.query<{ locked: boolean }>(
        'SELECT pg_try_advisory_lock(hashtextextended($1, 7310)) AS locked',
        [accountId],
      );
      if (!rows[0]?.locked) return;
      await this.fetchAll(accountId, Date.now() + LEASE_MS);
    } finally {
      await lease.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
      lease.release();
    }
  }

  private async fetchAll(accountId: string, until: number): Promise<void> {
    const account = await this.directory.account(accountId);
    let more = true;
    while (more && !this.stopping && Date.now() < until) {
      const { rows } = await this.pool.query<{ cursor: Json }>(
        'SELECT cursor FROM channel_account WHERE id = $1',
        [accountId],
      );
      const polled = await account.connection.poll?.(rows[0]?.cursor ?? null);
      if (!polled) return;
      await Promise.all(polled.items.map((item) => this.accept(accountId, item)));
      await this.pool.query(
        'UPDATE channel_account SET cursor = $2::jsonb, last_heard_at = $3, last_error = NULL, last_error_at = NULL WHERE id = $1',
        [accountId, JSON.stringify(polled.cursor), this.clock.now()],
      );
      more = polled.more;
    }
  }

  private async accept(
    channelAccountId: string,
    { event, body, headers = {} }: Polled['items'][number],
  ): Promise<void> {
    await this.intake.accept({
      hookId: null,
      channelAccountId,
      request: { method: 'POLL', url: '', headers, body },
      events: [event],
      receivedAt: this.clock.now(),
    });
  }

  private async fail(accountId: string, error: unknown): Promise<void> {
    this.log.fail('a mailbox could not be fetched; it is tried again', error, { accountId });
    const reason = error instanceof Error ? error.message : 'unknown';
    await noteTrouble(sqlOf(this.pool), accountId, reason, this.clock.now()).catch(() => undefined);
  }
}
