import { conversationScope } from '@sila/access';
import type { Actor } from '@sila/access';
import type { ConversationItem, ListConversations } from '@sila/contracts';
import { isoOf, type Sql, standingId } from '@sila/database';
import { foldForSearch, latinDigits } from '@sila/domain';
import type { QueryResultRow } from 'pg';
import { OFFER } from './hand-over.queries.js';
import { TICKET_BRIEF } from './ticket.queries.js';

/** A row before the service fills in what is not in the database. */
export interface BareItem extends Omit<ConversationItem, 'answerDue'> {
  /** Whether the conversation was answered before. */
  readonly answered: boolean;
}

interface ItemRow extends QueryResultRow {
  readonly view: BareItem;
}

/** One row of the inbox as JSON; `$1` is the person looking. What is promised and the channel's icon are filled in by the service. */
const ITEM = `json_build_object(
  'id', c.id, 'number', c.number, 'contact', json_build_object('id', k.id, 'name', k.name),
  'channel', json_build_object('accountId', a.id, 'channel', a.channel, 'label', a.label, 'icon', ''),
  'queueId', c.queue_id,
  'assignee', CASE WHEN s.id IS NULL THEN NULL ELSE json_build_object('id', s.id, 'name', s.name) END,
  'status', c.status, 'priority', c.priority, 'subject', c.subject, 'snippet', c.snippet, 'snippetDirection', c.snippet_direction, 'snippetKind', c.snippet_kind,
  'lastMessageAt', ${isoOf('c.last_message_at')}, 'waitingSince', ${isoOf('c.waiting_since')}, 'answered', c.first_response_at IS NOT NULL, 'reason', c.reason,
  'seq', c.seq, 'version', c.version, 'readSeq', coalesce(r.seq, 0),
  'unread', (SELECT count(*) FROM (SELECT 1 FROM message u WHERE u.conversation_id = c.id AND u.seq > coalesce(r.seq, 0)
             AND u.direction = 'in' AND u.deleted_at IS NULL LIMIT 99) unread),
  'following', EXISTS (SELECT 1 FROM follower w WHERE w.conversation_id = c.id AND w.staff_id = $1),
  'ticket', ${TICKET_BRIEF}, 'offer', ${OFFER}, 'closedAt', ${isoOf('c.closed_at')}, 'closeOutcome', c.close_outcome, 'createdAt', ${isoOf('c.created_at')}
) AS view`;

const JOINS = `JOIN contact own ON own.id = c.contact_id JOIN contact k ON k.id = ${standingId('own')} JOIN channel_account a ON a.id = c.channel_account_id
  LEFT JOIN staff s ON s.id = c.assignee_id
  LEFT JOIN read_cursor r ON r.staff_id = $1 AND r.conversation_id = c.id`;

/** Rows by id, for whoever may see them. Others are missing from the answer. */
export async function itemViews(sql: Sql, staff: Actor, ids: readonly string[]): Promise<BareItem[]> {
  const scope = conversationScope(staff, 'c', 3);
  const rows = await sql.query<ItemRow>(
    `SELECT ${ITEM} FROM conversation c ${JOINS} WHERE $1::uuid IS NOT NULL AND c.id = ANY($2::uuid[]) AND ${scope.sql}`,
    [staff.id, ids, ...scope.values],
  );
  return rows.map((row) => row.view);
}

/** A row without regard to who looks: readSeq 0, nobody following. For shaping a change once for many. */
export async function neutralItemViews(sql: Sql, ids: readonly string[]): Promise<BareItem[]> {
  const rows = await sql.query<ItemRow>(
    `SELECT ${ITEM} FROM conversation c ${JOINS} WHERE c.id = ANY($2::uuid[])`,
    ['00000000-0000-0000-0000-000000000000', ids],
  );
  return rows.map((row) => row.view);
}

/** Where the next page begins. */
export interface ListCursor {
  readonly at: string;
  readonly id: string;
}

/**
 * One page of a view. The ids are chosen first on the index that serves the view's order and scope, and only the page's rows are
 * shaped, so that a page costs the same at ten thousand conversations as at a million.
 */
export async function listItems(
  sql: Sql,
  staff: Actor,
  query: ListConversations,
  cursor: ListCursor | null,
): Promise<BareItem[]> {
  const params: unknown[] = [staff.id];
  const add = (value: unknown): string => `$${params.push(value)}`;
  const column = query.view === 'closed' ? 'closed_at' : 'last_message_at';
  const conditions = [
    `c.status = '${query.view === 'closed' ? 'closed' : 'open'}'`,
    ...(query.view === 'unassigned' ? ['c.assignee_id IS NULL'] : []),
    ...(query.queue ? [`c.queue_id = ${add(query.queue)}`] : []),
    ...(cursor ? [`(c.${column}, c.id) < (${add(cursor.at)}::timestamptz, ${add(cursor.id)}::uuid)`] : []),
    ...(query.q ? [searchCondition(query.q, add)] : []),
  ];
  const branches = branchesOf(staff, query, add);
  const take = add(query.limit);
  const page = branches
    .map(
      (branch) =>
        `(SELECT c.id, c.${column} AS at FROM conversation c WHERE ${[...conditions, branch].join(' AND ')} ORDER BY c.${column} DESC, c.id DESC LIMIT ${take})`,
    )
    .join(' UNION ');
  const rows = await sql.query<ItemRow>(
    `WITH page AS (SELECT DISTINCT id, at FROM (${page}) found ORDER BY at DESC, id DESC LIMIT ${take})
     SELECT ${ITEM} FROM page JOIN conversation c ON c.id = page.id ${JOINS} WHERE $1::uuid IS NOT NULL ORDER BY page.at DESC, page.id DESC`,
    params,
  );
  return rows.map((row) => row.view);
}

/**
 * The person's scope, taken apart into branches that each have their index: one for each queue, their own, what they follow. The
 * same rule as `conversationScope`, which stays the judge of single rows.
 */
function branchesOf(staff: Actor, query: ListConversations, add: (value: unknown) => string): string[] {
  if (conversationScope(staff).sql === '1=0') return ['1=0'];
  if (query.view === 'mine') return ['c.assignee_id = $1'];
  const queues = staff.queueIds
    .filter((id) => !query.queue || id === query.queue)
    .map((id) => `c.queue_id = ${add(id)}`);
  const own = query.view === 'unassigned' ? [] : ['c.assignee_id = $1'];
  return [...queues, ...own, 'c.id IN (SELECT w.conversation_id FROM follower w WHERE w.staff_id = $1)'];
}

/** Finds by number, by name or address of the person, or by words of any message. */
function searchCondition(q: string, add: (value: unknown) => string): string {
  const folded = foldForSearch(q);
  const number = /^#?\d{1,12}$/.test(latinDigits(q)) ? latinDigits(q).replace('#', '') : null;
  const like = add(`%${folded.replace(/[\\%_]/g, '\\$&')}%`);
  const finds = [
    `c.contact_id IN (SELECT id FROM contact WHERE search_name LIKE ${like})`,
    `c.contact_id IN (SELECT contact_id FROM identity WHERE value = ${add(q.trim())})`,
    `c.id IN (SELECT conversation_id FROM message WHERE search @@ plainto_tsquery('simple', ${add(folded)}))`,
    ...(number ? [`c.number = ${add(number)}`] : []),
  ];
  return `(${finds.join(' OR ')})`;
}
