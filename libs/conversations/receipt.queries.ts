import type { Sql } from '@sila/database';
import { type Address, climb, type MessageStatus, type InboundReceipt } from '@sila/domain';
import type { StoredFact } from '@sila/lanes';
import { newId } from '@sila/platform';
import { applyChange } from './change.queries.js';

interface Reported {
  readonly id: string;
  readonly conversationId: string;
  readonly status: MessageStatus;
  /** How far the recipient's watermarks say it is, should it have gone out. */
  readonly seen: 'delivered' | 'read' | null;
  readonly [column: string]: unknown;
}

/**
 * Keeps a provider's report and lets the message's status climb. A report that comes before its message is kept and applied once
 * the message's provider id is known (promises.md S). Gives the facts to publish.
 */
export async function applyReceipt(
  sql: Sql,
  channelAccountId: string,
  receipt: InboundReceipt,
  now: Date,
): Promise<readonly StoredFact[]> {
  const id = await outboundOf(sql, channelAccountId, receipt);
  const message = id ? await lockMessage(sql, id) : null;
  await sql.query(
    `INSERT INTO receipt (id, channel_account_id, message_id, provider_id, status, error_code, needs_template, at, received_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      newId(),
      channelAccountId,
      message?.id ?? null,
      receipt.providerId,
      receipt.status,
      receipt.errorCode,
      receipt.needsTemplate,
      receipt.at,
      now,
    ],
  );
  if (!message) return [];
  if (receipt.deadAddress) await markDead(sql, message.id, receipt.deadAddress, now);
  return setStatus(sql, message, { ...receipt, providerId: receipt.providerId }, now);
}

/** Applies the reports that came before this message's provider id was known. */
export async function applyEarlyReceipts(
  sql: Sql,
  channelAccountId: string,
  messageId: string,
  providerId: string,
  now: Date,
): Promise<readonly StoredFact[]> {
  const early = await sql.query<StatusReport & { [column: string]: unknown }>(
    `UPDATE receipt SET message_id = $3 WHERE channel_account_id = $1 AND provider_id = $2 AND message_id IS NULL
     RETURNING status, error_code AS "errorCode", NULL AS "errorDetail", needs_template AS "needsTemplate", provider_id AS "providerId"`,
    [channelAccountId, providerId, messageId],
  );
  const facts: StoredFact[] = [];
  for (const report of early) {
    const [message] = await sql.query<Reported>(LOCKED_MESSAGE, [messageId]);
    if (message) facts.push(...(await setStatus(sql, message, report, now)));
  }
  return facts;
}

/** What is reported about a message. */
export interface StatusReport {
  readonly status: MessageStatus;
  readonly providerId: string | null;
  readonly errorCode: string | null;
  readonly errorDetail: string | null;
  readonly needsTemplate: boolean;
}

/** Climbs the ladder; nothing happens, and no seq is taken, when the message stands higher already. */
export async function setStatus(
  sql: Sql,
  message: Reported,
  report: StatusReport,
  now: Date,
): Promise<readonly StoredFact[]> {
  const status = reached(message, report.status);
  if (status === message.status) {
    await keepProviderId(sql, message.id, report.providerId);
    return [];
  }
  await sql.query(
    `UPDATE message SET status = $2, provider_id = coalesce(provider_id, $3), error_code = $4, error_detail = $5, needs_template = $6
     WHERE id = $1`,
    [message.id, status, report.providerId, report.errorCode, report.errorDetail, report.needsTemplate],
  );
  const changed = await applyChange(sql, {
    conversationId: message.conversationId,
    patch: {},
    event: { type: 'status', at: now, messageId: message.id, data: { status, errorCode: report.errorCode } },
  });
  return changed?.facts ?? [];
}

/** What is known to have gone out before its recipient's watermark is as far as that says, whichever of the two came first. */
function reached({ status, seen }: Reported, reported: MessageStatus): MessageStatus {
  const climbed = climb(status, reported);
  return seen && isOut(climbed) ? climb(climbed, seen) : climbed;
}

function isOut(status: MessageStatus): boolean {
  return status === 'accepted' || status === 'sent' || status === 'delivered';
}

async function keepProviderId(sql: Sql, messageId: string, providerId: string | null): Promise<void> {
  if (providerId)
    await sql.query('UPDATE message SET provider_id = $2 WHERE id = $1 AND provider_id IS NULL', [
      messageId,
      providerId,
    ]);
}

/** Locks the message with its conversation and lets its status climb from where it stands now. */
export async function setStatusOf(
  sql: Sql,
  messageId: string,
  report: StatusReport,
  now: Date,
): Promise<readonly StoredFact[]> {
  const message = await lockMessage(sql, messageId);
  return message ? setStatus(sql, message, report, now) : [];
}

/** When a message `m` of ours left: its last try began, or staff wrote it in the provider's own app. */
export const LEFT_AT =
  'coalesce((SELECT max(a.started_at) FROM send_attempt a WHERE a.message_id = m.id), m.sent_at)';

// The conversation's row is locked first, as every writer does, so that two reports can't deadlock with an answer.
const LOCKED_MESSAGE = `
  WITH conversation AS (SELECT id FROM conversation WHERE id = (SELECT conversation_id FROM message WHERE id = $1) FOR UPDATE)
  SELECT m.id, m.conversation_id AS "conversationId", m.status,
         CASE WHEN i.read_until >= ${LEFT_AT} THEN 'read' WHEN i.delivered_until >= ${LEFT_AT} THEN 'delivered' END AS seen
  FROM message m LEFT JOIN identity i ON i.id = m.identity_id AND coalesce(i.read_until, i.delivered_until) IS NOT NULL
  WHERE m.id = $1 AND EXISTS (SELECT 1 FROM conversation) FOR UPDATE OF m`;

/** Reads a message and locks it with its conversation. */
export async function lockMessage(sql: Sql, messageId: string): Promise<Reported | null> {
  const [message] = await sql.query<Reported>(LOCKED_MESSAGE, [messageId]);
  return message ?? null;
}

/** The message of ours that a provider speaks of; null when it is not known (yet). */
export async function outboundOf(
  sql: Sql,
  channelAccountId: string,
  { messageId, providerId }: Pick<InboundReceipt, 'messageId' | 'providerId'>,
): Promise<string | null> {
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM message WHERE channel_account_id = $1 AND direction IN ('out', 'notice')
       AND (id = $2::uuid OR ($3::text IS NOT NULL AND provider_id = $3)) LIMIT 1`,
    [channelAccountId, messageId, providerId],
  );
  return rows[0]?.id ?? null;
}

/** Only the recipient of the very message: whoever got a mail of ours could forge a report that names somebody else. */
export async function markDead(sql: Sql, messageId: string, address: Address, now: Date): Promise<void> {
  await sql.query(
    `UPDATE identity i SET unreachable_at = $4 FROM message m
     WHERE m.id = $1 AND i.id = m.identity_id AND i.kind = $2 AND i.value = $3 AND i.unreachable_at IS NULL`,
    [messageId, address.kind, address.value, now],
  );
}
