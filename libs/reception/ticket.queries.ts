import { type Actor, conversationScope } from '@sila/access';
import type { DeskTicket, TicketBrief } from '@sila/contracts';
import { TICKET_BRIEF } from '@sila/conversations';
import { isoOf, type Sql, standingId } from '@sila/database';
import type { TicketState } from '@sila/domain';

/** A desk's day, the newest number first. */
export async function deskTickets(
  sql: Sql,
  staff: Actor,
  deskId: string,
  day: string,
): Promise<DeskTicket[]> {
  const scope = conversationScope(staff, 'c', 3);
  return sql.query<DeskTicket & { [column: string]: unknown }>(
    `SELECT t.id, t.label, t.state, ${isoOf('t.state_at')} AS "stateAt", t.wish, t.counter, t.calls,
            t.channel_account_id AS "accountId", ${isoOf('t.created_at')} AS "createdAt", c.queue_id AS "queueId",
            CASE WHEN ${scope.sql} THEN k.name END AS name, CASE WHEN ${scope.sql} THEN c.id END AS "conversationId"
     FROM ticket t JOIN conversation c ON c.id = t.conversation_id
     JOIN contact own ON own.id = c.contact_id JOIN contact k ON k.id = ${standingId('own')}
     WHERE t.channel_account_id = $1 AND t.day = $2 ORDER BY t.number DESC LIMIT 500`,
    [deskId, day, ...scope.values],
  );
}

/** A ticket, and the state it stands in now. */
export interface LockedTicket {
  readonly conversationId: string;
  readonly channelAccountId: string;
  readonly label: string;
  readonly state: TicketState;
  readonly [column: string]: unknown;
}

/** Where a ticket belongs. */
export async function ticketById(
  sql: Sql,
  id: string,
): Promise<Pick<LockedTicket, 'conversationId' | 'channelAccountId'> | null> {
  const rows = await sql.query<LockedTicket>(
    'SELECT conversation_id AS "conversationId", channel_account_id AS "channelAccountId" FROM ticket WHERE id = $1',
    [id],
  );
  return rows[0] ?? null;
}

export async function lockTicket(sql: Sql, id: string): Promise<LockedTicket | null> {
  const rows = await sql.query<LockedTicket>(
    `SELECT conversation_id AS "conversationId", channel_account_id AS "channelAccountId", label, state
     FROM ticket WHERE id = $1 FOR UPDATE`,
    [id],
  );
  return rows[0] ?? null;
}

/** The newest ticket of a conversation. */
export async function ticketOf(sql: Sql, conversationId: string): Promise<TicketBrief | null> {
  const rows = await sql.query<{ ticket: TicketBrief | null }>(
    `SELECT ${TICKET_BRIEF} AS ticket FROM conversation c WHERE c.id = $1`,
    [conversationId],
  );
  return rows[0]?.ticket ?? null;
}
