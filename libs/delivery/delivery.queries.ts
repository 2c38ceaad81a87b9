import type { Sql } from '@sila/database';
import type { IdentityKind, Language, MessageStatus, PostalAddress } from '@sila/domain';
import { newId } from '@sila/platform';
import type { Pool } from 'pg';

/** A message on its way out, with what its channel needs to know. */
export interface LaneMessage {
  readonly id: string;
  readonly conversationId: string;
  readonly conversationNumber: number;
  readonly channelAccountId: string;
  readonly status: MessageStatus;
  readonly text: string;
  readonly subject: string | null;
  readonly addressKind: IdentityKind;
  readonly address: string;
  readonly toName: string | null;
  readonly postalAddress: PostalAddress | null;
  readonly lastInboundAt: Date | null;
  readonly language: Language | null;
  readonly providerId: string | null;
  readonly template: { id: string; variables: Record<string, string> } | null;
  readonly automatic: boolean;
  readonly author: string | null;
  readonly sendAt: Date | null;
  readonly tries: number;
  readonly attachments: {
    id: string;
    fileName: string;
    mediaType: string;
    size: number;
    storageKey: string;
  }[];
  readonly thread: string[];
}

const NEXT = `
SELECT m.id, m.conversation_id AS "conversationId", c.number::int AS "conversationNumber", m.channel_account_id AS "channelAccountId",
  m.status, m.text, m.subject, m.address_kind AS "addressKind", m.address, i.name AS "toName", i.postal_address AS "postalAddress", i.last_inbound_at AS "lastInboundAt",
  c.language, m.provider_id AS "providerId", m.template, m.automatic, s.name AS author, m.send_at AS "sendAt",
  (SELECT count(*)::int FROM send_attempt a WHERE a.message_id = m.id AND a.outcome IN ('retry', 'auth')) AS tries,
  (SELECT coalesce(json_agg(json_build_object('id', f.id, 'fileName', f.file_name, 'mediaType', f.media_type, 'size', f.size,
     'storageKey', f.storage_key) ORDER BY f.id), '[]') FROM attachment f WHERE f.message_id = m.id AND f.state = 'ready') AS attachments,
  (SELECT coalesce(json_agg(t.provider_id ORDER BY t.seq), '[]') FROM (
     SELECT provider_id, seq FROM message WHERE conversation_id = m.conversation_id AND channel_account_id = m.channel_account_id
       AND provider_id IS NOT NULL AND seq < m.seq AND kind <> 'placeholder' ORDER BY seq DESC LIMIT 20) t) AS thread
FROM message m JOIN conversation c ON c.id = m.conversation_id
LEFT JOIN identity i ON i.id = m.identity_id LEFT JOIN staff s ON s.id = m.author_id
WHERE m.lane_id = $1 AND m.status IN ('queued', 'sending') ORDER BY m.id LIMIT 1`;

/** The next message of an outbound lane: one left half-sent by a dead worker comes before the rest, as it stands. */
export async function nextInLane(pool: Pool, laneId: string): Promise<LaneMessage | null> {
  const { rows } = await pool.query<LaneMessage>({ name: 'next-in-lane', text: NEXT, values: [laneId] });
  return rows[0] ?? null;
}

/** An attempt that was begun; written before the provider is called. */
export interface OpenAttempt {
  readonly id: string;
  readonly startedAt: Date;
}

/** Marks the message as being sent and opens an attempt. Null when somebody took the message back meanwhile. */
export async function openAttempt(
  sql: Sql,
  messageId: string,
  fence: string,
  now: Date,
): Promise<OpenAttempt | null> {
  const id = newId();
  const rows = await sql.query(
    `WITH taken AS (UPDATE message SET status = 'sending' WHERE id = $1 AND status = 'queued' RETURNING id)
     INSERT INTO send_attempt (id, message_id, attempt_no, fence, started_at)
     SELECT $2, taken.id, (SELECT count(*) + 1 FROM send_attempt WHERE message_id = $1), $3, $4 FROM taken RETURNING 1`,
    [messageId, id, fence, now],
  );
  return rows.length > 0 ? { id, startedAt: now } : null;
}

/** The attempt a dead worker left open, if any. */
export async function abandonedAttempt(pool: Pool, messageId: string): Promise<OpenAttempt | null> {
  const { rows } = await pool.query<OpenAttempt>(
    `SELECT id, started_at AS "startedAt" FROM send_attempt WHERE message_id = $1 AND outcome IS NULL ORDER BY attempt_no DESC LIMIT 1`,
    [messageId],
  );
  return rows[0] ?? null;
}

export async function closeAttempt(
  sql: Sql,
  attemptId: string,
  result: { outcome: string; providerId?: string | null; errorCode?: string | null },
  now: Date,
): Promise<void> {
  await sql.query(
    'UPDATE send_attempt SET outcome = $2, provider_id = $3, error_code = $4, finished_at = $5 WHERE id = $1',
    [attemptId, result.outcome, result.providerId ?? null, result.errorCode ?? null, now],
  );
}

/** Puts a message back in its lane, for a try later. */
export async function requeue(sql: Sql, messageId: string): Promise<void> {
  await sql.query(`UPDATE message SET status = 'queued' WHERE id = $1 AND status = 'sending'`, [messageId]);
}

/** Remembers on the account when it last sent. */
export async function noteSent(sql: Sql, accountId: string, now: Date): Promise<void> {
  await sql.query(
    `UPDATE channel_account SET last_sent_at = $2
     WHERE id = $1 AND (last_sent_at IS NULL OR last_sent_at < $2::timestamptz - interval '5 seconds')`,
    [accountId, now],
  );
}
