import { Injectable } from '@nestjs/common';
import { type CurrentStaff, demand } from '@sila/access';
import { type ChannelHealth, type ChannelHealthList, FAILURE_CLASSES, type TrialView } from '@sila/contracts';
import { ChannelDirectory, type OpenAccount, Transactions } from '@sila/directory';
import { channelState, trialSteps } from '@sila/domain';
import { Clock } from '@sila/platform';
import {
  type DayRow,
  dayRows,
  type FailureRow,
  failureRows,
  type RestingRow,
  restingRows,
  type WatchRow,
  watchRows,
} from './health.queries.js';
import { newestTrials, type TrialRow } from './trial.queries.js';

const DAY_MS = 86_400_000;

/** The rows behind one account. */
interface Behind {
  readonly watch: WatchRow;
  readonly failures: readonly FailureRow[];
  readonly resting: readonly RestingRow[];
  readonly days: readonly DayRow[];
  readonly trial: TrialRow | null;
}

/** How every channel does, for its administrator: times, counts and codes, nothing that anybody wrote. */
@Injectable()
export class ChannelHealthReader {
  constructor(
    private readonly transactions: Transactions,
    private readonly directory: ChannelDirectory,
    private readonly clock: Clock,
  ) {}

  async read(by: CurrentStaff): Promise<ChannelHealthList> {
    demand(by, 'channel.manage');
    const sql = this.transactions.reader;
    const now = this.clock.now();
    const [watches, failures, resting, days, trials] = await Promise.all([
      watchRows(sql),
      failureRows(sql, new Date(now.getTime() - DAY_MS)),
      restingRows(sql),
      dayRows(sql),
      newestTrials(sql),
    ]);
    const known = new Map((await this.directory.accounts()).map((account) => [account.id, account]));
    const accounts = watches.flatMap((watch) => {
      const account = known.get(watch.accountId);
      const of = <Of extends { readonly accountId: string }>(rows: readonly Of[]): Of[] =>
        rows.filter((row) => row.accountId === watch.accountId);
      const behind = { watch, failures: of(failures), resting: of(resting), days: of(days) };
      return account ? [healthOf(account, { ...behind, trial: of(trials)[0] ?? null }, now)] : [];
    });
    return { at: now.toISOString(), accounts };
  }
}

function healthOf(account: OpenAccount, behind: Behind, now: Date): ChannelHealth {
  const { watch, resting, days, trial } = behind;
  const { inbound, outbound } = account.capabilities;
  return {
    accountId: account.id,
    channel: account.channel.name,
    label: account.label,
    icon: account.channel.icon,
    state: stateOf(account, behind, now),
    receives: inbound,
    sends: outbound,
    hears: hearingOf(account),
    lastHeardAt: iso(watch.lastHeardAt),
    openAt: iso(watch.openAt),
    lastInboundAt: iso(watch.lastInboundAt),
    lastSentAt: iso(watch.lastSentAt),
    lastError: watch.lastError,
    lastErrorAt: iso(watch.lastErrorAt),
    failures: failuresOf(behind),
    resting: resting.map(({ direction, reason, code, lanes, until }) => ({
      direction,
      reason,
      code,
      lanes,
      until: until.toISOString(),
    })),
    probe: watch.probe,
    reconcile: reconcileOf(account, watch, now),
    days: days.map(({ accountId: _account, countedAt, ...day }) => ({ ...day, countedAt: iso(countedAt) })),
    testAddress: watch.testAddress,
    trial: trial ? trialOf(account, trial) : null,
  };
}

function hearingOf({ connection }: OpenAccount): ChannelHealth['hears'] {
  if (connection.poll) return 'poll';
  return connection.webhook ? 'webhook' : null;
}

function stateOf(
  account: OpenAccount,
  { watch, days, ...behind }: Behind,
  now: Date,
): ChannelHealth['state'] {
  const { probe, lastRun } = watch;
  const failures = failuresOf(behind);
  return channelState(
    {
      enabled: account.enabled,
      lastInboundAt: iso(watch.lastInboundAt),
      lastSentAt: iso(watch.lastSentAt),
      lastErrorAt: iso(watch.lastErrorAt),
      probe: probe && {
        ok: probe.ok,
        refused: probe.refused,
        endsAt: probe.access?.endsAt ?? null,
        renews: probe.access?.renews ?? false,
        webhook: probe.webhook?.state ?? null,
      },
      unreconciled: lastRun !== null && lastRun.error !== null,
      unaccounted: days.reduce((sum, { failing, dead, missing }) => sum + failing + dead + (missing ?? 0), 0),
      undelivered: failures.permanent + failures.auth + failures.unknown,
    },
    now,
  );
}

function failuresOf({ failures }: Pick<Behind, 'failures'>): ChannelHealth['failures'] {
  const counts = FAILURE_CLASSES.map(
    (kind) => [kind, failures.find((row) => row.kind === kind)?.count ?? 0] as const,
  );
  return Object.fromEntries(counts) as ChannelHealth['failures'];
}

function reconcileOf({ connection }: OpenAccount, watch: WatchRow, now: Date): ChannelHealth['reconcile'] {
  return {
    possible: connection.missed !== undefined || connection.poll !== undefined,
    waiting: watch.askedAt !== null,
    running: watch.leaseUntil !== null && watch.leaseUntil > now,
    dueAt: iso(watch.dueAt),
    coveredTo: iso(watch.coveredTo),
    lastRun: watch.lastRun,
  };
}

function trialOf({ capabilities }: OpenAccount, trial: TrialRow): TrialView {
  const { receipts, inbound } = capabilities;
  const facts = { ...trial, failedAt: trial.failedAt ?? trial.refusedAt };
  const steps = trialSteps(facts, { ...receipts, inbound });
  const refused = trial.refusedAt ? { kind: 'reported', code: trial.refusedCode, detail: null } : null;
  const failed = trial.errorKind
    ? { kind: trial.errorKind, code: trial.errorCode, detail: trial.errorDetail }
    : refused;
  return {
    id: trial.id,
    askedAt: trial.askedAt.toISOString(),
    address: trial.address,
    steps: steps.map(({ step, state, at }) => ({ step, state, at: iso(at) })),
    failure: failed,
  };
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
