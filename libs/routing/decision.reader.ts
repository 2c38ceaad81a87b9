import { Injectable } from '@nestjs/common';
import type { CurrentStaff } from '@sila/access';
import type { RoutingDecision } from '@sila/contracts';
import { ConversationAccess } from '@sila/conversations';
import { isoOf, poolOf, type Sql, sqlOf } from '@sila/database';
import type { QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';

/** Shows whoever may read a conversation why it came to whom it came. Colleagues by name and in words, without what they hold. */
@Injectable()
export class DecisionReader {
  private readonly sql: Sql;

  constructor(
    source: DataSource,
    private readonly access: ConversationAccess,
  ) {
    this.sql = sqlOf(poolOf(source));
  }

  /** Newest first; the chosen one is the first candidate, the others follow by name. */
  async of(staff: CurrentStaff, conversationId: string): Promise<RoutingDecision[]> {
    await this.access.demand(staff, conversationId, 'read');
    return this.sql.query<RoutingDecision & QueryResultRow>(DECISIONS, [conversationId]);
  }
}

const DECISIONS = `
SELECT d.id, ${isoOf('d.at')} AS at, d.queue_id AS "queueId", d.outcome->'reason' AS reason,
  json_build_object('id', s.id, 'name', s.name) AS chosen,
  (SELECT json_agg(json_build_object('person', json_build_object('id', o.id, 'name', o.name), 'verdict', v.verdict->>'code',
       'skill', (SELECT json_build_object('nameAr', k.name_ar, 'nameEn', k.name_en) FROM skill k
                 WHERE k.id = (v.verdict->>'skillId')::uuid))
     ORDER BY o.id <> d.staff_id, o.name, o.id)
   FROM jsonb_to_recordset(d.outcome->'verdicts') AS v("staffId" uuid, verdict jsonb) JOIN staff o ON o.id = v."staffId") AS candidates
FROM routing_decision d JOIN staff s ON s.id = d.staff_id WHERE d.conversation_id = $1 ORDER BY d.at DESC, d.id DESC LIMIT 100`;
