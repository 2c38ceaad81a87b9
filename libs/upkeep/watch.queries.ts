import type { MissedSince } from '@sila/channels';
import type { ReconcileRun } from '@sila/contracts';
import type { Sql } from '@sila/database';

/** Why a provider is asked: the door was closed, webhooks failed, somebody pressed the button, or it was time. */
export type Why = ReconcileRun['why'];

/** A reconciliation that this worker holds. */
export interface Claimed {
  readonly why: Why;
  readonly since: MissedSince;
}

/** Nobody else asks meanwhile; extended with every page. */
const LEASE = "interval '3 minutes'";
/** Further back no provider is asked. */
const OLDEST = "interval '7 days'";
/** A provider lists what happened a little later than it happened. */
const LATE = "interval '10 minutes'";
/** After a run of failures providers are asked no more often than this. */
const SPACING = "interval '10 minutes'";

const UNSURE = `greatest(a.created_at, $2::timestamptz - ${OLDEST}, w.covered_to - ${LATE})`;

/** Says that webhooks can be answered now. Accounts for which they could not for longer than the gap are to be asked about. */
export async function noteOpenDoor(
  sql: Sql,
  { now, gapMs, everyMs }: { readonly now: Date; readonly gapMs: number; readonly everyMs: number },
): Promise<void> {
  await sql.query(
    `INSERT INTO channel_watch AS w (channel_account_id, open_at, due_at)
     SELECT id, $1, $1::timestamptz + make_interval(secs => $3::float8 / 1000) FROM channel_account WHERE enabled ORDER BY id
     ON CONFLICT (channel_account_id) DO UPDATE SET open_at = EXCLUDED.open_at,
       asked_why = CASE WHEN w.open_at < $1::timestamptz - make_interval(secs => $2::float8 / 1000) AND w.asked_at IS NULL
                        THEN 'gap' ELSE w.asked_why END,
       asked_at = CASE WHEN w.open_at < $1::timestamptz - make_interval(secs => $2::float8 / 1000)
                       THEN coalesce(w.asked_at, $1) ELSE w.asked_at END`,
    [now, gapMs, everyMs],
  );
}

/** Asks about the accounts of hooks whose webhooks fail, unless that was done a moment ago. */
export async function askAfterFailures(sql: Sql, hookIds: readonly string[], now: Date): Promise<void> {
  await sql.query(
    `UPDATE channel_watch w SET asked_at = $2, asked_why = 'failures' FROM channel_account a
     WHERE a.id = w.channel_account_id AND a.hook_id = ANY($1::uuid[]) AND w.asked_at IS NULL
       AND (w.covered_to IS NULL OR w.covered_to < $2::timestamptz - ${SPACING})`,
    [hookIds, now],
  );
}

/** Asks for one now, whatever the provider wanted before. */
export async function askNow(sql: Sql, accountId: string, now: Date): Promise<void> {
  await sql.query(
    `INSERT INTO channel_watch (channel_account_id, asked_at, asked_why, due_at) VALUES ($1, $2, 'button', $2)
     ON CONFLICT (channel_account_id) DO UPDATE SET asked_at = $2, asked_why = 'button', not_before = NULL`,
    [accountId, now],
  );
}

const IS_DUE = `(w.asked_at <= $1 OR w.due_at <= $1) AND (w.lease_until IS NULL OR w.lease_until <= $1)
  AND (w.not_before IS NULL OR w.not_before <= $1)`;

/** Accounts whose providers are to be asked. */
export async function dueAccounts(sql: Sql, now: Date): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT a.id FROM channel_watch w JOIN channel_account a ON a.id = w.channel_account_id WHERE a.enabled AND ${IS_DUE}`,
    [now],
  );
  return rows.map(({ id }) => id);
}

/** Takes one that is due; null when it is not, or another worker has it. Days begin by this time zone. */
export async function claimRun(
  sql: Sql,
  accountId: string,
  now: Date,
  timeZone: string,
): Promise<Claimed | null> {
  const [row] = await sql.query<{ why: Why; unsure: Date; days: Date }>(
    `UPDATE channel_watch w SET lease_until = $2::timestamptz + ${LEASE} FROM channel_account a
     WHERE w.channel_account_id = $1 AND a.id = w.channel_account_id AND a.enabled AND ${IS_DUE.replaceAll('$1', '$2')}
     RETURNING CASE WHEN w.asked_at <= $2 THEN w.asked_why ELSE 'due' END AS why, ${UNSURE} AS unsure,
       greatest(a.created_at, date_trunc('day', ${UNSURE} AT TIME ZONE $3) AT TIME ZONE $3) AS days`,
    [accountId, now, timeZone],
  );
  return row ? { why: row.why, since: { unsure: row.unsure, days: row.days } } : null;
}

export async function extendLease(sql: Sql, accountId: string, now: Date): Promise<void> {
  await sql.query(
    `UPDATE channel_watch SET lease_until = $2::timestamptz + ${LEASE} WHERE channel_account_id = $1`,
    [accountId, now],
  );
}

/** How a run ended. */
export interface Ending {
  readonly run: ReconcileRun;
  readonly probe: unknown;
  /** True when nothing from before its beginning can be missing. */
  readonly covers: boolean;
  /** When it is tried again although it was not its time; null when it may rest. */
  readonly retryAt: Date | null;
  readonly dueAt: Date;
}

export async function finishRun(sql: Sql, accountId: string, ending: Ending): Promise<void> {
  const { run, probe, covers, retryAt, dueAt } = ending;
  await sql.query(
    `UPDATE channel_watch SET lease_until = NULL, not_before = $6::timestamptz, last_run = $2::jsonb, probe = $3::jsonb,
       covered_to = CASE WHEN $4 THEN $5::timestamptz ELSE covered_to END,
       asked_at = CASE WHEN $6::timestamptz IS NULL AND asked_at <= $5 THEN NULL ELSE asked_at END,
       due_at = CASE WHEN $6::timestamptz IS NULL THEN $7::timestamptz ELSE due_at END
     WHERE channel_account_id = $1`,
    [accountId, JSON.stringify(run), JSON.stringify(probe), covers, run.startedAt, retryAt, dueAt],
  );
}
