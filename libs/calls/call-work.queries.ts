import type { Sql } from '@sila/database';
import { callById, type CallRow } from './call.queries.js';

/** How long nobody else does what was claimed, in milliseconds. */
const CLAIM_MS = 30_000;

/** Takes what has to be done for one call; whoever comes meanwhile finds nothing. */
export async function claimWork(sql: Sql, id: string, now: Date): Promise<CallRow | null> {
  const rows = await sql.query(
    `UPDATE phone_call SET work_at = $3, tries = tries + 1 WHERE id = $1 AND work IS NOT NULL AND work_at <= $2 RETURNING 1`,
    [id, now, new Date(now.getTime() + CLAIM_MS)],
  );
  return rows.length > 0 ? callById(sql, id) : null;
}

/** Calls for which something has to be done that nobody did in time. */
export async function dueWork(sql: Sql, now: Date): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM phone_call WHERE work IS NOT NULL AND work_at <= $1 ORDER BY work_at LIMIT 200`,
    [now],
  );
  return rows.map(({ id }) => id);
}

/** Takes one leg to be placed; false when somebody took it before. */
export async function claimLeg(sql: Sql, id: string, now: Date): Promise<boolean> {
  const rows = await sql.query(
    'UPDATE call_leg SET placed_at = $2 WHERE id = $1 AND placed_at IS NULL RETURNING 1',
    [id, now],
  );
  return rows.length > 0;
}

/** It surely was not placed. */
export async function freeLeg(sql: Sql, id: string): Promise<void> {
  await sql.query('UPDATE call_leg SET placed_at = NULL WHERE id = $1', [id]);
}

/** Who agreed is recorded from now on; false when they did not, or are already. */
export async function beginRecording(sql: Sql, id: string): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE phone_call SET recording = 'on' WHERE id = $1 AND recording = 'agreed' AND ended_at IS NULL RETURNING 1`,
    [id],
  );
  return rows.length > 0;
}

/** Whether the account may make a call now; then this is the one. Two that ask at once take turns. */
export async function mayDial(sql: Sql, call: CallRow, now: Date, paceMs: number): Promise<boolean> {
  await sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`dial|${call.channelAccountId}`]);
  const recent = await sql.query(
    'SELECT 1 FROM phone_call WHERE channel_account_id = $1 AND dialled_at > $2 LIMIT 1',
    [call.channelAccountId, new Date(now.getTime() - paceMs)],
  );
  if (recent.length > 0) return false;
  await sql.query('UPDATE phone_call SET dialled_at = $2 WHERE id = $1', [call.id, now]);
  return true;
}

/** Calls that ring longer than anybody waits for the provider's word. */
export async function rungTooLong(sql: Sql, now: Date): Promise<string[]> {
  return idsOf(
    sql,
    `SELECT id FROM phone_call WHERE ended_at IS NULL AND state = 'ringing' AND ring_until < $1`,
    now,
  );
}

/** Calls that wait although somebody owns their conversation: a colleague took it, or handed it over. */
export async function waitingAtOwner(sql: Sql): Promise<{ id: string; staffId: string }[]> {
  return sql.query(
    `SELECT p.id, c.assignee_id AS "staffId" FROM phone_call p JOIN conversation c ON c.id = p.conversation_id
     WHERE p.ended_at IS NULL AND p.state = 'waiting' AND c.assignee_id IS NOT NULL LIMIT 100`,
  );
}

/** Calls that no provider lets last so long: their end was never told. */
export async function lostCalls(sql: Sql, startedBefore: Date): Promise<string[]> {
  return idsOf(sql, 'SELECT id FROM phone_call WHERE ended_at IS NULL AND started_at < $1', startedBefore);
}

async function idsOf(sql: Sql, text: string, at: Date): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(`${text} ORDER BY id LIMIT 100`, [at]);
  return rows.map(({ id }) => id);
}

/** A recording that is here and still lies at the provider. */
export interface KeptRecording {
  readonly id: string;
  readonly sid: string;
  readonly channelAccountId: string;
  readonly tries: number;
  readonly [column: string]: unknown;
}

/** Takes recordings to be deleted at the provider: only those whose bytes are ours. */
export async function claimKept(sql: Sql, now: Date): Promise<KeptRecording[]> {
  return sql.query<KeptRecording>(
    `UPDATE call_recording r SET tries = r.tries + 1, remove_at = $1::timestamptz + least(r.tries + 1, 60) * interval '1 minute'
     WHERE r.id IN (SELECT k.id FROM call_recording k JOIN attachment f ON f.id = k.attachment_id
                    WHERE k.removed_at IS NULL AND f.state = 'ready' AND (k.remove_at IS NULL OR k.remove_at <= $1)
                    ORDER BY k.id LIMIT 20 FOR UPDATE OF k SKIP LOCKED)
     RETURNING r.id, r.sid, r.channel_account_id AS "channelAccountId", r.tries`,
    [now],
  );
}
