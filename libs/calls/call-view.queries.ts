import { type Actor, conversationScope } from '@sila/access';
import type { CallbackView, CallView, ListCallbacks } from '@sila/contracts';
import { CALL_BRIEF } from '@sila/conversations';
import { isoOf, type Sql } from '@sila/database';

const named = (alias: string) =>
  `CASE WHEN ${alias}.id IS NULL THEN NULL ELSE json_build_object('id', ${alias}.id, 'name', ${alias}.name) END`;

const PARTIES = `coalesce((SELECT json_agg(json_build_object('role', l.role, 'staff', json_build_object('id', s.id, 'name', s.name),
    'state', CASE WHEN l.answered_at IS NULL THEN 'ringing' ELSE 'talking' END, 'supervision', l.supervision)
    ORDER BY l.created_at, l.id)
  FROM call_leg l JOIN staff s ON s.id = l.staff_id WHERE l.call_id = p.id AND l.ended_at IS NULL), '[]')`;

const VIEW = `(${CALL_BRIEF}::jsonb || jsonb_build_object('conversationId', p.conversation_id, 'conversationNumber', c.number,
  'contact', ${named('k')}, 'address', CASE WHEN p.caller->>'kind' = 'phone' THEN p.caller->>'value' END,
  'channelAccountId', p.channel_account_id, 'accountLabel', a.label, 'queueId', p.queue_id, 'held', p.held,
  'ringUntil', ${isoOf('p.ring_until')}, 'parties', ${PARTIES},
  'note', (SELECT n.text FROM message n WHERE n.id = p.note_id)))`;
const FROM = `FROM phone_call p JOIN channel_account a ON a.id = p.channel_account_id LEFT JOIN staff o ON o.id = p.officer_id
  LEFT JOIN conversation c ON c.id = p.conversation_id LEFT JOIN contact k ON k.id = c.contact_id`;

/** A call as screens show it, without what the reader may do. */
export type ShownCall = Omit<CallView, 'may'>;

export async function callView(sql: Sql, id: string): Promise<ShownCall | null> {
  const rows = await sql.query<{ view: ShownCall }>(`SELECT ${VIEW} AS view ${FROM} WHERE p.id = $1`, [id]);
  return rows[0]?.view ?? null;
}

/** The call that somebody's softphone is on, or rings for. */
export async function callOf(sql: Sql, staffId: string): Promise<ShownCall | null> {
  const rows = await sql.query<{ view: ShownCall }>(
    `SELECT ${VIEW} AS view ${FROM} WHERE p.id = (SELECT call_id FROM call_leg WHERE staff_id = $1 AND ended_at IS NULL
       ORDER BY created_at DESC LIMIT 1)`,
    [staffId],
  );
  return rows[0]?.view ?? null;
}

/** Calls that run or wait, as far as the reader may see their conversations; the longest first. */
export async function liveCalls(sql: Sql, staff: Actor): Promise<ShownCall[]> {
  const scope = conversationScope(staff, 'c', 1);
  const rows = await sql.query<{ view: ShownCall }>(
    `SELECT ${VIEW} AS view ${FROM} WHERE p.ended_at IS NULL AND c.id IS NOT NULL AND ${scope.sql} ORDER BY p.id LIMIT 200`,
    scope.values,
  );
  return rows.map(({ view }) => view);
}

const CALLBACK = `json_build_object('id', b.id, 'conversationId', c.id, 'conversationNumber', c.number,
  'contact', json_build_object('id', k.id, 'name', k.name), 'address', b.address, 'queueId', c.queue_id,
  'assignee', ${named('o')}, 'state', b.state, 'askedAt', ${isoOf('b.asked_at')}, 'calls', b.calls,
  'doneAt', ${isoOf('b.done_at')}, 'doneBy', ${named('d')}, 'reason', b.reason)`;
const CALLBACK_FROM = `FROM callback b JOIN conversation c ON c.id = b.conversation_id JOIN contact k ON k.id = c.contact_id
  LEFT JOIN staff o ON o.id = c.assignee_id LEFT JOIN staff d ON d.id = b.done_by`;

/** One page of callbacks whose conversations the reader may see: open ones oldest first, others newest first. */
export async function callbackViews(sql: Sql, staff: Actor, query: ListCallbacks): Promise<CallbackView[]> {
  const { view, cursor, limit } = query;
  const scope = conversationScope(staff, 'c', 4);
  const [after, order] = view === 'done' ? ['<', 'DESC'] : ['>', 'ASC'];
  const rows = await sql.query<{ view: CallbackView }>(
    `SELECT ${CALLBACK} AS view ${CALLBACK_FROM}
     WHERE (b.state = 'open') = ($1 <> 'done') AND ($2::uuid IS NULL OR b.id ${after} $2::uuid)
       AND ($1 <> 'mine' OR c.assignee_id = $4) AND ${scope.sql} ORDER BY b.id ${order} LIMIT $3`,
    [view, cursor ?? null, limit, ...scope.values],
  );
  return rows.map((row) => row.view);
}

export async function callbackById(sql: Sql, id: string): Promise<CallbackView | null> {
  const rows = await sql.query<{ view: CallbackView }>(
    `SELECT ${CALLBACK} AS view ${CALLBACK_FROM} WHERE b.id = $1`,
    [id],
  );
  return rows[0]?.view ?? null;
}
