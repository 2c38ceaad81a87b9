import { type Actor, conversationScope } from '@sila/access';
import type { ConversationDetail } from '@sila/contracts';
import { isoOf, personCte, type Sql } from '@sila/database';
import type { QueryResultRow } from 'pg';
import { HAND_OVERS } from './hand-over.queries.js';

type Parts = Pick<
  ConversationDetail,
  'queue' | 'followers' | 'mayBelongTo' | 'assignments' | 'handOvers' | 'draft'
>;

const person = (alias: string): string =>
  `CASE WHEN ${alias}.id IS NULL THEN NULL ELSE json_build_object('id', ${alias}.id, 'name', ${alias}.name) END`;

/** What a conversation's page shows beside the row and the person, as far as they may see it: queue, followers, history of owners, the own draft. */
export async function detailParts(sql: Sql, conversationId: string, staff: Actor): Promise<Parts | null> {
  const scope = conversationScope(staff, 'o', 3);
  const rows = await sql.query<Parts & QueryResultRow>(
    `SELECT json_build_object('id', q.id, 'nameAr', q.name_ar, 'nameEn', q.name_en) AS queue,
       (SELECT coalesce(json_agg(json_build_object('id', s.id, 'name', s.name) ORDER BY s.name), '[]')
        FROM follower f JOIN staff s ON s.id = f.staff_id WHERE f.conversation_id = c.id) AS followers,
       (SELECT json_build_object('id', o.id, 'number', o.number) FROM conversation o
        WHERE o.id = c.may_belong_to AND o.contact_id IN (WITH RECURSIVE ${personCte('c.contact_id')} SELECT id FROM person)
          AND ${scope.sql}) AS "mayBelongTo",
       (SELECT coalesce(json_agg(json_build_object('at', ${isoOf('a.at')}, 'by', ${person('b')}, 'assignee', ${person('s')},
                                                   'queueId', a.queue_id, 'reason', a.reason,
                                                   'decisionId', a.decision_id) ORDER BY a.at, a.id), '[]')
        FROM assignment a LEFT JOIN staff s ON s.id = a.assignee_id LEFT JOIN staff b ON b.id = a.by_id
        WHERE a.conversation_id = c.id) AS assignments,
       ${HAND_OVERS} AS "handOvers",
       (SELECT json_build_object('kind', d.kind, 'text', d.text, 'updatedAt', ${isoOf('d.updated_at')})
        FROM draft d WHERE d.conversation_id = c.id AND d.staff_id = $2) AS draft
     FROM conversation c JOIN queue q ON q.id = c.queue_id WHERE c.id = $1`,
    [conversationId, staff.id, ...scope.values],
  );
  return rows[0] ?? null;
}
