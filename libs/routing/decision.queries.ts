import type { Sql } from '@sila/database';
import { CHOOSING_VERSION, type Decision, type DecisionInputs, type Drained } from '@sila/domain';

/** What is kept of a decision beside what it looked at. */
export interface DecisionOutcome extends Pick<Decision, 'reason' | 'verdicts'> {
  /** What it was made by: `CHOOSING_VERSION` of that time. */
  readonly version: number;
}

/** Keeps decisions with what they looked at, so that each can be explained and made again. */
export async function keepDecisions(
  sql: Sql,
  drained: readonly (Drained & { readonly id: string })[],
  now: Date,
): Promise<void> {
  const rows = drained.map(({ id, decision, inputs }) => ({
    id,
    conversation_id: decision.workId,
    queue_id: inputs.work.queueId,
    staff_id: decision.staffId,
    at: now,
    inputs: onlyLookedAt(inputs),
    outcome: outcomeOf(decision),
  }));
  await sql.query(
    `INSERT INTO routing_decision (id, conversation_id, queue_id, staff_id, at, inputs, outcome)
     SELECT id, conversation_id, queue_id, staff_id, at, inputs, outcome FROM jsonb_populate_recordset(NULL::routing_decision, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}

function outcomeOf({ reason, verdicts }: Decision): DecisionOutcome {
  return { version: CHOOSING_VERSION, reason, verdicts };
}

/** Skills that nobody asked for and other queues say nothing about it. */
function onlyLookedAt(inputs: DecisionInputs): DecisionInputs {
  const asked = inputs.work.needs.map(({ skillId }) => skillId);
  const { id, queueId, medium, priority, since, needs } = inputs.work;
  const { lastOfficer, ownOfficerId, unansweredBy } = inputs.work;
  return {
    ...inputs,
    work: {
      id,
      queueId,
      medium,
      priority,
      since,
      needs,
      lastOfficer,
      ownOfficerId,
      unansweredBy,
    },
    officers: inputs.officers.map((officer) => ({
      ...officer,
      queueIds: [queueId],
      skills: Object.fromEntries(Object.entries(officer.skills).filter(([skill]) => asked.includes(skill))),
    })),
  };
}
