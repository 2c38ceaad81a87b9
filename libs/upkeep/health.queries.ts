import type { ChannelDayView, FailureClass, ProbeView, ReconcileRun } from '@sila/contracts';
import type { Sql } from '@sila/database';

/** How many days of the ledger are shown. */
const DAYS = 7;

interface Row {
  readonly [column: string]: unknown;
}

/** What is kept about an account by those who look after it. */
export interface WatchRow extends Row {
  readonly accountId: string;
  readonly lastInboundAt: Date | null;
  readonly lastHeardAt: Date | null;
  readonly lastSentAt: Date | null;
  readonly lastError: string | null;
  readonly lastErrorAt: Date | null;
  readonly openAt: Date | null;
  readonly askedAt: Date | null;
  readonly dueAt: Date | null;
  readonly leaseUntil: Date | null;
  readonly coveredTo: Date | null;
  readonly lastRun: ReconcileRun | null;
  readonly probe: ProbeView | null;
  readonly testAddress: string | null;
}

export function watchRows(sql: Sql): Promise<WatchRow[]> {
  return sql.query<WatchRow>(
    `SELECT a.id AS "accountId", a.last_inbound_at AS "lastInboundAt", a.last_heard_at AS "lastHeardAt", a.last_sent_at AS "lastSentAt",
       a.last_error AS "lastError", a.last_error_at AS "lastErrorAt", w.open_at AS "openAt", w.asked_at AS "askedAt", w.due_at AS "dueAt",
       w.lease_until AS "leaseUntil", w.covered_to AS "coveredTo", w.last_run AS "lastRun", w.probe, w.test_address AS "testAddress"
     FROM channel_account a LEFT JOIN channel_watch w ON w.channel_account_id = a.id ORDER BY a.created_at, a.id`,
  );
}

export interface FailureRow extends Row {
  readonly accountId: string;
  readonly kind: FailureClass;
  readonly count: number;
}

/** Refused and unsettled tries since then, and refusals that providers reported later, by class. */
export function failureRows(sql: Sql, since: Date): Promise<FailureRow[]> {
  return sql.query<FailureRow>(
    `SELECT "accountId", kind, count(*)::int AS count FROM (
       SELECT m.channel_account_id AS "accountId", a.outcome AS kind FROM send_attempt a JOIN message m ON m.id = a.message_id
       WHERE a.outcome <> 'accepted' AND a.finished_at >= $1
       UNION ALL
       SELECT channel_account_id, CASE WHEN needs_template THEN 'needs-template' ELSE 'permanent' END FROM receipt
       WHERE status = 'failed' AND received_at >= $1
     ) f GROUP BY 1, 2`,
    [since],
  );
}

export interface RestingRow extends Row {
  readonly accountId: string;
  readonly direction: 'in' | 'out';
  readonly reason: string | null;
  readonly code: string | null;
  readonly lanes: number;
  readonly until: Date;
}

/** Lanes with work that rest now, by what went wrong last; null where nothing did (undo time, a provider's pace). */
export function restingRows(sql: Sql): Promise<RestingRow[]> {
  return sql.query<RestingRow>(
    `SELECT l.channel_account_id AS "accountId", l.direction, w.reason, w.code, count(*)::int AS lanes, min(l.not_before) AS until
     FROM lane l JOIN LATERAL (
       SELECT a.outcome AS reason, a.error_code AS code FROM message m
         LEFT JOIN LATERAL (SELECT outcome, error_code FROM send_attempt WHERE message_id = m.id ORDER BY attempt_no DESC LIMIT 1) a ON true
         WHERE l.direction = 'out' AND m.lane_id = l.id AND m.status IN ('queued', 'sending')
       UNION ALL
       SELECT 'event', e.error_class FROM inbound_event e
         WHERE l.direction = 'in' AND e.lane_id = l.id AND e.state = 'pending' AND e.tries > 0
       LIMIT 1
     ) w ON true
     WHERE l.not_before > clock_timestamp() GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, until`,
  );
}

export interface DayRow extends Omit<ChannelDayView, 'countedAt'>, Row {
  readonly accountId: string;
  readonly countedAt: Date | null;
}

/** The newest days of every account, newest first. */
export function dayRows(sql: Sql): Promise<DayRow[]> {
  return sql.query<DayRow>(
    `SELECT channel_account_id AS "accountId", day::text, done, ignored, dead, discarded, waiting, failing, recovered,
       counted_at AS "countedAt", listed, missing
     FROM channel_day WHERE day > (SELECT max(day) FROM channel_day) - ${DAYS} ORDER BY day DESC`,
  );
}
