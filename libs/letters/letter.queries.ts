import { type Actor, conversationScope } from '@sila/access';
import type { LetterItem, ListLetters } from '@sila/contracts';
import { LETTER_BRIEF } from '@sila/conversations';
import { isoOf, type Sql } from '@sila/database';
import type { LetterState, LetterView, ReadPage } from '@sila/domain';
import type { QueryResultRow } from 'pg';

/** A page as it is stored: with the key of its picture. */
export type StoredPage = ReadPage & { readonly pictureKey: string };

const VIEWS: Readonly<Record<LetterView, readonly LetterState[]>> = {
  incoming: ['reading', 'read', 'unreadable'],
  'to-print': ['to-print'],
  'to-send': ['printed', 'signed'],
  posted: ['posted'],
  done: ['confirmed', 'handed-over', 'returned'],
};

const ITEM = `(${LETTER_BRIEF}::jsonb || jsonb_build_object('id', m.id, 'conversationId', c.id, 'conversationNumber', c.number,
  'contact', json_build_object('id', k.id, 'name', k.name), 'direction', l.direction, 'accountLabel', a.label,
  'snippet', left(m.text, 160), 'createdAt', ${isoOf('m.created_at')}))`;
const FROM = `FROM letter l JOIN message m ON m.id = l.message_id JOIN conversation c ON c.id = l.conversation_id
  JOIN contact k ON k.id = c.contact_id JOIN channel_account a ON a.id = l.channel_account_id
  LEFT JOIN staff v ON v.id = l.verified_by`;

/** Letters of one view, newest first, as far as the person may see their conversations. */
export async function letterItems(sql: Sql, staff: Actor, query: ListLetters): Promise<LetterItem[]> {
  const scope = conversationScope(staff, 'c', 5);
  const rows = await sql.query<{ view: LetterItem }>(
    `SELECT ${ITEM} AS view ${FROM}
     WHERE CASE WHEN $1::text IS NULL THEN l.state = ANY($2::text[]) ELSE m.provider_id = $1 AND l.direction = 'out' END
       AND ($3::uuid IS NULL OR l.message_id < $3::uuid) AND ${scope.sql}
     ORDER BY l.message_id DESC LIMIT $4`,
    [query.reference ?? null, VIEWS[query.view], query.cursor ?? null, query.limit, ...scope.values],
  );
  return rows.map((row) => row.view);
}

/** A letter with everything that was read. */
export interface LetterRow extends QueryResultRow {
  readonly view: LetterItem;
  readonly text: string;
  readonly pages: readonly StoredPage[] | null;
  readonly pageCount: number | null;
  readonly verifiedAt: Date | null;
  readonly documentKey: string | null;
  readonly channelAccountId: string;
  readonly queueId: string;
}

/** One letter by its message; null when there is none. */
export async function letterById(sql: Sql, messageId: string): Promise<LetterRow | null> {
  const rows = await sql.query<LetterRow>(
    `SELECT ${ITEM} AS view, m.text, l.pages, l.page_count AS "pageCount", l.verified_at AS "verifiedAt",
            l.document_key AS "documentKey", l.channel_account_id AS "channelAccountId", c.queue_id AS "queueId"
     ${FROM} WHERE l.message_id = $1`,
    [messageId],
  );
  return rows[0] ?? null;
}

/** A scan taken to be read. */
export interface ClaimedScan extends QueryResultRow {
  readonly messageId: string;
  readonly channelAccountId: string;
  readonly tries: number;
  readonly storageKey: string | null;
  readonly rejected: string | null;
}

/** Takes one scan for a while; whoever comes meanwhile finds nothing to do. */
export async function claimScan(
  sql: Sql,
  messageId: string,
  now: Date,
  until: Date,
): Promise<ClaimedScan | null> {
  const rows = await sql.query<ClaimedScan>(
    `UPDATE letter l SET next_try_at = $3, tries = l.tries + 1
     FROM (SELECT * FROM attachment WHERE message_id = $1 ORDER BY id LIMIT 1) f
     WHERE l.message_id = $1 AND l.state = 'reading' AND l.next_try_at <= $2
     RETURNING l.message_id AS "messageId", l.channel_account_id AS "channelAccountId", l.tries,
               f.storage_key AS "storageKey", CASE WHEN f.state <> 'ready' THEN coalesce(f.reason, f.state) END AS rejected`,
    [messageId, now, until],
  );
  return rows[0] ?? null;
}

/** Scans that nobody took in time. */
export async function dueScans(sql: Sql, now: Date): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT message_id AS id FROM letter WHERE state = 'reading' AND next_try_at < $1::timestamptz - interval '3 seconds'
     ORDER BY next_try_at LIMIT 100`,
    [now],
  );
  return rows.map(({ id }) => id);
}
