import { isoOf, type Sql } from '@sila/database';
import { capacityInAll } from '@sila/directory';
import type { LivePerson } from '@sila/contracts';
import type { MediaCount } from '@sila/domain';
import type { QueryResultRow } from 'pg';
import type { MinuteRow, OpenConversation, QueueRow } from './live.figures.js';

/** A colleague with everything of them that isn't derived from conversations. */
export type PersonRow = Omit<LivePerson, 'load'>;

/** Open conversations: all of them, or those of these ids that are open. */
export function openConversations(sql: Sql, ids: readonly string[] | null): Promise<OpenConversation[]> {
  return sql.query<OpenConversation & QueryResultRow>(
    `SELECT c.id, c.queue_id AS "queueId", a.channel, c.priority, c.assignee_id AS "assigneeId", c.waiting_since AS "waitingSince",
            c.last_message_at AS "lastMessageAt", c.first_response_at IS NOT NULL AS answered
     FROM conversation c JOIN channel_account a ON a.id = c.channel_account_id
     WHERE c.status = 'open' ${ids ? 'AND c.id = ANY($1::uuid[])' : ''}`,
    ids ? [ids] : [],
  );
}

/** The minutes since then, those not yet folded among them. */
export function minutesSince(sql: Sql, since: Date): Promise<MinuteRow[]> {
  return sql.query<MinuteRow & QueryResultRow>(
    `SELECT queue_id AS "queueId", channel, minute, sum(arrivals)::int AS arrivals, sum(answers)::int AS answers, sum(abandoned)::int AS abandoned
     FROM (SELECT queue_id, channel, minute, arrivals, answers, abandoned FROM queue_minute WHERE minute >= $1
           UNION ALL SELECT queue_id, channel, date_trunc('minute', at), arrivals, answers, abandoned FROM queue_delta WHERE at >= $1) each
     GROUP BY 1, 2, 3`,
    [since],
  );
}

/** The queues that are not archived, oldest first, with their members. */
export function liveQueues(sql: Sql): Promise<QueueRow[]> {
  return sql.query<QueueRow & QueryResultRow>(
    `SELECT q.id, q.name_ar AS "nameAr", q.name_en AS "nameEn",
            ARRAY(SELECT m.staff_id::text FROM queue_member m JOIN staff s ON s.id = m.staff_id
                  WHERE m.queue_id = q.id AND s.disabled_at IS NULL ORDER BY s.name, s.id) AS "memberIds"
     FROM queue q WHERE q.archived_at IS NULL ORDER BY q.created_at, q.id`,
  );
}

/** Everybody who is a member of a queue; `usual` is the capacity of whom nothing else is said. */
export function livePeople(sql: Sql, usual: MediaCount): Promise<PersonRow[]> {
  return sql.query<PersonRow & QueryResultRow>(
    `SELECT s.id, s.name, coalesce(p.state, 'offline') AS presence, p.reason, p.words, ${isoOf('coalesce(p.since, s.created_at)')} AS since,
            ${capacityInAll('s', '$1')} AS capacity,
            (SELECT ${isoOf('min(l.created_at)')} FROM call_leg l WHERE l.staff_id = s.id AND l.ended_at IS NULL) AS "callSince"
     FROM staff s LEFT JOIN presence p ON p.staff_id = s.id
     WHERE s.disabled_at IS NULL AND EXISTS (SELECT 1 FROM queue_member m WHERE m.staff_id = s.id) ORDER BY s.name, s.id`,
    [JSON.stringify(usual)],
  );
}
