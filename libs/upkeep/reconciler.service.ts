import { Inject, Injectable } from '@nestjs/common';
import { ChannelError } from '@sila/channels';
import type { Env } from '@sila/config';
import type { ReconcileRun } from '@sila/contracts';
import { poolOf, type Sql, sqlOf } from '@sila/database';
import { ChannelDirectory, explain, type OpenAccount, SettingService } from '@sila/directory';
import { Poller } from '@sila/intake';
import { Bells, OnJob, Sweeper } from '@sila/lanes';
import { Clock, ENV, Log } from '@sila/platform';
import { DataSource } from 'typeorm';
import { foundBy, writeListed } from './listed.queries.js';
import { type Collected, MissedCollector } from './missed.collector.js';
import { probe } from './provider.probe.js';
import { type Claimed, claimRun, dueAccounts, type Ending, finishRun } from './watch.queries.js';

/** How long a provider that could not be asked is left in peace, unless it says longer. */
const REST_MS = 60_000;

type Told = Pick<ReconcileRun, 'kind' | 'listed' | 'found' | 'awaited'>;

/** Asks providers what their webhooks did not tell: every so often, after an outage, and when an administrator wants it. */
@Injectable()
export class Reconciler {
  private readonly sql: Sql;

  constructor(
    source: DataSource,
    sweeper: Sweeper,
    @Inject(ENV) private readonly env: Env,
    private readonly directory: ChannelDirectory,
    private readonly settings: SettingService,
    private readonly collector: MissedCollector,
    private readonly poller: Poller,
    private readonly bells: Bells,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.sql = sqlOf(poolOf(source));
    sweeper.every({ name: 'reconcile channels', everyMs: env.UPKEEP_EVERY_MS, run: () => this.ringDue() });
  }

  @OnJob('reconcile-channel')
  async onBell({ accountId }: { readonly accountId: string }): Promise<void> {
    const startedAt = this.clock.now();
    const { timeZone } = (await this.settings.association()).value.hours;
    const claimed = await claimRun(this.sql, accountId, startedAt, timeZone);
    if (!claimed) return;
    const account = await this.directory.account(accountId);
    const ending = await this.run(account, claimed, startedAt, timeZone);
    await finishRun(this.sql, accountId, ending);
  }

  private async ringDue(): Promise<void> {
    for (const accountId of await dueAccounts(this.sql, this.clock.now()))
      this.bells.ring('reconcile-channel', { accountId });
  }

  private async run(
    account: OpenAccount,
    { why, since }: Claimed,
    startedAt: Date,
    timeZone: string,
  ): Promise<Ending> {
    const began = { why, since: since.unsure.toISOString(), startedAt: startedAt.toISOString() };
    try {
      const { covers, ...told } = await this.ask(account, since, startedAt, timeZone);
      const result = await probe(account.connection, this.clock.now());
      return this.ended(result, { ...began, ...told, error: null }, covers, null);
    } catch (error) {
      this.log.fail('a provider could not be asked what we missed', error, { accountId: account.id });
      const result = await probe(account.connection, this.clock.now());
      const nothing = { kind: 'none', listed: null, found: 0, awaited: null } as const;
      return this.ended(result, { ...began, ...nothing, error: explain(error) }, false, this.retryAt(error));
    }
  }

  private async ask(
    { id, connection }: OpenAccount,
    since: Claimed['since'],
    startedAt: Date,
    timeZone: string,
  ): Promise<Told & { readonly covers: boolean }> {
    if (connection.poll) await this.poller.pollNow(id);
    const ask = connection.missed?.bind(connection);
    const collected: Collected = ask
      ? await this.collector.collect(id, ask, since, startedAt)
      : { listed: null, awaited: null, complete: true };
    const { listed, awaited, complete } = collected;
    if (listed && complete)
      await writeListed(this.sql, id, listed, { from: since.days, now: startedAt, timeZone });
    const kind = listed ? 'listed' : ask ? 'redelivery' : connection.poll ? 'polled' : 'none';
    const found = await foundBy(this.sql, id, startedAt);
    return { kind, listed: listed?.length ?? null, found, awaited, covers: complete };
  }

  private ended(
    result: Ending['probe'],
    run: Omit<ReconcileRun, 'finishedAt'>,
    covers: boolean,
    retryAt: Date | null,
  ): Ending {
    const now = this.clock.now();
    const dueAt = new Date(now.getTime() + this.env.RECONCILE_EVERY_MS);
    return { run: { ...run, finishedAt: now.toISOString() }, probe: result, covers, retryAt, dueAt };
  }

  /** What asking again can't mend waits for the next time that it is due. */
  private retryAt(error: unknown): Date | null {
    const failure = error instanceof ChannelError ? error : null;
    if (failure?.kind === 'auth' || failure?.kind === 'permanent') return null;
    return new Date(this.clock.now().getTime() + Math.max(REST_MS, failure?.retryAfterMs ?? 0));
  }
}
