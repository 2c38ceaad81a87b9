import type { Sql } from '@sila/database';
import type { Address, IdentityKind } from '@sila/domain';
import type { ChannelError } from '@sila/channels';

/** A test message with what became of it. */
export interface TrialRow {
  readonly id: string;
  readonly accountId: string;
  readonly askedAt: Date;
  readonly kind: IdentityKind;
  readonly address: string;
  readonly takenAt: Date | null;
  readonly acceptedAt: Date | null;
  readonly failedAt: Date | null;
  readonly errorKind: string | null;
  readonly errorCode: string | null;
  readonly errorDetail: string | null;
  readonly sentAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly readAt: Date | null;
  readonly refusedAt: Date | null;
  readonly refusedCode: string | null;
  readonly answeredAt: Date | null;
  readonly [column: string]: unknown;
}

export async function insertTrial(
  sql: Sql,
  trial: { id: string; accountId: string; askedBy: string | null; to: Address; now: Date },
): Promise<void> {
  const { id, accountId, askedBy, to, now } = trial;
  await sql.query(
    `INSERT INTO channel_trial (id, channel_account_id, asked_by, asked_at, address_kind, address) VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, accountId, askedBy, now, to.kind, to.value],
  );
}

/** Takes one that nobody sends yet: a test is sent once. */
export async function takeTrial(
  sql: Sql,
  id: string,
  now: Date,
): Promise<{ accountId: string; to: Address } | null> {
  const [row] = await sql.query<{ accountId: string; kind: IdentityKind; address: string }>(
    `UPDATE channel_trial SET taken_at = $2 WHERE id = $1 AND taken_at IS NULL AND failed_at IS NULL
     RETURNING channel_account_id AS "accountId", address_kind AS kind, address`,
    [id, now],
  );
  return row ? { accountId: row.accountId, to: { kind: row.kind, value: row.address } } : null;
}

export async function trialAccepted(
  sql: Sql,
  id: string,
  providerId: string | null,
  now: Date,
): Promise<void> {
  await sql.query('UPDATE channel_trial SET accepted_at = $2, provider_id = $3 WHERE id = $1', [
    id,
    now,
    providerId,
  ]);
}

export async function trialFailed(
  sql: Sql,
  id: string,
  { kind, code, message }: Pick<ChannelError, 'kind' | 'code' | 'message'>,
  now: Date,
): Promise<void> {
  await sql.query(
    `UPDATE channel_trial SET failed_at = $2, error_kind = $3, error_code = $4, error_detail = left($5, 300) WHERE id = $1`,
    [id, now, kind, code, message],
  );
}

/** Tests that nobody took for a moment; and those whose sender died, which are given up: a test is not sent twice. */
export async function sweepTrials(sql: Sql, now: Date): Promise<string[]> {
  await sql.query(
    `UPDATE channel_trial SET failed_at = $1, error_kind = 'unknown-outcome', error_code = 'interrupted'
     WHERE accepted_at IS NULL AND failed_at IS NULL AND taken_at < $1::timestamptz - interval '3 minutes'`,
    [now],
  );
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM channel_trial WHERE accepted_at IS NULL AND failed_at IS NULL AND taken_at IS NULL
       AND asked_at < $1::timestamptz - interval '3 seconds' ORDER BY asked_at LIMIT 50`,
    [now],
  );
  return rows.map(({ id }) => id);
}

/**
 * The newest test of each account, with the reports that came about it through the webhook, and the first word of its receiver
 * after it.
 */
export async function newestTrials(sql: Sql): Promise<TrialRow[]> {
  return sql.query<TrialRow>(
    `SELECT t.id, t.channel_account_id AS "accountId", t.asked_at AS "askedAt", t.address_kind AS kind, t.address,
       t.taken_at AS "takenAt", t.accepted_at AS "acceptedAt", t.failed_at AS "failedAt", t.error_kind AS "errorKind",
       t.error_code AS "errorCode", t.error_detail AS "errorDetail",
       r."sentAt", coalesce(r."deliveredAt", CASE WHEN i.delivered_until >= t.accepted_at THEN i.delivered_until END) AS "deliveredAt",
       coalesce(r."readAt", CASE WHEN i.read_until >= t.accepted_at THEN i.read_until END) AS "readAt",
       r."refusedAt", r."refusedCode", CASE WHEN i.last_inbound_at > t.accepted_at THEN i.last_inbound_at END AS "answeredAt"
     FROM (SELECT DISTINCT ON (channel_account_id) * FROM channel_trial ORDER BY channel_account_id, asked_at DESC) t
     LEFT JOIN identity i ON i.channel_account_id = t.channel_account_id AND i.kind = t.address_kind AND i.value = t.address
     LEFT JOIN LATERAL (
       SELECT min(received_at) FILTER (WHERE status = 'sent') AS "sentAt", min(received_at) FILTER (WHERE status = 'delivered') AS "deliveredAt",
         min(received_at) FILTER (WHERE status = 'read') AS "readAt", min(received_at) FILTER (WHERE status = 'failed') AS "refusedAt",
         min(error_code) FILTER (WHERE status = 'failed') AS "refusedCode"
       FROM receipt WHERE channel_account_id = t.channel_account_id AND provider_id = t.provider_id AND message_id IS NULL
     ) r ON true`,
  );
}
